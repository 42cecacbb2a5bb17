package org.slportal.services.catalogue;

import static org.slportal.db.jooq.Tables.CATALOGUE_IMPORT;
import static org.slportal.db.jooq.Tables.SKU;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.slportal.domain.id.SkuId;
import org.slportal.services.csv.CsvLimits;
import org.slportal.services.csv.CsvTable;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.springframework.stereotype.Component;

/** Compares a file with the catalogue, and writes what differs. */
@Component
class CatalogueImporter {

    private static final CsvLimits LIMITS = new CsvLimits(CsvLimits.DEFAULT.maxBytes(), 20_000);

    private final DSLContext sql;
    private final InstantSource clock;
    private final ConvertedSkus convertedSkus;
    private final CatalogueWriter writer;

    CatalogueImporter(DSLContext sql, InstantSource clock, ConvertedSkus convertedSkus, CatalogueWriter writer) {
        this.sql = sql;
        this.clock = clock;
        this.convertedSkus = convertedSkus;
        this.writer = writer;
    }

    /** A row as it is stored. @param record its fields, of all tables joined */
    record Stored(CatalogueRow row, Record record) {}

    /** What was read and compared. */
    record Comparison(
            CataloguePart part,
            CsvTable table,
            List<CatalogueReader.Line> added,
            Map<CatalogueReader.Line, Stored> changed,
            int unchanged,
            List<Stored> gone) {

        boolean changesSomething() {
            return !added.isEmpty() || !changed.isEmpty() || !gone.isEmpty();
        }
    }

    /** Number of the import the catalogue has come to. */
    long newest() {
        Long newest = sql.select(DSL.max(CATALOGUE_IMPORT.CATALOGUE_IMPORT_ID))
                .from(CATALOGUE_IMPORT)
                .fetchOne(0, Long.class);
        return newest == null ? 0 : newest;
    }

    /** Imports run one after the other: each locks the first import's row. */
    void lock() {
        Transactions.requireTransaction();
        sql.select(CATALOGUE_IMPORT.CATALOGUE_IMPORT_ID)
                .from(CATALOGUE_IMPORT)
                .orderBy(CATALOGUE_IMPORT.CATALOGUE_IMPORT_ID)
                .limit(1)
                .forUpdate()
                .fetch();
    }

    /** @param locking whether conversions under way are waited for, as they must be before anything is written */
    Comparison compare(CataloguePart part, byte[] file, boolean locking) {
        CsvTable table = CsvTable.read(file, part.csv(), LIMITS);
        List<CatalogueReader.Line> lines = CatalogueReader.read(sql, part, table);
        Map<List<String>, Stored> stored = stored(part);
        List<CatalogueReader.Line> added = new ArrayList<>();
        Map<CatalogueReader.Line, Stored> changed = new LinkedHashMap<>();
        Set<List<String>> named = new HashSet<>();
        int unchanged = 0;
        for (CatalogueReader.Line line : lines) {
            List<String> key = line.row().key();
            named.add(key);
            Stored before = stored.get(key);
            if (before == null) {
                added.add(line);
            } else if (before.row().equals(line.row())) {
                unchanged++;
            } else {
                changed.put(line, before);
            }
        }
        List<Stored> gone = part.isReplaced()
                ? stored.values().stream()
                        .filter(row -> !named.contains(row.row().key()))
                        .toList()
                : List.of();
        if (part == CataloguePart.SKUS) {
            keepMappings(changed, locking);
        }
        return new Comparison(part, table, added, changed, unchanged, gone);
    }

    private Map<List<String>, Stored> stored(CataloguePart part) {
        Map<List<String>, Stored> stored = new LinkedHashMap<>();
        sql.select().from(CatalogueTables.from(part)).forEach(record -> {
            CatalogueRow row = CatalogueTables.row(part, record);
            stored.put(row.key(), new Stored(row, record));
        });
        return stored;
    }

    /** What the ledger received from a SKU was counted with its quantity: that may not change any more. */
    private void keepMappings(Map<CatalogueReader.Line, Stored> changed, boolean locking) {
        Map<CatalogueReader.Line, SkuId> remapped = new LinkedHashMap<>();
        changed.forEach((line, before) -> {
            if (quantityChanges(line, before) || losesLicense(line, before)) {
                remapped.put(line, before.record().get(SKU.SKU_ID));
            }
        });
        if (remapped.isEmpty()) {
            return;
        }
        if (locking) {
            convertedSkus.lock(remapped.values());
        }
        Set<SkuId> converted = convertedSkus.among(remapped.values());
        remapped.forEach((line, sku) -> {
            Stored before = changed.get(line);
            if (before == null || !converted.contains(sku)) {
                return;
            }
            if (quantityChanges(line, before)) {
                line.csv()
                        .problem(
                                CatalogueColumn.LICENSE_QUANTITY.header(),
                                ErrorReason.CATALOGUE_QUANTITY_FIXED,
                                before.row().cell(CatalogueColumn.LICENSE_QUANTITY));
            }
            if (losesLicense(line, before)) {
                line.csv().problem(CatalogueColumn.LICENSE.header(), ErrorReason.CATALOGUE_LICENSE_FIXED);
            }
        });
    }

    private static boolean quantityChanges(CatalogueReader.Line line, Stored before) {
        return !line.row()
                .cell(CatalogueColumn.LICENSE_QUANTITY)
                .equals(before.row().cell(CatalogueColumn.LICENSE_QUANTITY));
    }

    private static boolean losesLicense(CatalogueReader.Line line, Stored before) {
        return line.row().cell(CatalogueColumn.LICENSE).isEmpty()
                && !before.row().cell(CatalogueColumn.LICENSE).isEmpty();
    }

    /** Writes a comparison without problems. @param hash of the file: says that it was imported */
    void write(Comparison comparison, byte[] hash) {
        Transactions.requireTransaction();
        if (comparison.table().hasProblems()) {
            throw new IllegalArgumentException("A file with problems is not imported");
        }
        writer.write(comparison);
        sql.insertInto(CATALOGUE_IMPORT)
                .set(CATALOGUE_IMPORT.CONTENT_HASH, hash)
                .set(CATALOGUE_IMPORT.IMPORTED_AT, clock.instant())
                .execute();
        writer.rebalance(comparison);
    }

    static CataloguePreview preview(Comparison comparison, long base) {
        List<CatalogueDifference> differences = new ArrayList<>();
        comparison
                .added()
                .forEach(line -> differences.add(new CatalogueDifference(
                        CatalogueDifference.Kind.NEW,
                        line.csv().line(),
                        line.row().label(),
                        List.of())));
        comparison
                .changed()
                .forEach((line, before) -> differences.add(new CatalogueDifference(
                        CatalogueDifference.Kind.CHANGED,
                        line.csv().line(),
                        line.row().label(),
                        changes(before.row(), line.row()))));
        differences.sort(Comparator.comparingLong(CatalogueDifference::line));
        comparison
                .gone()
                .forEach(row -> differences.add(new CatalogueDifference(
                        CatalogueDifference.Kind.GONE, 0, row.row().label(), List.of())));
        return new CataloguePreview(
                comparison.part(),
                base,
                comparison.table().problems(),
                comparison.table().problemCount(),
                comparison.table().unknownColumns(),
                comparison.added().size(),
                comparison.changed().size(),
                comparison.unchanged(),
                comparison.gone().size(),
                differences.stream().limit(CataloguePreview.SHOWN).toList());
    }

    private static List<CatalogueDifference.Change> changes(CatalogueRow before, CatalogueRow after) {
        return before.part().columns().stream()
                .filter(column -> !before.cell(column).equals(after.cell(column)))
                .map(column -> new CatalogueDifference.Change(column, before.cell(column), after.cell(column)))
                .toList();
    }
}
