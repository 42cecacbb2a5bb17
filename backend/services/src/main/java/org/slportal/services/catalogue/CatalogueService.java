package org.slportal.services.catalogue;

import static org.slportal.db.jooq.Tables.CATALOGUE_IMPORT;
import static org.slportal.db.jooq.Tables.CONSUMPTION_RULE;
import static org.slportal.db.jooq.Tables.HIERARCHY_EDGE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.compliance.LicenseHierarchy;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PlatformId;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.db.Transactions;
import org.springframework.stereotype.Service;

/** Loads the catalogue, all or nothing. Rows are matched by name or code, so that what refers to them stays valid. */
@Service
public class CatalogueService {

    private static final Logger log = LoggerFactory.getLogger(CatalogueService.class);

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;

    public CatalogueService(DSLContext sql, Transactions transactions, InstantSource clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Loads the catalogue that comes with the portal, unless it is the one loaded last. */
    public void loadShipped() {
        CatalogueFiles files = CatalogueFiles.shipped();
        byte[] hash = files.hash();
        byte[] loaded = sql.select(CATALOGUE_IMPORT.CONTENT_HASH)
                .from(CATALOGUE_IMPORT)
                .orderBy(CATALOGUE_IMPORT.CATALOGUE_IMPORT_ID.desc())
                .limit(1)
                .fetchOne(CATALOGUE_IMPORT.CONTENT_HASH);
        if (Arrays.equals(hash, loaded)) {
            return;
        }
        load(files);
        log.info("Catalogue loaded");
    }

    void load(CatalogueFiles files) {
        transactions.run(() -> load(files, files.hash()));
    }

    private void load(CatalogueFiles files, byte[] hash) {
        sql.batch(platforms(files)).execute();
        sql.batch(licenses(files)).execute();
        Map<String, LicenseId> licenses =
                sql.select(LICENSE.NAME, LICENSE.LICENSE_ID).from(LICENSE).fetchMap(LICENSE.NAME, LICENSE.LICENSE_ID);
        Map<String, PlatformId> platforms = sql.select(PLATFORM.NAME, PLATFORM.PLATFORM_ID)
                .from(PLATFORM)
                .fetchMap(PLATFORM.NAME, PLATFORM.PLATFORM_ID);
        sql.batch(hierarchy(files, licenses)).execute();
        sql.batch(skus(files, licenses)).execute();
        sql.batch(rules(files, licenses, platforms)).execute();
        sql.insertInto(CATALOGUE_IMPORT)
                .set(CATALOGUE_IMPORT.CONTENT_HASH, hash)
                .set(CATALOGUE_IMPORT.IMPORTED_AT, clock.instant())
                .execute();
    }

    private List<Query> platforms(CatalogueFiles files) {
        List<Query> queries = new ArrayList<>();
        for (CatalogueFiles.Row row : files.rows("platforms.csv")) {
            var platform = sql.newRecord(PLATFORM);
            platform.setName(row.required("name"));
            platform.setFamily(row.required("family"));
            platform.setDescription(row.required("description"));
            platform.setSoftwareId(checked(row, () -> new SoftwareId(row.required("software_id")).value()));
            platform.setPidPattern(checked(
                    row,
                    () -> java.util.regex.Pattern.compile(row.required("pid_pattern"))
                            .pattern()));
            platform.setLegacyMethod(row.required("legacy_method"));
            platform.setDlcSupported(row.flag("dlc_supported"));
            platform.setSource(row.required("source"));
            platform.setConfidence(row.required("confidence"));
            queries.add(sql.insertInto(PLATFORM)
                    .set(platform)
                    .onDuplicateKeyUpdate()
                    .set(platform));
        }
        return queries;
    }

    private List<Query> licenses(CatalogueFiles files) {
        List<Query> queries = new ArrayList<>();
        for (CatalogueFiles.Row row : files.rows("licenses.csv")) {
            var license = sql.newRecord(LICENSE);
            license.setName(row.required("name"));
            license.setEntitlementTag(checked(row, () -> new EntitlementTag(row.required("entitlement_tag")).value()));
            license.setDescription(row.required("description"));
            license.setExportRestricted(row.flag("export_restricted"));
            license.setSource(row.required("source"));
            license.setConfidence(row.required("confidence"));
            queries.add(
                    sql.insertInto(LICENSE).set(license).onDuplicateKeyUpdate().set(license));
        }
        return queries;
    }

    private List<Query> hierarchy(CatalogueFiles files, Map<String, LicenseId> licenses) {
        List<LicenseHierarchy.Edge> edges = files.rows("hierarchy.csv").stream()
                .map(row ->
                        new LicenseHierarchy.Edge(license(row, "parent", licenses), license(row, "child", licenses)))
                .toList();
        // Refuses a cycle before anything of it is stored.
        new LicenseHierarchy(
                edges, licenses.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey)));
        List<Query> queries = new ArrayList<>();
        queries.add(sql.deleteFrom(HIERARCHY_EDGE));
        edges.forEach(edge -> queries.add(sql.insertInto(HIERARCHY_EDGE)
                .set(HIERARCHY_EDGE.PARENT_LICENSE_ID, edge.parent())
                .set(HIERARCHY_EDGE.CHILD_LICENSE_ID, edge.child())));
        return queries;
    }

    private List<Query> skus(CatalogueFiles files, Map<String, LicenseId> licenses) {
        List<Query> queries = new ArrayList<>();
        for (CatalogueFiles.Row row : files.rows("skus.csv")) {
            var sku = sql.newRecord(SKU);
            sku.setCode(row.required("code"));
            sku.setDescription(row.required("description"));
            sku.setFamily(row.required("family"));
            sku.setLicenseId(optionalLicense(row, licenses));
            sku.setLicenseQuantity(row.number("license_quantity"));
            sku.setLicenseTerm(checked(row, () -> LicenseTerm.valueOf(row.required("license_term"))));
            sku.setTermDays(row.text("term_days").isEmpty() ? null : row.number("term_days"));
            sku.setPartialAllowed(row.flag("partial_allowed"));
            sku.setLegacyMethod(row.required("legacy_method"));
            sku.setSource(row.required("source"));
            sku.setConfidence(row.required("confidence"));
            queries.add(sql.insertInto(SKU).set(sku).onDuplicateKeyUpdate().set(sku));
        }
        return queries;
    }

    private List<Query> rules(
            CatalogueFiles files, Map<String, LicenseId> licenses, Map<String, PlatformId> platforms) {
        List<Query> queries = new ArrayList<>();
        queries.add(sql.deleteFrom(CONSUMPTION_RULE));
        for (CatalogueFiles.Row row : files.rows("consumption_rules.csv")) {
            PlatformId platform = platforms.get(row.required("platform"));
            if (platform == null) {
                throw row.bad("there is no platform \"" + row.required("platform") + "\"");
            }
            queries.add(sql.insertInto(CONSUMPTION_RULE)
                    .set(CONSUMPTION_RULE.PLATFORM_ID, platform)
                    .set(CONSUMPTION_RULE.FEATURE, row.required("feature"))
                    .set(CONSUMPTION_RULE.LICENSE_ID, license(row, "license", licenses))
                    .set(CONSUMPTION_RULE.COUNTED_PER, row.required("counted_per"))
                    .set(CONSUMPTION_RULE.SOURCE, row.required("source"))
                    .set(CONSUMPTION_RULE.CONFIDENCE, row.required("confidence")));
        }
        return queries;
    }

    private static LicenseId license(CatalogueFiles.Row row, String column, Map<String, LicenseId> licenses) {
        LicenseId license = licenses.get(row.required(column));
        if (license == null) {
            throw row.bad("there is no licence \"" + row.required(column) + "\"");
        }
        return license;
    }

    private static @Nullable LicenseId optionalLicense(CatalogueFiles.Row row, Map<String, LicenseId> licenses) {
        return row.text("license").isEmpty() ? null : license(row, "license", licenses);
    }

    private static <T> T checked(CatalogueFiles.Row row, java.util.function.Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw row.bad(String.valueOf(e.getMessage())).causedBy(e);
        }
    }
}
