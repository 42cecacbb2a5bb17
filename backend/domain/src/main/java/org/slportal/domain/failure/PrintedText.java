package org.slportal.domain.failure;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A device's output, so that it can be searched however it was copied: terminals break lines anywhere, also within words, and logs
 * write in their own case. So what is searched is the text without its white space, in lower case; each character knows its place.
 */
final class PrintedText {

    private static final String PAGER = "--More--";
    private static final int HEAD = 160;
    /** Nothing the licensing software says is broken over more lines. */
    private static final int STATEMENT_LINES = 7;

    private static final String FIELD = "[A-Z][A-Za-z() -]{0,60}+:(?:\\s|$)";

    /** How a line begins that does not go on with what the line before it said. Possessive, so that no line takes long. */
    private static final Pattern BEGINS = Pattern.compile("\\s{2,80}+" + FIELD // of an indented report
            + "|\\s*+(?:"
            + "[*.]?(?:\\d{6}:|<\\d{1,3}>|\\d{4}-\\d\\d|[A-Z][a-z]{2} {1,2}\\d)" // a time stamp or sequence number
            + "|\\*{3}|={3}|-{3}|!" // a heading or comment
            + "|\\{|%)");
    /** What was typed; what the device says to it is a statement of its own, and a command may hold a token. */
    private static final Pattern PROMPT = Pattern.compile("\\s*+[A-Za-z0-9._-]{1,63}+(?:\\([a-z-]{1,30}\\))?[#>]");
    /** Like {@link #BEGINS}, unless a terminal broke the line before: what follows then may look like a field by chance. */
    private static final Pattern BEGINS_AT_MARGIN = Pattern.compile(FIELD);
    /** No terminal is narrower. */
    private static final int NARROWEST = 40;

    private final String text;
    private final String squeezed;
    private final int[] places;
    private final int[] lineStarts;
    private final int[] statements;

    private PrintedText(String text, String squeezed, int[] places, int[] lineStarts, int[] statements) {
        this.text = text;
        this.squeezed = squeezed;
        this.places = places;
        this.lineStarts = lineStarts;
        this.statements = statements;
    }

    static PrintedText of(String text) {
        StringBuilder squeezed = new StringBuilder(text.length());
        int[] places = new int[text.length()];
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' && text.startsWith(PAGER, i)) {
                i += PAGER.length() - 1;
            } else if (c == '\u001b') {
                i = endOfEscape(text, i);
            } else if (!isBlank(c)) {
                places[squeezed.length()] = i;
                squeezed.append(plain(c));
            }
        }
        int[] lineStarts = lineStarts(text);
        return new PrintedText(
                text,
                squeezed.toString(),
                Arrays.copyOf(places, squeezed.length()),
                lineStarts,
                statements(text, lineStarts));
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isISOControl(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT;
    }

    /** Lower case, one character for one; quotation marks as they were before a word processor had them. */
    private static char plain(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '`' -> '\'';
            case '\u201c', '\u201d' -> '"';
            default -> Character.toLowerCase(c);
        };
    }

    /** The last character of a terminal's escape sequence, such as the one that makes text bold. */
    private static int endOfEscape(String text, int escape) {
        int at = escape + 1;
        if (at >= text.length() || text.charAt(at) != '[') {
            return escape;
        }
        int last = Math.min(text.length() - 1, escape + 12);
        while (at < last && !Character.isLetter(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[text.length() + 1];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            if (ends) {
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** For each line the first line of its statement. */
    private static int[] statements(String text, int[] starts) {
        int[] statements = new int[starts.length];
        boolean open = false;
        for (int line = 0; line < starts.length; line++) {
            int end = line + 1 < starts.length ? starts[line + 1] : text.length();
            String head = text.substring(starts[line], Math.min(end, starts[line] + HEAD));
            boolean broken = line > 0 && starts[line] - starts[line - 1] > NARROWEST;
            boolean typed = PROMPT.matcher(head).lookingAt();
            boolean begins = head.isBlank()
                    || typed
                    || BEGINS.matcher(head).lookingAt()
                    || !broken && BEGINS_AT_MARGIN.matcher(head).lookingAt()
                    || head.contains(": %");
            boolean goesOn = open && !begins && line - statements[line - 1] < STATEMENT_LINES;
            statements[line] = goesOn ? statements[line - 1] : line;
            open = goesOn || begins && !head.isBlank() && !typed;
        }
        return statements;
    }

    /** To be searched. */
    String squeezed() {
        return squeezed;
    }

    /** Where in the text as printed a character of the squeezed text stands. */
    int place(int squeezedIndex) {
        return places[squeezedIndex];
    }

    /** The number of the line, from 0, a character of the squeezed text stands in. */
    int line(int squeezedIndex) {
        int found = Arrays.binarySearch(lineStarts, places[squeezedIndex]);
        return found >= 0 ? found : -found - 2;
    }

    int lines() {
        return lineStarts.length;
    }

    /** The first line of the statement a line belongs to. */
    int statement(int line) {
        return statements[line];
    }

    /** Whether a character of the squeezed text is the first of a word as printed. */
    boolean beginsWord(int squeezedIndex) {
        int place = places[squeezedIndex];
        return place == 0 || !Character.isLetterOrDigit(text.charAt(place - 1));
    }

    /**
     * Some lines as printed.
     *
     * @param focus index of the squeezed text that must be seen when the lines are too long
     * @param max characters
     */
    String lines(int first, int last, int focus, int max) {
        int from = lineStarts[first];
        int to = last + 1 < lineStarts.length ? lineStarts[last + 1] : text.length();
        boolean cutBefore = false;
        boolean cutAfter = false;
        if (to - from > max) {
            int begin = Math.max(from, Math.min(place(focus) - max / 4, to - max));
            cutBefore = begin > from;
            cutAfter = begin + max < to;
            from = begin;
            to = begin + max;
        }
        String printed = text.substring(from, to).strip();
        return (cutBefore ? "…" : "") + printed + (cutAfter ? "…" : "");
    }
}
