package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.DEVICE_REPLACEMENT;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.DeviceReplacementId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Component;

/**
 * A chassis takes the place of one that failed: Virtual Account, name, and the licences in use, which are held for it until it says what it
 * uses itself. The failed one goes in the same transaction.
 */
@Component
public class DeviceTakeOver {

    private final DSLContext sql;
    private final DeviceLock lock;
    private final DeviceLocator locator;
    private final ProductInstanceRemoval removal;
    private final List<DeviceMove> moves;
    private final EventRecorder events;

    DeviceTakeOver(
            DSLContext sql,
            DeviceLock lock,
            DeviceLocator locator,
            ProductInstanceRemoval removal,
            List<DeviceMove> moves,
            EventRecorder events) {
        this.sql = sql;
        this.lock = lock;
        this.locator = locator;
        this.removal = removal;
        this.moves = List.copyOf(moves);
        this.events = events;
    }

    /** The place that waits for a chassis, as found without locks. */
    public record Place(
            DeviceReplacementId replacement, ProductInstanceId failed, VirtualAccountId pool, String poolName) {}

    /** A place whose rows are locked. */
    public static final class Held {
        private final LocatedDevice failed;

        private Held(LocatedDevice failed) {
            this.failed = failed;
        }
    }

    /** Whether a place waits for this chassis. @param tokenPool the Virtual Account of the token it registers with */
    public Optional<Place> find(SmartAccountId account, VirtualAccountId tokenPool, Udi udi) {
        return sql.select(
                        DEVICE_REPLACEMENT.DEVICE_REPLACEMENT_ID,
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME)
                .from(DEVICE_REPLACEMENT)
                .join(PRODUCT_INSTANCE)
                .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(DEVICE_REPLACEMENT.PRODUCT_INSTANCE_ID))
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID))
                .where(DEVICE_REPLACEMENT
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(DEVICE_REPLACEMENT.UDI_PID.eq(udi.pid()))
                        .and(DEVICE_REPLACEMENT.UDI_SERIAL_NUMBER.eq(udi.serialNumber()))
                        .and(DEVICE_REPLACEMENT
                                .ANY_TOKEN
                                .isTrue()
                                .or(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.eq(tokenPool))))
                .fetchOptional(row -> new Place(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** Locks the place. @return null if it is not there any more, or somewhere else */
    public @Nullable Held hold(SmartAccountId account, Place place) {
        Transactions.requireTransaction();
        if (!place.pool().equals(lock.lock(place.failed()))
                || !sql.fetchExists(
                        DEVICE_REPLACEMENT, DEVICE_REPLACEMENT.DEVICE_REPLACEMENT_ID.eq(place.replacement()))) {
            return null;
        }
        LocatedDevice failed = locator.find(place.failed());
        return failed == null || !failed.account().equals(account) ? null : new Held(failed);
    }

    Held held(LocatedDevice failed) {
        return new Held(failed);
    }

    /** @param replacement is in the same Virtual Account by now; rebalances it */
    public void take(Actor actor, Held place, ProductInstanceId replacement, String piid) {
        Transactions.requireTransaction();
        LocatedDevice failed = place.failed;
        // 1. What it uses already is its own; else it holds what the failed one held, as far as it may.
        int held = 0;
        if (!sql.fetchExists(CONSUMPTION, CONSUMPTION.PRODUCT_INSTANCE_ID.eq(replacement))) {
            held = takeLicenses(failed.id(), replacement);
        }
        moves.forEach(move -> move.replaced(actor, failed.account(), failed.pool(), failed.id(), replacement));

        // 2. The name, unless it brought its own.
        sql.update(PRODUCT_INSTANCE)
                .set(PRODUCT_INSTANCE.HOST_NAME, failed.hostName())
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(replacement).and(PRODUCT_INSTANCE.HOST_NAME.isNull()))
                .execute();
        Udi udi = sql.select(PRODUCT_INSTANCE.UDI_PID, PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(replacement))
                .fetchSingle(row -> new Udi(row.value1(), row.value2()));

        // 3. The failed one goes, and with it the plan.
        removal.removeAll(
                actor,
                failed.account(),
                failed.pool(),
                List.of(new ProductInstanceRemoval.Gone(failed.id(), failed.piid())));
        events.record(
                actor,
                NewEvent.done(
                                EventCode.DEVICE_REPLACED,
                                failed.account(),
                                failed.pool(),
                                "device",
                                failed.name() + " (" + failed.udi().asCli() + ")",
                                "replacement",
                                udi.asCli(),
                                "quantity",
                                Integer.toString(held))
                        .aboutDevice(piid));
    }

    /** The pool's figures stay as they are: the same licences are used, by another device. */
    private int takeLicenses(ProductInstanceId failed, ProductInstanceId replacement) {
        boolean exportAllowed = sql.select(PRODUCT_INSTANCE.EXPORT_ALLOWED)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(replacement))
                .fetchSingle(PRODUCT_INSTANCE.EXPORT_ALLOWED);
        sql.update(CONSUMPTION)
                .set(CONSUMPTION.PRODUCT_INSTANCE_ID, replacement)
                .where(CONSUMPTION
                        .PRODUCT_INSTANCE_ID
                        .eq(failed)
                        .and(
                                exportAllowed
                                        ? DSL.noCondition()
                                        : CONSUMPTION.LICENSE_ID.notIn(DSL.select(LICENSE.LICENSE_ID)
                                                .from(LICENSE)
                                                .where(LICENSE.EXPORT_RESTRICTED.isTrue()))))
                .execute();
        return sql.select(DSL.coalesce(DSL.sum(CONSUMPTION.QUANTITY), DSL.inline(0))
                        .cast(Integer.class))
                .from(CONSUMPTION)
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(replacement))
                .fetchSingle()
                .value1();
    }
}
