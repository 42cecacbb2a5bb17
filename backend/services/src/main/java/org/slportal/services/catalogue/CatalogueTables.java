package org.slportal.services.catalogue;

import static org.slportal.db.jooq.Tables.CONSUMPTION_RULE;
import static org.slportal.db.jooq.Tables.DEVICE_LICENSE_NAME;
import static org.slportal.db.jooq.Tables.HIERARCHY_EDGE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.slportal.db.jooq.tables.License;

/** Where the parts of the catalogue lie in the database. */
final class CatalogueTables {

    private static final License PARENT = LICENSE.as("parent");
    private static final License CHILD = LICENSE.as("child");

    private CatalogueTables() {}

    /** The part's table with those whose names its rows hold. */
    static Table<? extends Record> from(CataloguePart part) {
        return switch (part) {
            case PLATFORMS -> PLATFORM;
            case LICENSES -> LICENSE;
            case HIERARCHY ->
                HIERARCHY_EDGE
                        .join(PARENT)
                        .on(PARENT.LICENSE_ID.eq(HIERARCHY_EDGE.PARENT_LICENSE_ID))
                        .join(CHILD)
                        .on(CHILD.LICENSE_ID.eq(HIERARCHY_EDGE.CHILD_LICENSE_ID));
            case SKUS -> SKU.leftJoin(LICENSE).on(LICENSE.LICENSE_ID.eq(SKU.LICENSE_ID));
            case CONSUMPTION_RULES ->
                CONSUMPTION_RULE
                        .join(PLATFORM)
                        .on(PLATFORM.PLATFORM_ID.eq(CONSUMPTION_RULE.PLATFORM_ID))
                        .join(LICENSE)
                        .on(LICENSE.LICENSE_ID.eq(CONSUMPTION_RULE.LICENSE_ID));
            case DEVICE_LICENSES ->
                DEVICE_LICENSE_NAME
                        .join(PLATFORM)
                        .on(PLATFORM.PLATFORM_ID.eq(DEVICE_LICENSE_NAME.PLATFORM_ID))
                        .join(SKU)
                        .on(SKU.SKU_ID.eq(DEVICE_LICENSE_NAME.SKU_ID));
        };
    }

    /** In the order of the part's columns. */
    static List<Field<?>> fields(CataloguePart part) {
        Map<CatalogueColumn, Field<?>> fields = byColumn(part);
        return part.columns().stream()
                .<Field<?>>map(column -> field(fields, part, column))
                .toList();
    }

    static Field<?> field(CataloguePart part, CatalogueColumn column) {
        return field(byColumn(part), part, column);
    }

    private static Field<?> field(Map<CatalogueColumn, Field<?>> fields, CataloguePart part, CatalogueColumn column) {
        Field<?> field = fields.get(column);
        if (field == null) {
            throw new IllegalArgumentException(part + " has no column " + column);
        }
        return field;
    }

    private static Map<CatalogueColumn, Field<?>> byColumn(CataloguePart part) {
        return switch (part) {
            case PLATFORMS ->
                Map.of(
                        CatalogueColumn.NAME, PLATFORM.NAME,
                        CatalogueColumn.FAMILY, PLATFORM.FAMILY,
                        CatalogueColumn.DESCRIPTION, PLATFORM.DESCRIPTION,
                        CatalogueColumn.SOFTWARE_ID, PLATFORM.SOFTWARE_ID,
                        CatalogueColumn.PID_PATTERN, PLATFORM.PID_PATTERN,
                        CatalogueColumn.LEGACY_METHOD, PLATFORM.LEGACY_METHOD,
                        CatalogueColumn.DLC_SUPPORTED, PLATFORM.DLC_SUPPORTED,
                        CatalogueColumn.SOURCE, PLATFORM.SOURCE,
                        CatalogueColumn.CONFIDENCE, PLATFORM.CONFIDENCE);
            case LICENSES ->
                Map.of(
                        CatalogueColumn.NAME, LICENSE.NAME,
                        CatalogueColumn.ENTITLEMENT_TAG, LICENSE.ENTITLEMENT_TAG,
                        CatalogueColumn.DESCRIPTION, LICENSE.DESCRIPTION,
                        CatalogueColumn.EXPORT_RESTRICTED, LICENSE.EXPORT_RESTRICTED,
                        CatalogueColumn.SOURCE, LICENSE.SOURCE,
                        CatalogueColumn.CONFIDENCE, LICENSE.CONFIDENCE);
            case HIERARCHY -> Map.of(CatalogueColumn.PARENT, PARENT.NAME, CatalogueColumn.CHILD, CHILD.NAME);
            case SKUS ->
                Map.ofEntries(
                        Map.entry(CatalogueColumn.CODE, SKU.CODE),
                        Map.entry(CatalogueColumn.DESCRIPTION, SKU.DESCRIPTION),
                        Map.entry(CatalogueColumn.FAMILY, SKU.FAMILY),
                        Map.entry(CatalogueColumn.LICENSE, LICENSE.NAME),
                        Map.entry(CatalogueColumn.LICENSE_QUANTITY, SKU.LICENSE_QUANTITY),
                        Map.entry(CatalogueColumn.LICENSE_TERM, SKU.LICENSE_TERM),
                        Map.entry(CatalogueColumn.TERM_DAYS, SKU.TERM_DAYS),
                        Map.entry(CatalogueColumn.PARTIAL_ALLOWED, SKU.PARTIAL_ALLOWED),
                        Map.entry(CatalogueColumn.LEGACY_METHOD, SKU.LEGACY_METHOD),
                        Map.entry(CatalogueColumn.SOURCE, SKU.SOURCE),
                        Map.entry(CatalogueColumn.CONFIDENCE, SKU.CONFIDENCE));
            case CONSUMPTION_RULES ->
                Map.of(
                        CatalogueColumn.PLATFORM, PLATFORM.NAME,
                        CatalogueColumn.FEATURE, CONSUMPTION_RULE.FEATURE,
                        CatalogueColumn.LICENSE, LICENSE.NAME,
                        CatalogueColumn.COUNTED_PER, CONSUMPTION_RULE.COUNTED_PER,
                        CatalogueColumn.SOURCE, CONSUMPTION_RULE.SOURCE,
                        CatalogueColumn.CONFIDENCE, CONSUMPTION_RULE.CONFIDENCE);
            case DEVICE_LICENSES ->
                Map.of(
                        CatalogueColumn.PLATFORM, PLATFORM.NAME,
                        CatalogueColumn.PID_PATTERN, DEVICE_LICENSE_NAME.PID_PATTERN,
                        CatalogueColumn.FORM, DEVICE_LICENSE_NAME.LICENSE_FORM,
                        CatalogueColumn.NAME, DEVICE_LICENSE_NAME.NAME,
                        CatalogueColumn.SKU, SKU.CODE,
                        CatalogueColumn.MAX_COUNT, DEVICE_LICENSE_NAME.MAX_COUNT,
                        CatalogueColumn.SOURCE, DEVICE_LICENSE_NAME.SOURCE,
                        CatalogueColumn.CONFIDENCE, DEVICE_LICENSE_NAME.CONFIDENCE);
        };
    }

    static CatalogueRow row(CataloguePart part, Record row) {
        return new CatalogueRow(
                part, fields(part).stream().map(field -> text(row.get(field))).toList());
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }
}
