package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.DEVICE_REPLACEMENT;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.DeviceReplacementId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Pools;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Replacement of a failed device by another chassis. If that is registered already it takes the place at once; else when it registers
 * ({@link DeviceTakeOver}).
 */
@Service
public class DeviceReplacementService {

    private static final Permission PERMISSION = Permission.MANAGE_PRODUCT_INSTANCES;
    private static final int MAX_SHOWN = 200;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final DeviceLocator locator;
    private final DeviceTransferService transfers;
    private final DeviceTakeOver takeOver;
    private final Pools pools;
    private final EventRecorder events;

    DeviceReplacementService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            DeviceLocator locator,
            DeviceTransferService transfers,
            DeviceTakeOver takeOver,
            Pools pools,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.locator = locator;
        this.transfers = transfers;
        this.takeOver = takeOver;
        this.pools = pools;
        this.events = events;
    }

    public ReplacementOutcome replace(Actor actor, ReplaceDevice asked) {
        LocatedDevice failed = locator.require(actor, PERMISSION, asked.failed());
        Udi udi = udi(asked.pid(), asked.serialNumber());
        if (udi.equals(failed.udi())) {
            throw PortalException.rejected("serialNumber", ErrorReason.DEVICE_REPLACES_ITSELF);
        }
        LocatedDevice registered = locator.find(failed.account(), null, udi, null);
        if (registered == null) {
            transactions.run(() -> plan(actor, failed, udi, asked.anyToken()));
            return ReplacementOutcome.WAITS;
        }
        actor.require(PERMISSION, registered.account(), registered.pool());
        transactions.run(() -> now(actor, failed, registered));
        return ReplacementOutcome.DONE;
    }

    private static Udi udi(String pid, String serialNumber) {
        if (!Udi.isPid(pid)) {
            throw PortalException.rejected("productId", ErrorReason.DEVICE_PID_SHAPE);
        }
        if (!Udi.isSerialNumber(serialNumber)) {
            throw PortalException.rejected("serialNumber", ErrorReason.DEVICE_SERIAL_SHAPE);
        }
        return new Udi(pid, serialNumber);
    }

    private void plan(Actor actor, LocatedDevice failed, Udi udi, boolean anyToken) {
        try {
            sql.insertInto(DEVICE_REPLACEMENT)
                    .set(DEVICE_REPLACEMENT.SMART_ACCOUNT_ID, failed.account())
                    .set(DEVICE_REPLACEMENT.PRODUCT_INSTANCE_ID, failed.id())
                    .set(DEVICE_REPLACEMENT.UDI_PID, udi.pid())
                    .set(DEVICE_REPLACEMENT.UDI_SERIAL_NUMBER, udi.serialNumber())
                    .set(DEVICE_REPLACEMENT.ANY_TOKEN, anyToken)
                    .set(DEVICE_REPLACEMENT.REQUESTED_BY, actor.name())
                    .set(DEVICE_REPLACEMENT.REQUESTED_AT, clock.instant())
                    .execute();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            throw refusal(failed, udi, e);
        }
        events.record(
                actor,
                NewEvent.done(
                                EventCode.DEVICE_REPLACEMENT_PLANNED,
                                failed.account(),
                                failed.pool(),
                                "device",
                                failed.name(),
                                "replacement",
                                udi.asCli())
                        .aboutDevice(failed.piid()));
    }

    private static RuntimeException refusal(LocatedDevice failed, Udi udi, RuntimeException e) {
        if (Constraint.violated(e, "uq_device_replacement_device")) {
            return PortalException.conflict("serialNumber", ErrorReason.DEVICE_HAS_REPLACEMENT, failed.name())
                    .causedBy(e);
        }
        if (Constraint.violated(e, "uq_device_replacement_udi")) {
            return PortalException.conflict("serialNumber", ErrorReason.REPLACEMENT_TAKEN, udi.asCli())
                    .causedBy(e);
        }
        // The failed device went while the form was open.
        return Constraint.violated(e, "fk_device_replacement_product_instance")
                ? PortalException.stale().causedBy(e)
                : e;
    }

    private void now(Actor actor, LocatedDevice failed, LocatedDevice registered) {
        Set<VirtualAccountId> touched = new TreeSet<>(Comparator.comparingLong(VirtualAccountId::value));
        touched.add(failed.pool());
        touched.add(registered.pool());
        touched.forEach(pools::lock);
        List<LocatedDevice> both = failed.id().value() < registered.id().value()
                ? List.of(failed, registered)
                : List.of(registered, failed);
        locator.lock(both);
        if (!registered.pool().equals(failed.pool())) {
            transfers.move(actor, registered, failed.pool(), transfers.names(touched));
        }
        takeOver.take(actor, takeOver.held(failed), registered.id(), registered.piid());
        if (!registered.pool().equals(failed.pool())) {
            pools.rebalance(actor, registered.account(), registered.pool());
        }
    }

    /** The oldest first. */
    public List<PendingReplacement> pending(Actor actor, VirtualAccountId pool) {
        accounts.require(actor, Permission.VIEW, pool);
        return fetch(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.eq(pool));
    }

    /** Null if nobody is to replace it. */
    public @Nullable PendingReplacement pending(Actor actor, ProductInstanceId device) {
        locator.require(actor, Permission.VIEW, device);
        List<PendingReplacement> found = fetch(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device));
        return found.isEmpty() ? null : found.getFirst();
    }

    private List<PendingReplacement> fetch(Condition which) {
        return sql.select(
                        DEVICE_REPLACEMENT.DEVICE_REPLACEMENT_ID,
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.HOST_NAME,
                        PRODUCT_INSTANCE.UDI_PID,
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER,
                        DEVICE_REPLACEMENT.UDI_PID,
                        DEVICE_REPLACEMENT.UDI_SERIAL_NUMBER,
                        DEVICE_REPLACEMENT.ANY_TOKEN,
                        DEVICE_REPLACEMENT.REQUESTED_BY,
                        DEVICE_REPLACEMENT.REQUESTED_AT)
                .from(DEVICE_REPLACEMENT)
                .join(PRODUCT_INSTANCE)
                .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(DEVICE_REPLACEMENT.PRODUCT_INSTANCE_ID))
                .where(which)
                .orderBy(DEVICE_REPLACEMENT.DEVICE_REPLACEMENT_ID)
                .limit(MAX_SHOWN)
                .fetch(row -> new PendingReplacement(
                        row.value1(),
                        row.value2(),
                        DeviceName.of(row.value3(), row.value4(), row.value5()),
                        new Udi(row.value6(), row.value7()),
                        row.value8(),
                        row.value9(),
                        row.value10()));
    }

    /** Nobody takes the place. Taken or cancelled meanwhile: it is unknown. */
    public void cancel(Actor actor, DeviceReplacementId replacement) {
        transactions.run(() -> {
            List<PendingReplacement> found = fetch(DEVICE_REPLACEMENT.DEVICE_REPLACEMENT_ID.eq(replacement));
            if (found.isEmpty()) {
                throw PortalException.notFound();
            }
            PendingReplacement pending = found.getFirst();
            LocatedDevice failed = locator.require(actor, PERMISSION, pending.device());
            int deleted = sql.deleteFrom(DEVICE_REPLACEMENT)
                    .where(DEVICE_REPLACEMENT.DEVICE_REPLACEMENT_ID.eq(replacement))
                    .execute();
            if (deleted == 0) {
                throw PortalException.notFound();
            }
            events.record(
                    actor,
                    NewEvent.done(
                                    EventCode.DEVICE_REPLACEMENT_CANCELLED,
                                    failed.account(),
                                    failed.pool(),
                                    "device",
                                    failed.name(),
                                    "replacement",
                                    pending.replacement().asCli())
                            .aboutDevice(failed.piid()));
        });
    }
}
