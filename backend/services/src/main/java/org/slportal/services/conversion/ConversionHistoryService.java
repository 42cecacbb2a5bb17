package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.access.Actor;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** What became of PAKs and devices: one row per act of conversion. */
@Service
public class ConversionHistoryService {

    /** A bulk conversion has thousands of origins: the list names the first. */
    public static final int ORIGINS_SHOWN = 3;

    private final DSLContext sql;

    public ConversionHistoryService(DSLContext sql) {
        this.sql = sql;
    }

    private record Origin(ConversionId conversion, String name, SkuQuantity sku, int lines) {}

    public List<ConversionListItem> history(Actor actor, SmartAccountId account, PageQuery<ConversionSort> query) {
        var rows = sql.select(
                        CONVERSION.CONVERSION_ID,
                        CONVERSION.KIND,
                        VIRTUAL_ACCOUNT.NAME,
                        CONVERSION.CONVERTED_BY,
                        CONVERSION.CONVERTED_AT,
                        CONVERSION.UNDONE_AT)
                .from(CONVERSION)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(CONVERSION.VIRTUAL_ACCOUNT_ID))
                .where(visible(actor, account))
                .orderBy(query.ascending() ? CONVERSION.CONVERSION_ID.asc() : CONVERSION.CONVERSION_ID.desc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch();
        Map<ConversionId, List<Origin>> origins = origins(rows.getValues(CONVERSION.CONVERSION_ID));
        return rows.map(row -> {
            List<Origin> lines = origins.getOrDefault(row.value1(), List.of());
            return new ConversionListItem(
                    row.value1(),
                    row.value2(),
                    List.copyOf(
                            new LinkedHashSet<>(lines.stream().map(Origin::name).toList())),
                    lines.stream().map(Origin::sku).toList(),
                    lines.isEmpty() ? 0 : lines.getFirst().lines(),
                    row.value3(),
                    row.value4(),
                    row.value5(),
                    row.value6());
        });
    }

    /** The first lines of each conversion and how many there are, in one query. */
    private Map<ConversionId, List<Origin>> origins(Collection<ConversionId> conversions) {
        var number = DSL.rowNumber()
                .over(DSL.partitionBy(LICENSE_TRANSACTION.CONVERSION_ID)
                        .orderBy(LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID))
                .as("number");
        var lines = DSL.count()
                .over(DSL.partitionBy(LICENSE_TRANSACTION.CONVERSION_ID))
                .as("lines");
        var first = DSL.select(
                        LICENSE_TRANSACTION.CONVERSION_ID,
                        LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID,
                        LICENSE_TRANSACTION.PAK_LINE_ID,
                        LICENSE_TRANSACTION.LEGACY_LICENSE_ID,
                        LICENSE_TRANSACTION.QUANTITY,
                        number,
                        lines)
                .from(LICENSE_TRANSACTION)
                .where(LICENSE_TRANSACTION
                        .CONVERSION_ID
                        .in(conversions)
                        .and(LICENSE_TRANSACTION.SOURCE.ne(TransactionSource.REVERSAL)))
                .asTable("first");
        return sql
                .select(
                        first.field(LICENSE_TRANSACTION.CONVERSION_ID),
                        PAK.PAK_NUMBER,
                        LEGACY_DEVICE.UDI_PID,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER,
                        SKU.CODE,
                        first.field(LICENSE_TRANSACTION.QUANTITY).div(SKU.LICENSE_QUANTITY),
                        first.field("lines", Integer.class))
                .from(first)
                .leftJoin(PAK_LINE)
                .on(PAK_LINE.PAK_LINE_ID.eq(first.field(LICENSE_TRANSACTION.PAK_LINE_ID)))
                .leftJoin(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .leftJoin(LEGACY_LICENSE)
                .on(LEGACY_LICENSE.LEGACY_LICENSE_ID.eq(first.field(LICENSE_TRANSACTION.LEGACY_LICENSE_ID)))
                .leftJoin(LEGACY_DEVICE)
                .on(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(LEGACY_LICENSE.LEGACY_DEVICE_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(DSL.coalesce(LEGACY_LICENSE.SKU_ID, PAK_LINE.SKU_ID)))
                .where(first.field("number", Integer.class).le(ORIGINS_SHOWN))
                .orderBy(first.field(LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID))
                .fetch(row -> new Origin(
                        row.value1(),
                        row.value3() == null ? row.value2() : new Udi(row.value3(), row.value4()).asCli(),
                        new SkuQuantity(row.value5(), row.value6()),
                        row.value7()))
                .stream()
                .collect(Collectors.groupingBy(Origin::conversion));
    }

    public BoundedCount countHistory(Actor actor, SmartAccountId account) {
        return BoundedCounts.of(sql, CONVERSION, visible(actor, account));
    }

    private static Condition visible(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        Condition condition = CONVERSION.SMART_ACCOUNT_ID.eq(account);
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        return limited == null ? condition : condition.and(CONVERSION.VIRTUAL_ACCOUNT_ID.in(limited));
    }
}
