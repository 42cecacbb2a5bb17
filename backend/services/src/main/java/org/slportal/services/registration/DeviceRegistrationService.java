package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.InstantSource;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Adds devices with traditional licences to License Registration, assigns them, and takes back what was added in error. */
@Service
public class DeviceRegistrationService {

    /** Switches in one stack, the active one included. */
    public static final int MAX_STACK = 9;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final ChassisRepository chassis;
    private final EventRecorder events;
    private final ApplicationEventPublisher publisher;

    DeviceRegistrationService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            ChassisRepository chassis,
            EventRecorder events,
            ApplicationEventPublisher publisher) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.chassis = chassis;
        this.events = events;
        this.publisher = publisher;
    }

    /** The product families of the catalogue whose devices can hold traditional licences. */
    public List<String> families() {
        return DevicePlatforms.read(sql).families();
    }

    /** A switch of its own, or the active one of a stack. The UDI's constraint decides between two who add the same device. */
    public LegacyDeviceId add(Actor actor, SmartAccountId account, NewLegacyDevice asked) {
        VirtualAccountId pool = asked.pool();
        actor.require(Permission.MANAGE_LICENSES, account, pool);
        if (pool != null
                && !accounts.require(actor, Permission.MANAGE_LICENSES, pool).equals(account)) {
            throw PortalException.notFound();
        }
        Udi udi = DevicePlatforms.udi(asked.productId(), asked.serialNumber());
        return transactions.write(() -> {
            DevicePlatform platform = DevicePlatforms.read(sql).require(asked.family(), udi);
            LegacyDeviceId id = chassis.insert(account, pool, platform, udi, null, clock.instant());
            events.record(actor, added(account, pool, udi, platform.family()));
            if (pool != null) {
                publisher.publishEvent(new DevicesAssigned(account, List.of(id)));
            }
            return id;
        });
    }

    /** A further member of a stack: it lies where the active switch lies. @param active or any member of the stack */
    public LegacyDeviceId addMember(Actor actor, LegacyDeviceId active, String productId, String serialNumber) {
        // Who may not even see the stack learns nothing about the UDI.
        chassis.stack(actor, Permission.MANAGE_LICENSES, active);
        Udi udi = DevicePlatforms.udi(productId, serialNumber);
        return transactions.write(() -> {
            List<Chassis> stack = chassis.lockStack(actor, Permission.MANAGE_LICENSES, active);
            Chassis head = stack.getFirst();
            if (stack.size() >= MAX_STACK) {
                throw PortalException.rejected(DevicePlatforms.SERIAL_NUMBER, ErrorReason.DEVICE_STACK_FULL, MAX_STACK);
            }
            if (!head.rightToUse()) {
                throw PortalException.rejected(DevicePlatforms.PRODUCT_ID, ErrorReason.DEVICE_STACK_FAMILY);
            }
            DevicePlatform platform = DevicePlatforms.read(sql).require(head.family(), udi);
            if (!platform.id().equals(head.platform())) {
                throw PortalException.rejected(DevicePlatforms.PRODUCT_ID, ErrorReason.DEVICE_STACK_FAMILY);
            }
            LegacyDeviceId id = chassis.insert(head.account(), head.pool(), platform, udi, head.id(), clock.instant());
            events.record(actor, added(head.account(), head.pool(), udi, platform.family()));
            if (head.pool() != null) {
                publisher.publishEvent(new DevicesAssigned(head.account(), List.of(id)));
            }
            return id;
        });
    }

    static NewEvent added(SmartAccountId account, @Nullable VirtualAccountId pool, Udi udi, String family) {
        return NewEvent.done(EventCode.LEGACY_DEVICE_ADDED, account, pool, "device", udi.asCli(), "family", family);
    }

    /** Puts the device, with its whole stack, into a Virtual Account of its own Smart Account. */
    public void assign(Actor actor, LegacyDeviceId device, VirtualAccountId pool) {
        SmartAccountId account = accounts.require(actor, Permission.MANAGE_LICENSES, pool);
        transactions.run(() -> {
            List<Chassis> stack = chassis.lockStack(actor, Permission.MANAGE_LICENSES, device);
            Chassis head = stack.getFirst();
            if (!head.account().equals(account)) {
                throw PortalException.notFound();
            }
            if (pool.equals(head.pool())) {
                return;
            }
            List<LegacyDeviceId> ids = stack.stream().map(Chassis::id).toList();
            sql.update(LEGACY_DEVICE)
                    .set(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID, pool)
                    .set(LEGACY_DEVICE.ASSIGNED_AT, clock.instant())
                    .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.in(ids))
                    .execute();
            String name = sql.select(VIRTUAL_ACCOUNT.NAME)
                    .from(VIRTUAL_ACCOUNT)
                    .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool))
                    .fetchSingle(VIRTUAL_ACCOUNT.NAME);
            events.recordAll(
                    actor,
                    stack.stream()
                            .map(one -> NewEvent.done(
                                    EventCode.LEGACY_DEVICE_ASSIGNED,
                                    account,
                                    pool,
                                    "device",
                                    one.udi().asCli(),
                                    "to",
                                    name))
                            .toList());
            publisher.publishEvent(new DevicesAssigned(account, ids));
        });
    }

    /**
     * Takes a device off the record, with its stack if it is the active switch. What holds a licence, or held one that was converted,
     * stays: the ledger names it.
     */
    public void remove(Actor actor, LegacyDeviceId device) {
        transactions.run(() -> {
            List<Chassis> stack = chassis.lockStack(actor, Permission.MANAGE_LICENSES, device);
            List<Chassis> leaving = stack.stream()
                    .filter(one -> one.id().equals(device) || one.head().equals(device))
                    .toList();
            leaving.stream().filter(one -> one.held() > 0).findFirst().ifPresent(one -> {
                throw PortalException.of(
                        PortalException.Kind.CONFLICT,
                        ErrorReason.DEVICE_HOLDS_LICENSES,
                        one.udi().asCli());
            });
            // Members before the active switch they name.
            for (Chassis one : leaving.reversed()) {
                sql.deleteFrom(LEGACY_DEVICE)
                        .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(one.id()))
                        .execute();
            }
            events.recordAll(
                    actor,
                    leaving.stream()
                            .map(one -> NewEvent.done(
                                    EventCode.LEGACY_DEVICE_REMOVED,
                                    one.account(),
                                    one.pool(),
                                    "device",
                                    one.udi().asCli()))
                            .toList());
        });
    }
}
