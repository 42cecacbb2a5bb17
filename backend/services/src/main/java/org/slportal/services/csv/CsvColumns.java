package org.slportal.services.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns a file must have and those it may have, by the names the portal writes. */
public final class CsvColumns {

    private final List<String> required;
    private final List<String> optional;

    private CsvColumns(List<String> required, List<String> optional) {
        this.required = List.copyOf(required);
        this.optional = List.copyOf(optional);
    }

    public static CsvColumns required(String... names) {
        return new CsvColumns(List.of(names), List.of());
    }

    public CsvColumns optional(String... names) {
        return new CsvColumns(required, List.of(names));
    }

    public List<String> required() {
        return required;
    }

    /** Required ones first. */
    public List<String> all() {
        List<String> all = new ArrayList<>(required);
        all.addAll(optional);
        return all;
    }

    /** What two spellings of one name have in common: "Serial Number", "serial_number" and "SERIAL-NUMBER" are one. */
    static String key(String name) {
        return name.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    }
}
