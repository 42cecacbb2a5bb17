package org.slportal.services.catalogue;

import static org.slportal.db.jooq.Tables.CATALOGUE_IMPORT;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.csv.CsvProblem;
import org.slportal.services.csv.CsvText;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/**
 * The catalogue: what licences, SKUs and platforms there are. All Smart Accounts of the installation share it; whoever may look at an
 * account may look at it, and administrators of a whole Smart Account may import into it.
 */
@Service
public class CatalogueService {

    private static final Logger log = LoggerFactory.getLogger(CatalogueService.class);

    private final DSLContext sql;
    private final Transactions transactions;
    private final CatalogueImporter importer;
    private final EventRecorder events;

    CatalogueService(DSLContext sql, Transactions transactions, CatalogueImporter importer, EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.importer = importer;
        this.events = events;
    }

    public List<CatalogueRow> rows(
            Actor actor,
            SmartAccountId account,
            CataloguePart part,
            PageQuery<CatalogueColumn> query,
            CatalogueFilter filter) {
        actor.requireAnywhere(Permission.VIEW, account);
        return sql.select(CatalogueTables.fields(part))
                .from(CatalogueTables.from(part))
                .where(condition(part, filter))
                .orderBy(order(part, query.sort(), query.ascending()))
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> CatalogueTables.row(part, row));
    }

    public long count(Actor actor, SmartAccountId account, CataloguePart part, CatalogueFilter filter) {
        actor.requireAnywhere(Permission.VIEW, account);
        return sql.fetchCount(sql.selectOne().from(CatalogueTables.from(part)).where(condition(part, filter)));
    }

    /** The whole part as a file that can be imported again. The stream stays open. */
    public void export(Actor actor, SmartAccountId account, CataloguePart part, OutputStream out) {
        actor.requireAnywhere(Permission.VIEW, account);
        CsvText csv = CsvText.forExcel(out);
        csv.row(part.columns().stream().map(CatalogueColumn::header).toList());
        transactions.read(() -> {
            try (Cursor<Record> rows = sql.select(CatalogueTables.fields(part))
                    .from(CatalogueTables.from(part))
                    .orderBy(order(part, part.key().getFirst(), true))
                    .fetchLazy()) {
                rows.forEach(row -> csv.row(CatalogueTables.row(part, row).cells()));
            }
            return Boolean.TRUE;
        });
        csv.finish();
    }

    private static Condition condition(CataloguePart part, CatalogueFilter filter) {
        String text = filter.text().strip();
        return text.isEmpty()
                ? DSL.noCondition()
                : DSL.or(CatalogueTables.fields(part).stream()
                        .filter(field -> field.getType() == String.class)
                        .map(field -> field.coerce(String.class).containsIgnoreCase(text))
                        .toList());
    }

    private static List<SortField<?>> order(CataloguePart part, CatalogueColumn by, boolean ascending) {
        List<SortField<?>> order = new ArrayList<>();
        Field<?> first = CatalogueTables.field(part, by);
        order.add(ascending ? first.asc() : first.desc());
        // The key makes the order total: pages neither repeat nor skip a row.
        part.key()
                .forEach(column -> order.add(CatalogueTables.field(part, column).asc()));
        return order;
    }

    /** What an import of this file would do. Nothing is changed. */
    public CataloguePreview preview(Actor actor, SmartAccountId account, CataloguePart part, byte[] file) {
        actor.require(Permission.MANAGE_CATALOGUE, account, null);
        return transactions.read(
                () -> CatalogueImporter.preview(importer.compare(part, file, false), importer.newest()));
    }

    /**
     * Imports the file, all of it or nothing.
     *
     * @param base of the preview: when somebody else imported something since, this one is stale
     */
    public CataloguePreview apply(Actor actor, SmartAccountId account, CataloguePart part, byte[] file, long base) {
        actor.require(Permission.MANAGE_CATALOGUE, account, null);
        return transactions.write(() -> {
            importer.lock();
            if (importer.newest() != base) {
                throw PortalException.stale();
            }
            CatalogueImporter.Comparison comparison = importer.compare(part, file, true);
            int problems = comparison.table().problemCount();
            if (problems > 0) {
                throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.CATALOGUE_PROBLEMS, problems);
            }
            CataloguePreview done = CatalogueImporter.preview(comparison, base);
            if (done.changesSomething()) {
                importer.write(comparison, ShippedCatalogue.hash(part, file));
                events.record(
                        actor,
                        NewEvent.done(
                                EventCode.CATALOGUE_IMPORTED,
                                account,
                                null,
                                "file",
                                part.file(),
                                "rows",
                                Integer.toString(done.added() + done.changed() + done.gone())));
            }
            return done;
        });
    }

    /**
     * Loads those files of the shipped catalogue that were never loaded: at the first start all, after an update those that changed.
     * What an administrator imported stays otherwise. An update whose files do not fit what is there leaves the catalogue as it is
     * and says so in the log: better an old catalogue than no portal.
     */
    public void loadShipped() {
        try {
            Map<CataloguePart, byte[]> files = new EnumMap<>(CataloguePart.class);
            for (CataloguePart part : CataloguePart.values()) {
                byte[] file = ShippedCatalogue.file(part);
                if (!sql.fetchExists(
                        CATALOGUE_IMPORT, CATALOGUE_IMPORT.CONTENT_HASH.eq(ShippedCatalogue.hash(part, file)))) {
                    files.put(part, file);
                }
            }
            load(files);
        } catch (PortalException e) {
            if (importer.newest() == 0) {
                throw e;
            }
            log.error("The catalogue of this version was not loaded; the one before stays", e);
        }
    }

    /** In one transaction. */
    void load(Map<CataloguePart, byte[]> files) {
        transactions.run(() -> {
            importer.lock();
            files.forEach((part, file) -> {
                CatalogueImporter.Comparison comparison = importer.compare(part, file, true);
                if (comparison.table().hasProblems()) {
                    CsvProblem first = comparison.table().problems().getFirst();
                    throw PortalException.of(
                            PortalException.Kind.REJECTED,
                            ErrorReason.CATALOGUE_LINE,
                            part.file(),
                            first.line(),
                            first.column() == null ? first.text() : first.column() + ": " + first.text());
                }
                importer.write(comparison, ShippedCatalogue.hash(part, file));
                log.info(
                        "Catalogue: {} loaded, {} rows new, {} changed, {} gone",
                        part.file(),
                        comparison.added().size(),
                        comparison.changed().size(),
                        comparison.gone().size());
            });
        });
    }
}
