package org.slportal.domain.conversion;

import java.util.Locale;

/** The right-to-use level of a 3650 or 3850, in rising order. A chassis has one. */
public enum RtuLevel {
    LANBASE,
    IPBASE,
    IPSERVICES;

    /** As the switch writes it: {@code ipbase}. */
    public String cliName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
