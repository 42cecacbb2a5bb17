package org.slportal.agent.terminal;

/** The text being typed and the place of the cursor in it. */
final class LineBuffer {

    private final StringBuilder text = new StringBuilder();
    private int cursor;

    String text() {
        return text.toString();
    }

    String beforeCursor() {
        return text.substring(0, cursor);
    }

    String fromCursor() {
        return text.substring(cursor);
    }

    int length() {
        return text.length();
    }

    int cursor() {
        return cursor;
    }

    void insert(String typed) {
        text.insert(cursor, typed);
        cursor += typed.length();
    }

    /** Removes the character before the cursor; false at the start. */
    boolean backspace() {
        if (cursor == 0) {
            return false;
        }
        text.deleteCharAt(--cursor);
        return true;
    }

    /** Removes the character under the cursor; false at the end. */
    boolean delete() {
        if (cursor == text.length()) {
            return false;
        }
        text.deleteCharAt(cursor);
        return true;
    }

    /** Removes the word before the cursor and the blanks after it; how many characters that were. */
    int deleteWord() {
        int from = cursor;
        while (from > 0 && text.charAt(from - 1) == ' ') {
            from--;
        }
        while (from > 0 && text.charAt(from - 1) != ' ') {
            from--;
        }
        int removed = cursor - from;
        text.delete(from, cursor);
        cursor = from;
        return removed;
    }

    void deleteToEnd() {
        text.setLength(cursor);
    }

    void moveTo(int position) {
        cursor = Math.clamp(position, 0, text.length());
    }

    void replace(String other) {
        text.setLength(0);
        text.append(other);
        cursor = text.length();
    }
}
