package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
        sql.select(PAK.PAK_ID)
                .from(PAK)
                .where(PAK.SMART_ACCOUNT_ID
                        .eq(account)
                        .and(PAK.PAK_ID.in(
                                DSL.select(PAK_LINE.PAK_ID).from(PAK_LINE).where(PAK_LINE.PAK_LINE_ID.in(ids(lines))))))
                .orderBy(PAK.PAK_ID)
                .forUpdate()
                .fetch();
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
        List<Query> updates = new ArrayList<>();
        units.forEach((line, quantity) -> updates.add(sql.update(PAK_LINE)
                .set(PAK_LINE.CONVERTED, PAK_LINE.CONVERTED.plus(quantity))
                .where(PAK_LINE.PAK_LINE_ID.eq((PakLineId) line))));
        sql.batch(updates).execute();
        summarize(sql.selectDistinct(PAK_LINE.PAK_ID)
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_LINE_ID.in(ids(units.keySet())))
                .fetch(PAK_LINE.PAK_ID));
    }

    /** Status and available quantity of the PAKs, from their lines. */
    public void summarize(Collection<PakId> paks) {
        List<Query> statuses = new ArrayList<>();
        sql.select(PAK_LINE.PAK_ID, DSL.sum(PAK_LINE.ORDERED), DSL.sum(PAK_LINE.FULFILLED), DSL.sum(PAK_LINE.CONVERTED))
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_ID.in(paks))
                .groupBy(PAK_LINE.PAK_ID)
                .forEach(row -> {
                    int ordered = row.value2().intValueExact();
                    int fulfilled = row.value3().intValueExact();
                    int converted = row.value4().intValueExact();
                    statuses.add(sql.update(PAK)
                            .set(
                                    PAK.STATUS,
                                    PakStatus.of(ordered, fulfilled, converted).displayName())
                            .set(PAK.AVAILABLE, ordered - fulfilled - converted)
                            .where(PAK.PAK_ID.eq(row.value1())));
                });
        sql.batch(statuses).execute();
    }

    private static List<PakLineId> ids(Collection<TraditionalLineId> lines) {
        return lines.stream().map(PakLineId.class::cast).toList();
    }
}
