package org.slportal.services.sweep;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slportal.domain.device.Silence;
import org.slportal.domain.device.SilenceRule;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.db.Transactions;
import org.slportal.services.device.DeviceName;
import org.springframework.stereotype.Component;

/** Finds the product instances whose time has come, each kind by an index that holds hardly anything else. */
@Component
class SilentDevices {

    private final DSLContext sql;

    SilentDevices(DSLContext sql) {
        this.sql = sql;
    }

    /** Silent for more than 30 days, and nobody told. */
    static Condition unheard(SmartAccountId account, SilenceRule rule) {
        return PRODUCT_INSTANCE
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(PRODUCT_INSTANCE.SILENCE.eq(Silence.HEARD))
                .and(PRODUCT_INSTANCE
                        .AUTHORIZED_UNTIL
                        .lt(rule.deadlineOfTheSilent())
                        .or(PRODUCT_INSTANCE.AUTHORIZED_UNTIL.isNull()))
                .and(PRODUCT_INSTANCE.LAST_CONTACT_AT.lt(rule.heardBefore()));
    }

    /** Past its deadline, and still holding its licences. */
    static Condition overdue(SmartAccountId account, SilenceRule rule) {
        return PRODUCT_INSTANCE
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(PRODUCT_INSTANCE.SILENCE.in(Silence.HEARD, Silence.WARNED))
                .and(PRODUCT_INSTANCE
                        .AUTHORIZED_UNTIL
                        .lt(rule.now())
                        .or(PRODUCT_INSTANCE
                                .AUTHORIZED_UNTIL
                                .isNull()
                                .and(PRODUCT_INSTANCE.LAST_CONTACT_AT.lt(rule.releasedBefore()))));
    }

    /** The ID certificate has ended. */
    static Condition unidentified(SmartAccountId account, SilenceRule rule) {
        return PRODUCT_INSTANCE
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(PRODUCT_INSTANCE.CERTIFICATE_EXPIRES_AT.lt(rule.now()));
    }

    /** Without locks: what is found must be asked for again with {@link #lock}, its pool's guard held. */
    Map<VirtualAccountId, List<ProductInstanceId>> byPool(Condition condition, int limit) {
        Map<VirtualAccountId, List<ProductInstanceId>> byPool = new LinkedHashMap<>();
        sql.select(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID, PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .from(PRODUCT_INSTANCE)
                .where(condition)
                .orderBy(PRODUCT_INSTANCE.AUTHORIZED_UNTIL, PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .limit(limit)
                .forEach(row -> byPool.computeIfAbsent(row.value1(), unused -> new ArrayList<>())
                        .add(row.value2()));
        return byPool;
    }

    /** Those for which it still holds: any of them may have spoken, moved or gone meanwhile. */
    List<SilentDevice> lock(Condition condition, VirtualAccountId pool, Collection<ProductInstanceId> devices) {
        return locked(
                condition.and(PRODUCT_INSTANCE
                        .VIRTUAL_ACCOUNT_ID
                        .eq(pool)
                        .and(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.in(devices))),
                devices.size());
    }

    List<SilentDevice> locked(Condition condition, int limit) {
        Transactions.requireTransaction();
        return sql.select(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID,
                        PRODUCT_INSTANCE.PIID,
                        PRODUCT_INSTANCE.HOST_NAME,
                        PRODUCT_INSTANCE.UDI_PID,
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER,
                        PRODUCT_INSTANCE.LAST_CONTACT_AT,
                        PRODUCT_INSTANCE.AUTHORIZED_UNTIL)
                .from(PRODUCT_INSTANCE)
                .where(condition)
                .orderBy(PRODUCT_INSTANCE.AUTHORIZED_UNTIL, PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .limit(limit)
                .forUpdate()
                .fetch(row -> new SilentDevice(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        new Udi(row.value5(), row.value6()),
                        DeviceName.of(row.value4(), row.value5(), row.value6()),
                        row.value7(),
                        row.value8()));
    }
}
