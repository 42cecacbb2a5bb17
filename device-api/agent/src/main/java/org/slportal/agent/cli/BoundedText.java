package org.slportal.agent.cli;

/** Text that may be looked at only so often: an expression that backtracks without end gives up instead of holding a processor. */
final class BoundedText implements CharSequence {

    /** Far more than any honest expression needs for the longest output. */
    private static final int LOOKS = 20_000_000;

    private final String text;
    private final Allowance allowance;

    BoundedText(String text, Allowance allowance) {
        this.text = text;
        this.allowance = allowance;
    }

    /** What is left for all lines of one output. */
    static final class Allowance {
        private int left = LOOKS;
    }

    /** The allowance is used up. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public char charAt(int index) {
        if (--allowance.left < 0) {
            throw new TooLong();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.substring(start, end), allowance);
    }

    @Override
    public String toString() {
        return text;
    }
}
