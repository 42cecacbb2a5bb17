package org.slportal.ui.i18n;

import java.text.NumberFormat;
import org.slportal.services.page.BoundedCount;

/** Figures as the reader writes them; a negative figure carries a real minus sign. */
public final class Numbers {

    private static final String MINUS = "−";

    private Numbers() {}

    public static String plain(long value) {
        String digits = NumberFormat.getIntegerInstance(Locales.current()).format(Math.abs(value));
        return value < 0 ? MINUS + digits : digits;
    }

    /** "10,000+" where nobody counted on. */
    public static String counted(BoundedCount count) {
        return count.exact() ? plain(count.rows()) : plain(count.rows()) + "+";
    }

    /** With its sign, also when positive: +2, −3, 0. */
    public static String signed(long value) {
        return value > 0 ? "+" + plain(value) : plain(value);
    }
}
