package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** What became of PAKs and devices: one row per act of conversion. */
@Service
public class ConversionHistoryService {

    private final DSLContext sql;

    public ConversionHistoryService(DSLContext sql) {
        this.sql = sql;
    }

    private record Origin(ConversionId conversion, String pak, SkuQuantity sku) {}

    public List<ConversionListItem> history(Actor actor, SmartAccountId account, PageQuery<ConversionSort> query) {
        var rows = sql.select(
                        CONVERSION.CONVERSION_ID,
                        CONVERSION.KIND,
                        VIRTUAL_ACCOUNT.NAME,
                        CONVERSION.CONVERTED_BY,
                        CONVERSION.CONVERTED_AT)
                .from(CONVERSION)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(CONVERSION.VIRTUAL_ACCOUNT_ID))
                .where(visible(actor, account))
                .orderBy(query.ascending() ? CONVERSION.CONVERSION_ID.asc() : CONVERSION.CONVERSION_ID.desc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch();
        // The lines of all rows in one query.
        Map<ConversionId, List<Origin>> origins = sql
                .select(
                        LICENSE_TRANSACTION.CONVERSION_ID,
                        PAK.PAK_NUMBER,
                        SKU.CODE,
                        LICENSE_TRANSACTION.QUANTITY.div(SKU.LICENSE_QUANTITY))
                .from(LICENSE_TRANSACTION)
                .join(PAK_LINE)
                .on(PAK_LINE.PAK_LINE_ID.eq(LICENSE_TRANSACTION.PAK_LINE_ID))
                .join(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .where(LICENSE_TRANSACTION.CONVERSION_ID.in(rows.getValues(CONVERSION.CONVERSION_ID)))
                .orderBy(PAK.PAK_NUMBER, PAK_LINE.LINE_NUMBER)
                .fetch(row -> new Origin(row.value1(), row.value2(), new SkuQuantity(row.value3(), row.value4())))
                .stream()
                .collect(java.util.stream.Collectors.groupingBy(Origin::conversion));
        return rows.map(row -> {
            List<Origin> lines = origins.getOrDefault(row.value1(), List.of());
            return new ConversionListItem(
                    row.value1(),
                    row.value2(),
                    List.copyOf(
                            new LinkedHashSet<>(lines.stream().map(Origin::pak).toList())),
                    lines.stream().map(Origin::sku).toList(),
                    row.value3(),
                    row.value4(),
                    row.value5());
        });
    }

    public long countHistory(Actor actor, SmartAccountId account) {
        return sql.fetchCount(CONVERSION, visible(actor, account));
    }

    private static Condition visible(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        Condition condition = CONVERSION.SMART_ACCOUNT_ID.eq(account);
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        return limited == null ? condition : condition.and(CONVERSION.VIRTUAL_ACCOUNT_ID.in(limited));
    }
}
