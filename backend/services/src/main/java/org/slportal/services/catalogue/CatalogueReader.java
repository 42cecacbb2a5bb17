package org.slportal.services.catalogue;

import static org.slportal.db.jooq.Tables.CONSUMPTION_RULE;
import static org.slportal.db.jooq.Tables.DEVICE_LICENSE_NAME;
import static org.slportal.db.jooq.Tables.HIERARCHY_EDGE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jooq.DSLContext;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.csv.CsvRow;
import org.slportal.services.csv.CsvTable;
import org.slportal.services.error.ErrorReason;

/** Reads one file of the catalogue and checks each line by itself, against the other lines, and against what it refers to. */
final class CatalogueReader {

    private static final int MAX_NUMBER = 100_000;

    private enum Confidence {
        A,
        B,
        C,
        D
    }

    private enum Form {
        RTU,
        PAK
    }

    private enum LegacyMethod {
        RTU,
        PAK,
        NONE
    }

    private enum CountedPer {
        SWITCH,
        SUPERVISOR,
        CHASSIS
    }

    /** A sound line. @param stored ready to be written */
    record Line(CsvRow csv, CatalogueRow row, TableRecord<?> stored) {}

    private final DSLContext sql;
    private final CataloguePart part;
    private final CatalogueNames names;

    private CatalogueReader(DSLContext sql, CataloguePart part, CatalogueNames names) {
        this.sql = sql;
        this.part = part;
        this.names = names;
    }

    /** The sound lines; the problems of the others are in the table. */
    static List<Line> read(DSLContext sql, CataloguePart part, CsvTable table) {
        CatalogueReader reader = new CatalogueReader(sql, part, new CatalogueNames(sql));
        List<Line> lines = new ArrayList<>();
        Map<Object, Long> seen = new HashMap<>();
        for (CsvRow csv : table.rows()) {
            Line line = reader.line(csv);
            reader.unique(csv, line.row().key(), part.key().getFirst(), seen);
            if (part == CataloguePart.LICENSES) {
                reader.unique(
                        csv,
                        CatalogueRow.same(line.row().cell(CatalogueColumn.ENTITLEMENT_TAG)),
                        CatalogueColumn.ENTITLEMENT_TAG,
                        seen);
            }
            if (csv.isSound()) {
                lines.add(line);
            }
        }
        if (part == CataloguePart.HIERARCHY) {
            HierarchyCycle.report(lines);
        }
        return lines;
    }

    private void unique(CsvRow csv, Object key, CatalogueColumn column, Map<Object, Long> seen) {
        Long first = csv.isSound() ? seen.putIfAbsent(key, csv.line()) : null;
        if (first != null) {
            csv.problem(column.header(), ErrorReason.CATALOGUE_TWICE, first.toString());
        }
    }

    private Line line(CsvRow csv) {
        return switch (part) {
            case PLATFORMS -> platform(csv);
            case LICENSES -> license(csv);
            case HIERARCHY -> edge(csv);
            case SKUS -> sku(csv);
            case CONSUMPTION_RULES -> rule(csv);
            case DEVICE_LICENSES -> deviceLicense(csv);
        };
    }

    private Line platform(CsvRow csv) {
        var record = sql.newRecord(PLATFORM);
        record.setName(csv.required("name", 60));
        record.setFamily(csv.required("family", 80));
        record.setDescription(csv.required("description", 200));
        record.setSoftwareId(
                checked(csv, CatalogueColumn.SOFTWARE_ID, 200, ErrorReason.CATALOGUE_TAG_SHAPE, SoftwareId::new));
        record.setPidPattern(pattern(csv, 200));
        record.setLegacyMethod(csv.choice("legacy_method", LegacyMethod.class).name());
        record.setDlcSupported(csv.flag("dlc_supported"));
        record.setSource(csv.required("source", 80));
        record.setConfidence(csv.choice("confidence", Confidence.class).name());
        return line(
                csv,
                record,
                record.getName(),
                record.getFamily(),
                record.getDescription(),
                record.getSoftwareId(),
                record.getPidPattern(),
                record.getLegacyMethod(),
                record.getDlcSupported().toString(),
                record.getSource(),
                record.getConfidence());
    }

    private Line license(CsvRow csv) {
        var record = sql.newRecord(LICENSE);
        record.setName(csv.required("name", 120));
        record.setEntitlementTag(checked(
                csv, CatalogueColumn.ENTITLEMENT_TAG, 200, ErrorReason.CATALOGUE_TAG_SHAPE, EntitlementTag::new));
        record.setDescription(csv.required("description", 250));
        record.setExportRestricted(csv.flag("export_restricted"));
        record.setSource(csv.required("source", 80));
        record.setConfidence(csv.choice("confidence", Confidence.class).name());
        String owner = names.tagOwner(record.getEntitlementTag());
        if (owner != null && !CatalogueRow.same(owner).equals(CatalogueRow.same(record.getName()))) {
            csv.problem("entitlement_tag", ErrorReason.CATALOGUE_TAG_TAKEN, owner);
        }
        return line(
                csv,
                record,
                record.getName(),
                record.getEntitlementTag(),
                record.getDescription(),
                record.getExportRestricted().toString(),
                record.getSource(),
                record.getConfidence());
    }

    private Line edge(CsvRow csv) {
        var record = sql.newRecord(HIERARCHY_EDGE);
        var parent = known(csv, CatalogueColumn.PARENT, names.license(csv.required("parent", 120)));
        var child = known(csv, CatalogueColumn.CHILD, names.license(csv.required("child", 120)));
        if (parent != null && child != null) {
            record.setParentLicenseId(parent.id());
            record.setChildLicenseId(child.id());
            if (parent.id().equals(child.id())) {
                csv.problem("child", ErrorReason.CATALOGUE_SELF);
            }
        }
        return line(csv, record, name(parent), name(child));
    }

    private Line sku(CsvRow csv) {
        var record = sql.newRecord(SKU);
        record.setCode(csv.required("code", 60));
        record.setDescription(csv.required("description", 250));
        record.setFamily(csv.required("family", 80));
        String licenseName = csv.text("license", 120);
        var license = licenseName.isEmpty() ? null : known(csv, CatalogueColumn.LICENSE, names.license(licenseName));
        record.setLicenseId(license == null ? null : license.id());
        record.setLicenseQuantity(csv.integer("license_quantity", 1, MAX_NUMBER));
        record.setLicenseTerm(csv.choice("license_term", LicenseTerm.class));
        Integer days = csv.optionalInteger("term_days", 1, MAX_NUMBER);
        record.setTermDays(days);
        boolean perpetual = record.getLicenseTerm() == LicenseTerm.PERPETUAL;
        if (csv.isSound() && perpetual != (days == null)) {
            csv.problem("term_days", ErrorReason.CATALOGUE_TERM_DAYS);
        }
        record.setPartialAllowed(csv.flag("partial_allowed"));
        record.setLegacyMethod(csv.choice("legacy_method", Form.class).name());
        record.setSource(csv.required("source", 80));
        record.setConfidence(csv.choice("confidence", Confidence.class).name());
        return line(
                csv,
                record,
                record.getCode(),
                record.getDescription(),
                record.getFamily(),
                name(license),
                record.getLicenseQuantity().toString(),
                record.getLicenseTerm().name(),
                days == null ? "" : days.toString(),
                record.getPartialAllowed().toString(),
                record.getLegacyMethod(),
                record.getSource(),
                record.getConfidence());
    }

    private Line rule(CsvRow csv) {
        var record = sql.newRecord(CONSUMPTION_RULE);
        var platform = known(csv, CatalogueColumn.PLATFORM, names.platform(csv.required("platform", 60)));
        record.setFeature(csv.required("feature", 40));
        var license = known(csv, CatalogueColumn.LICENSE, names.license(csv.required("license", 120)));
        record.setCountedPer(csv.choice("counted_per", CountedPer.class).name());
        record.setSource(csv.required("source", 80));
        record.setConfidence(csv.choice("confidence", Confidence.class).name());
        if (platform != null && license != null) {
            record.setPlatformId(platform.id());
            record.setLicenseId(license.id());
        }
        return line(
                csv,
                record,
                name(platform),
                record.getFeature(),
                name(license),
                record.getCountedPer(),
                record.getSource(),
                record.getConfidence());
    }

    private Line deviceLicense(CsvRow csv) {
        var record = sql.newRecord(DEVICE_LICENSE_NAME);
        var platform = known(csv, CatalogueColumn.PLATFORM, names.platform(csv.required("platform", 60)));
        record.setPidPattern(pattern(csv, 120));
        record.setLicenseForm(csv.choice("form", Form.class).name());
        record.setName(csv.required("name", 60));
        var sku = known(csv, CatalogueColumn.SKU, names.sku(csv.required("sku", 60)));
        record.setMaxCount(csv.integer("max_count", 1, MAX_NUMBER));
        record.setSource(csv.required("source", 80));
        record.setConfidence(csv.choice("confidence", Confidence.class).name());
        if (platform != null && sku != null) {
            record.setPlatformId(platform.id());
            record.setSkuId(sku.id());
        }
        return line(
                csv,
                record,
                name(platform),
                record.getPidPattern(),
                record.getLicenseForm(),
                record.getName(),
                name(sku),
                record.getMaxCount().toString(),
                record.getSource(),
                record.getConfidence());
    }

    private Line line(CsvRow csv, TableRecord<?> stored, String... cells) {
        return new Line(csv, new CatalogueRow(part, List.of(cells)), stored);
    }

    private static String name(CatalogueNames.@Nullable Named<?> named) {
        return named == null ? "" : named.name();
    }

    private static <I> CatalogueNames.@Nullable Named<I> known(
            CsvRow csv, CatalogueColumn column, CatalogueNames.@Nullable Named<I> named) {
        String written = csv.raw(column.header()).strip();
        if (named == null && !written.isEmpty()) {
            csv.problem(column.header(), ErrorReason.CATALOGUE_UNKNOWN, written);
        }
        return named;
    }

    private static String pattern(CsvRow csv, int max) {
        String text = csv.required("pid_pattern", max);
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            csv.problem("pid_pattern", ErrorReason.CATALOGUE_PATTERN);
        }
        return text;
    }

    private static String checked(
            CsvRow csv, CatalogueColumn column, int max, ErrorReason reason, Consumer<String> check) {
        String text = csv.required(column.header(), max);
        try {
            if (!text.isEmpty()) {
                check.accept(text);
            }
        } catch (IllegalArgumentException e) {
            csv.problem(column.header(), reason);
        }
        return text;
    }
}
