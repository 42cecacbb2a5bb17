package org.slportal.services.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed or pasted, and how it is looked up: always from the start, so that an index finds it.
 *
 * @param text cleaned
 * @param pid product id of a pasted UDI, null if it is none
 * @param serialNumber of a pasted UDI, else the whole text
 */
record SearchText(String text, @Nullable String pid, String serialNumber) {

    static final int MAX = 120;

    private static final char ESCAPE = '!';
    /** {@code PID:C3850,SN:FOC1}, {@code UDI_PID:C3850; UDI_SN:FOC1;} and {@code UDI Product ID:…,UDI Serial Number:…}. */
    private static final Pattern UDI = Pattern.compile(
            "(?:UDI[_ ]?)?(?:PID|Product ID):\\s*([^,;\\s]+)\\s*[,;]\\s*(?:UDI[_ ]?)?(?:SN|Serial Number):\\s*([^,;\\s]+)\\s*;?",
            Pattern.CASE_INSENSITIVE);

    static SearchText of(String clean) {
        Matcher udi = UDI.matcher(clean);
        return udi.matches() ? new SearchText(clean, udi.group(1), udi.group(2)) : new SearchText(clean, null, clean);
    }

    /** The field begins with the text. */
    Condition begins(Field<String> field) {
        return field.like(pattern(text), ESCAPE);
    }

    /** The chassis' serial number begins with the text, or is the pasted UDI's. */
    Condition device(Field<String> pidField, Field<String> serialField) {
        return pid == null
                ? serialField.like(pattern(serialNumber), ESCAPE)
                : serialField.eq(serialNumber).and(pidField.eq(pid));
    }

    private static String pattern(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
