package org.slportal.services.catalogue;

import java.util.Locale;

/** The columns of the catalogue's files; also what the lists can be sorted by. */
public enum CatalogueColumn {
    NAME,
    CODE,
    PLATFORM,
    FAMILY,
    PID_PATTERN,
    FORM,
    FEATURE,
    PARENT,
    CHILD,
    ENTITLEMENT_TAG,
    DESCRIPTION,
    SOFTWARE_ID,
    LICENSE,
    SKU,
    LICENSE_QUANTITY,
    LICENSE_TERM,
    TERM_DAYS,
    PARTIAL_ALLOWED,
    COUNTED_PER,
    MAX_COUNT,
    LEGACY_METHOD,
    DLC_SUPPORTED,
    EXPORT_RESTRICTED,
    SOURCE,
    CONFIDENCE;

    /** As it stands in the file's header line. */
    public String header() {
        return name().toLowerCase(Locale.ROOT);
    }
}
