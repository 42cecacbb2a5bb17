package org.slportal.services.catalogue;

import static org.slportal.services.catalogue.CatalogueColumn.CHILD;
import static org.slportal.services.catalogue.CatalogueColumn.CODE;
import static org.slportal.services.catalogue.CatalogueColumn.CONFIDENCE;
import static org.slportal.services.catalogue.CatalogueColumn.COUNTED_PER;
import static org.slportal.services.catalogue.CatalogueColumn.DESCRIPTION;
import static org.slportal.services.catalogue.CatalogueColumn.DLC_SUPPORTED;
import static org.slportal.services.catalogue.CatalogueColumn.ENTITLEMENT_TAG;
import static org.slportal.services.catalogue.CatalogueColumn.EXPORT_RESTRICTED;
import static org.slportal.services.catalogue.CatalogueColumn.FAMILY;
import static org.slportal.services.catalogue.CatalogueColumn.FEATURE;
import static org.slportal.services.catalogue.CatalogueColumn.FORM;
import static org.slportal.services.catalogue.CatalogueColumn.LEGACY_METHOD;
import static org.slportal.services.catalogue.CatalogueColumn.LICENSE;
import static org.slportal.services.catalogue.CatalogueColumn.LICENSE_QUANTITY;
import static org.slportal.services.catalogue.CatalogueColumn.LICENSE_TERM;
import static org.slportal.services.catalogue.CatalogueColumn.MAX_COUNT;
import static org.slportal.services.catalogue.CatalogueColumn.NAME;
import static org.slportal.services.catalogue.CatalogueColumn.PARENT;
import static org.slportal.services.catalogue.CatalogueColumn.PARTIAL_ALLOWED;
import static org.slportal.services.catalogue.CatalogueColumn.PID_PATTERN;
import static org.slportal.services.catalogue.CatalogueColumn.PLATFORM;
import static org.slportal.services.catalogue.CatalogueColumn.SKU;
import static org.slportal.services.catalogue.CatalogueColumn.SOFTWARE_ID;
import static org.slportal.services.catalogue.CatalogueColumn.SOURCE;
import static org.slportal.services.catalogue.CatalogueColumn.TERM_DAYS;

import java.util.List;
import org.slportal.services.csv.CsvColumns;

/** The files the catalogue consists of. Each names only what earlier ones define. */
public enum CataloguePart {
    PLATFORMS(
            "platforms.csv",
            1,
            false,
            NAME,
            FAMILY,
            DESCRIPTION,
            SOFTWARE_ID,
            PID_PATTERN,
            LEGACY_METHOD,
            DLC_SUPPORTED,
            SOURCE,
            CONFIDENCE),
    LICENSES("licenses.csv", 1, false, NAME, ENTITLEMENT_TAG, DESCRIPTION, EXPORT_RESTRICTED, SOURCE, CONFIDENCE),
    HIERARCHY("hierarchy.csv", 2, true, PARENT, CHILD),
    SKUS(
            "skus.csv",
            1,
            false,
            CODE,
            DESCRIPTION,
            FAMILY,
            LICENSE,
            LICENSE_QUANTITY,
            LICENSE_TERM,
            TERM_DAYS,
            PARTIAL_ALLOWED,
            LEGACY_METHOD,
            SOURCE,
            CONFIDENCE),
    CONSUMPTION_RULES("consumption_rules.csv", 3, true, PLATFORM, FEATURE, LICENSE, COUNTED_PER, SOURCE, CONFIDENCE),
    DEVICE_LICENSES(
            "device_licenses.csv", 4, false, PLATFORM, PID_PATTERN, FORM, NAME, SKU, MAX_COUNT, SOURCE, CONFIDENCE);

    private final String file;
    private final int keyColumns;
    private final boolean replaced;
    private final List<CatalogueColumn> columns;

    CataloguePart(String file, int keyColumns, boolean replaced, CatalogueColumn... columns) {
        this.file = file;
        this.keyColumns = keyColumns;
        this.replaced = replaced;
        this.columns = List.of(columns);
    }

    public String file() {
        return file;
    }

    /** In the file's order; those that tell the rows apart first. */
    public List<CatalogueColumn> columns() {
        return columns;
    }

    /** The columns that tell the rows apart. */
    public List<CatalogueColumn> key() {
        return columns.subList(0, keyColumns);
    }

    /** Whether an import replaces all rows. Otherwise it adds and changes, and what the file leaves out stays. */
    public boolean isReplaced() {
        return replaced;
    }

    CsvColumns csv() {
        return CsvColumns.required(columns.stream().map(CatalogueColumn::header).toArray(String[]::new));
    }
}
