package org.slportal.services.lab.condition;

import static org.slportal.db.jooq.Tables.LAB_CONDITION;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.PortalProperties;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Component;

/**
 * Which device meets which trouble. Asked at every message, so it is kept in memory: {@link #refresh} brings what other nodes ordered. Outside
 * lab mode there is none.
 */
@Component
public class LabConditions {

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final boolean lab;
    private volatile Map<Key, Instant> known = Map.of();

    private record Key(Udi udi, LabCondition condition) {}

    public LabConditions(DSLContext sql, Transactions transactions, InstantSource clock, PortalProperties properties) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.lab = properties.lab();
    }

    /** Whether the device meets it now. */
    public boolean holds(LabCondition condition, Udi udi) {
        Map<Key, Instant> all = known;
        if (all.isEmpty()) {
            return false;
        }
        Instant until = all.get(new Key(udi, condition));
        return until != null && clock.instant().isBefore(until);
    }

    /**
     * Begins, or goes on for longer.
     *
     * @throws PortalException REJECTED if the device is another Smart Account's
     */
    public void begin(SmartAccountId account, Udi udi, LabCondition condition, Duration lasting) {
        if (!lab) {
            throw PortalException.notFound();
        }
        Instant until = clock.instant().plus(lasting);
        transactions.run(() -> {
            boolean foreign = sql.fetchExists(
                    PRODUCT_INSTANCE,
                    PRODUCT_INSTANCE
                            .UDI_PID
                            .eq(udi.pid())
                            .and(PRODUCT_INSTANCE.UDI_SERIAL_NUMBER.eq(udi.serialNumber()))
                            .and(PRODUCT_INSTANCE.SMART_ACCOUNT_ID.ne(account)));
            if (foreign) {
                throw PortalException.rejected("switch", ErrorReason.LAB_SWITCH_FOREIGN);
            }
            sql.insertInto(LAB_CONDITION)
                    .set(LAB_CONDITION.UDI_PID, udi.pid())
                    .set(LAB_CONDITION.UDI_SERIAL_NUMBER, udi.serialNumber())
                    .set(LAB_CONDITION.KIND, condition.name())
                    .set(LAB_CONDITION.SMART_ACCOUNT_ID, account)
                    .set(LAB_CONDITION.UNTIL_AT, until)
                    .onDuplicateKeyUpdate()
                    .set(LAB_CONDITION.SMART_ACCOUNT_ID, account)
                    .set(LAB_CONDITION.UNTIL_AT, until)
                    .execute();
        });
        refresh();
    }

    /** Ends; nothing happens if there is none. */
    public void end(SmartAccountId account, Udi udi, LabCondition condition) {
        transactions.run(() -> sql.deleteFrom(LAB_CONDITION)
                .where(LAB_CONDITION
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(LAB_CONDITION.UDI_PID.eq(udi.pid()))
                        .and(LAB_CONDITION.UDI_SERIAL_NUMBER.eq(udi.serialNumber()))
                        .and(LAB_CONDITION.KIND.eq(condition.name())))
                .execute());
        refresh();
    }

    /** Takes over what other nodes ordered or ended. */
    public void refresh() {
        if (!lab) {
            return;
        }
        Map<Key, Instant> fresh = new HashMap<>();
        sql.select(LAB_CONDITION.UDI_PID, LAB_CONDITION.UDI_SERIAL_NUMBER, LAB_CONDITION.KIND, LAB_CONDITION.UNTIL_AT)
                .from(LAB_CONDITION)
                .where(LAB_CONDITION.UNTIL_AT.gt(clock.instant()))
                .forEach(row -> fresh.put(
                        new Key(new Udi(row.value1(), row.value2()), LabCondition.valueOf(row.value3())),
                        row.value4()));
        known = fresh.isEmpty() ? Map.of() : Map.copyOf(fresh);
    }
}
