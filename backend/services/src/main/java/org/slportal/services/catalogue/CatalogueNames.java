package org.slportal.services.catalogue;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PlatformId;
import org.slportal.domain.id.SkuId;

/** What the catalogue's rows may refer to, by name. */
final class CatalogueNames {

    /** A thing with its name as the catalogue spells it. */
    record Named<I>(I id, String name) {}

    private final Map<String, Named<LicenseId>> licenses;
    private final Map<String, Named<PlatformId>> platforms;
    private final Map<String, Named<SkuId>> skus;
    private final Map<String, String> tagOwners;

    CatalogueNames(DSLContext sql) {
        var licenseRows = sql.select(LICENSE.LICENSE_ID, LICENSE.NAME, LICENSE.ENTITLEMENT_TAG)
                .from(LICENSE)
                .fetch();
        licenses = map(licenseRows, row -> new Named<>(row.value1(), row.value2()));
        tagOwners = new HashMap<>();
        licenseRows.forEach(row -> tagOwners.put(CatalogueRow.same(row.value3()), row.value2()));
        platforms = map(
                sql.select(PLATFORM.PLATFORM_ID, PLATFORM.NAME).from(PLATFORM).fetch(),
                row -> new Named<>(row.value1(), row.value2()));
        skus = map(sql.select(SKU.SKU_ID, SKU.CODE).from(SKU).fetch(), row -> new Named<>(row.value1(), row.value2()));
    }

    private static <R, I> Map<String, Named<I>> map(Iterable<R> rows, Function<R, Named<I>> named) {
        Map<String, Named<I>> map = new HashMap<>();
        rows.forEach(row -> {
            Named<I> value = named.apply(row);
            map.put(CatalogueRow.same(value.name()), value);
        });
        return map;
    }

    @Nullable
    Named<LicenseId> license(String name) {
        return licenses.get(CatalogueRow.same(name));
    }

    @Nullable
    Named<PlatformId> platform(String name) {
        return platforms.get(CatalogueRow.same(name));
    }

    @Nullable
    Named<SkuId> sku(String code) {
        return skus.get(CatalogueRow.same(code));
    }

    /** Name of the licence that has this entitlement tag. */
    @Nullable
    String tagOwner(String tag) {
        return tagOwners.get(CatalogueRow.same(tag));
    }
}
