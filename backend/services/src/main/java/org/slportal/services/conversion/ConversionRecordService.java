package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.LicenseTransactionId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** The record of a conversion: who, when, over which road, and every line's origin and destination, read from the ledger. */
@Service
public class ConversionRecordService {

    private final DSLContext sql;

    public ConversionRecordService(DSLContext sql) {
        this.sql = sql;
    }

    public ConversionRecord record(Actor actor, ConversionId conversion) {
        var row = sql.select()
                .from(CONVERSION)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(CONVERSION.VIRTUAL_ACCOUNT_ID))
                .join(SMART_ACCOUNT)
                .on(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(CONVERSION.SMART_ACCOUNT_ID))
                .where(CONVERSION.CONVERSION_ID.eq(conversion))
                .fetchOptional()
                .orElseThrow(PortalException::notFound);
        actor.require(Permission.VIEW, row.get(CONVERSION.SMART_ACCOUNT_ID), row.get(CONVERSION.VIRTUAL_ACCOUNT_ID));
        return new ConversionRecord(
                conversion,
                row.get(CONVERSION.SMART_ACCOUNT_ID),
                row.get(SMART_ACCOUNT.NAME),
                row.get(CONVERSION.VIRTUAL_ACCOUNT_ID),
                row.get(VIRTUAL_ACCOUNT.NAME),
                row.get(CONVERSION.KIND),
                row.get(CONVERSION.REQUEST_KEY),
                row.get(CONVERSION.CONVERSION_JOB_ID),
                row.get(CONVERSION.CONVERTED_BY),
                row.get(CONVERSION.CONVERTED_AT),
                row.get(CONVERSION.UNDONE_BY),
                row.get(CONVERSION.UNDONE_AT),
                sql.fetchCount(LICENSE_TRANSACTION, LICENSE_TRANSACTION.CONVERSION_ID.eq(conversion)));
    }

    /**
     * The ledger rows in their order, a page at a time.
     *
     * @param after last row of the page before, null to begin
     * @param limit 1 to {@link PageQuery#MAX_LIMIT}
     */
    public List<ConversionRecordRow> rows(
            Actor actor, ConversionId conversion, @Nullable LicenseTransactionId after, int limit) {
        if (limit < 1 || limit > PageQuery.MAX_LIMIT) {
            throw new IllegalArgumentException("A page has 1 to " + PageQuery.MAX_LIMIT + " rows");
        }
        var owner = sql.select(CONVERSION.SMART_ACCOUNT_ID, CONVERSION.VIRTUAL_ACCOUNT_ID)
                .from(CONVERSION)
                .where(CONVERSION.CONVERSION_ID.eq(conversion))
                .fetchOptional()
                .orElseThrow(PortalException::notFound);
        actor.require(Permission.VIEW, owner.value1(), owner.value2());
        return sql.select()
                .from(LICENSE_TRANSACTION)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_TRANSACTION.LICENSE_ID))
                .leftJoin(LEGACY_LICENSE)
                .on(LEGACY_LICENSE.LEGACY_LICENSE_ID.eq(LICENSE_TRANSACTION.LEGACY_LICENSE_ID))
                .leftJoin(LEGACY_DEVICE)
                .on(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(LEGACY_LICENSE.LEGACY_DEVICE_ID))
                .leftJoin(PAK_LINE)
                .on(PAK_LINE.PAK_LINE_ID.eq(DSL.coalesce(LICENSE_TRANSACTION.PAK_LINE_ID, LEGACY_LICENSE.PAK_LINE_ID)))
                .leftJoin(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(DSL.coalesce(LEGACY_LICENSE.SKU_ID, PAK_LINE.SKU_ID)))
                .where(LICENSE_TRANSACTION
                        .CONVERSION_ID
                        .eq(conversion)
                        .and(after == null ? DSL.noCondition() : LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID.gt(after)))
                .orderBy(LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID)
                .limit(limit)
                .fetch(ConversionRecordService::row);
    }

    private static ConversionRecordRow row(Record row) {
        String pid = row.get(LEGACY_DEVICE.UDI_PID);
        return new ConversionRecordRow(
                row.get(LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID),
                row.get(LICENSE_TRANSACTION.SOURCE),
                row.get(PAK.PAK_NUMBER),
                row.get(PAK_LINE.LINE_NUMBER),
                row.get(PAK.ORDER_NUMBER),
                row.get(PAK.ORDER_DATE),
                pid == null ? null : new Udi(pid, row.get(LEGACY_DEVICE.UDI_SERIAL_NUMBER)).asCli(),
                row.get(LEGACY_LICENSE.LICENSE_FORM),
                row.get(SKU.CODE),
                row.get(LICENSE_TRANSACTION.QUANTITY) / row.get(SKU.LICENSE_QUANTITY),
                row.get(LICENSE.NAME),
                row.get(LICENSE_TRANSACTION.QUANTITY),
                row.get(LICENSE_TRANSACTION.LICENSE_TERM),
                row.get(LICENSE_TRANSACTION.ENDS_ON),
                row.get(LICENSE_TRANSACTION.RECORDED_BY),
                row.get(LICENSE_TRANSACTION.RECORDED_AT));
    }
}
