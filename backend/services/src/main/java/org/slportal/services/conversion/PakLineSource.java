package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.springframework.stereotype.Component;

/** The lines of PAKs. */
@Component
public class PakLineSource implements LineSource {

    private final DSLContext sql;

    PakLineSource(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void lock(SmartAccountId account, Collection<TraditionalLineId> lines) {
        // A line never moves to another PAK: the ids need no lock, and the locks are then taken by primary key alone.
        sql.select(PAK.PAK_ID)
                .from(PAK)
                .where(PAK.PAK_ID.in(paks(lines)).and(PAK.SMART_ACCOUNT_ID.eq(account)))
                .orderBy(PAK.PAK_ID)
                .forUpdate()
                .fetch();
    }

    private List<PakId> paks(Collection<TraditionalLineId> lines) {
        return sql.selectDistinct(PAK_LINE.PAK_ID)
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_LINE_ID.in(ids(lines)))
                .fetch(PAK_LINE.PAK_ID);
    }

    @Override
    public List<TraditionalLine> read(SmartAccountId account, Collection<TraditionalLineId> lines) {
        return read(PAK_LINE.PAK_LINE_ID.in(ids(lines)).and(PAK.SMART_ACCOUNT_ID.eq(account)));
    }

    /** In order of PAK and line number. */
    List<TraditionalLine> read(Condition condition) {
        return sql.select()
                .from(PAK_LINE)
                .join(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .leftJoin(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(SKU.LICENSE_ID))
                .where(condition)
                .orderBy(PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER)
                .fetch(row -> new TraditionalLine(
                        row.get(PAK_LINE.PAK_LINE_ID),
                        row.get(PAK_LINE.PAK_ID).value(),
                        row.get(PAK.PAK_NUMBER),
                        row.get(PAK_LINE.LINE_NUMBER),
                        row.get(PAK_LINE.SKU_ID),
                        row.get(SKU.CODE),
                        row.get(SKU.DESCRIPTION),
                        row.get(SKU.LICENSE_ID),
                        row.get(LICENSE.NAME),
                        row.get(SKU.LICENSE_QUANTITY),
                        row.get(SKU.LICENSE_TERM),
                        row.get(PAK_LINE.TERM_ENDS),
                        row.get(SKU.PARTIAL_ALLOWED),
                        row.get(PAK.VIRTUAL_ACCOUNT_ID),
                        row.get(PAK_LINE.ORDERED),
                        row.get(PAK_LINE.FULFILLED),
                        row.get(PAK_LINE.CONVERTED)));
    }

    @Override
    public void take(Map<TraditionalLineId, Integer> units) {
        // Many lines have few different quantities: one statement for each of those.
        Map<Integer, List<PakLineId>> byQuantity = new TreeMap<>();
        units.forEach((line, quantity) -> byQuantity
                .computeIfAbsent(quantity, unused -> new ArrayList<>())
                .add((PakLineId) line));
        List<Query> updates = new ArrayList<>();
        byQuantity.forEach((quantity, lines) -> updates.add(sql.update(PAK_LINE)
                .set(PAK_LINE.CONVERTED, PAK_LINE.CONVERTED.plus(quantity))
                .where(PAK_LINE.PAK_LINE_ID.in(lines))));
        sql.batch(updates).execute();
        summarize(paks(units.keySet()));
    }

    /** What is kept of a PAK beside its lines. */
    private record Summary(PakStatus status, int available) {}

    /** Status and available quantity of the PAKs, from their lines. */
    public void summarize(Collection<PakId> paks) {
        Map<Summary, List<PakId>> bySummary = new LinkedHashMap<>();
        sql.select(PAK_LINE.PAK_ID, DSL.sum(PAK_LINE.ORDERED), DSL.sum(PAK_LINE.FULFILLED), DSL.sum(PAK_LINE.CONVERTED))
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_ID.in(paks))
                .groupBy(PAK_LINE.PAK_ID)
                .forEach(row -> {
                    int ordered = row.value2().intValueExact();
                    int fulfilled = row.value3().intValueExact();
                    int converted = row.value4().intValueExact();
                    bySummary
                            .computeIfAbsent(
                                    new Summary(
                                            PakStatus.of(ordered, fulfilled, converted),
                                            ordered - fulfilled - converted),
                                    unused -> new ArrayList<>())
                            .add(row.value1());
                });
        List<Query> updates = new ArrayList<>();
        bySummary.forEach((summary, same) -> updates.add(sql.update(PAK)
                .set(PAK.STATUS, summary.status().displayName())
                .set(PAK.AVAILABLE, summary.available())
                .where(PAK.PAK_ID.in(same))));
        sql.batch(updates).execute();
    }

    private static List<PakLineId> ids(Collection<TraditionalLineId> lines) {
        return lines.stream().map(PakLineId.class::cast).toList();
    }
}
