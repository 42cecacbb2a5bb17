package org.slportal.ui.lab;

import org.jspecify.annotations.Nullable;

/**
 * Text on its way to a browser. What comes while a piece is being shown waits and becomes the next piece, so that a flood is a few large
 * ones; of more than a person would scroll through, the older part is left out.
 */
final class TerminalOutput {

    static final int MAX_PIECE = 64 * 1024;
    static final int MAX_WAITING = 512 * 1024;

    private final StringBuilder waiting = new StringBuilder();
    /** At first nothing can be shown: the terminal is not on the page. */
    private boolean showing = true;

    private long leftOut;

    /**
     * What to show next.
     *
     * @param leftOut characters that are missing before it
     */
    record Piece(String text, long leftOut) {}

    /** @return whether nobody is showing anything: then the caller begins with {@link #next} */
    synchronized boolean add(String text) {
        waiting.append(text);
        if (waiting.length() > MAX_WAITING) {
            int end = cut(waiting.length() - MAX_WAITING / 2);
            waiting.delete(0, end);
            leftOut += end;
        }
        boolean begins = !showing && !waiting.isEmpty();
        showing |= begins;
        return begins;
    }

    /** To be asked again once it is shown; null ends the showing until more comes. */
    synchronized @Nullable Piece next() {
        if (waiting.isEmpty()) {
            showing = false;
            return null;
        }
        int end = waiting.length() <= MAX_PIECE ? waiting.length() : cut(MAX_PIECE);
        Piece piece = new Piece(waiting.substring(0, end), leftOut);
        waiting.delete(0, end);
        leftOut = 0;
        return piece;
    }

    /** The terminal is gone from the page, with all it showed; what comes now waits for the next. */
    synchronized void restart() {
        waiting.setLength(0);
        leftOut = 0;
        showing = true;
    }

    /** There, or one before it where a character would be cut. */
    private int cut(int at) {
        return Character.isLowSurrogate(waiting.charAt(at)) ? at - 1 : at;
    }
}
