package org.slportal.services.alert;

import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.services.device.DeviceName;
import org.springframework.stereotype.Component;

/** Reads alerts with the names they are about. Whose they are, the condition says. */
@Component
public class AlertRows {

    private final DSLContext sql;

    AlertRows(DSLContext sql) {
        this.sql = sql;
    }

    public List<AlertListItem> read(Condition condition, List<OrderField<?>> order, int offset, int limit) {
        return joined(sql.select())
                .where(condition)
                .orderBy(order)
                .limit(limit)
                .offset(offset)
                .fetch(AlertRows::item);
    }

    /**
     * Never counts more than this.
     *
     * @param named whether the condition {@link #names} something; without, an index alone is read
     */
    int count(Condition condition, boolean named, int limit) {
        return sql.fetchCount(
                named
                        ? joined(sql.selectOne()).where(condition).limit(limit)
                        : sql.selectOne().from(ALERT).where(condition).limit(limit));
    }

    /** Part of a name the message has. */
    static Condition names(String text) {
        return DSL.or(
                LICENSE.NAME.containsIgnoreCase(text),
                ALERT.SUBJECT.containsIgnoreCase(text),
                PRODUCT_INSTANCE.HOST_NAME.containsIgnoreCase(text),
                PRODUCT_INSTANCE.UDI_SERIAL_NUMBER.containsIgnoreCase(text),
                VIRTUAL_ACCOUNT.NAME.containsIgnoreCase(text));
    }

    private static <R extends Record> SelectOnConditionStep<R> joined(org.jooq.SelectSelectStep<R> select) {
        return select.from(ALERT)
                .leftJoin(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(ALERT.LICENSE_ID))
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(ALERT.VIRTUAL_ACCOUNT_ID))
                .leftJoin(PRODUCT_INSTANCE)
                .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(ALERT.PRODUCT_INSTANCE_ID));
    }

    private static AlertListItem item(Record row) {
        return new AlertListItem(
                row.get(ALERT.ALERT_ID),
                AlertCode.valueOf(row.get(ALERT.CODE)),
                Severity.valueOf(row.get(ALERT.SEVERITY)),
                row.get(ALERT.LICENSE_ID),
                row.get(LICENSE.NAME),
                row.get(ALERT.PRODUCT_INSTANCE_ID),
                deviceName(
                        row.get(PRODUCT_INSTANCE.HOST_NAME),
                        row.get(PRODUCT_INSTANCE.UDI_PID),
                        row.get(PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)),
                row.get(ALERT.SUBJECT),
                row.get(ALERT.QUANTITY),
                row.get(ALERT.VIRTUAL_ACCOUNT_ID),
                row.get(VIRTUAL_ACCOUNT.NAME),
                row.get(ALERT.RAISED_AT),
                row.get(ALERT.DUE_AT),
                row.get(ALERT.AWAKE_AT),
                row.get(ALERT.SNOOZED_BY),
                row.get(ALERT.CLEARED_AT),
                row.get(ALERT.DISMISSED_BY));
    }

    private static @Nullable String deviceName(
            @Nullable String hostName, @Nullable String pid, @Nullable String serialNumber) {
        return pid == null || serialNumber == null ? null : DeviceName.of(hostName, pid, serialNumber);
    }
}
