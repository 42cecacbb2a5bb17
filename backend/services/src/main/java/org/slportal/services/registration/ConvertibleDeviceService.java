package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.DEVICE_REFRESH;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/**
 * The devices Convert Licenses offers: assigned to a Virtual Account, with something left, and read by a refresh since they were
 * assigned. The portal refreshes every hour; people who manage licences can do so at once.
 */
@Service
public class ConvertibleDeviceService {

    /** As the vendor's portal: a device assigned a moment ago is listed within the hour. */
    static final Duration REFRESHED_EVERY = Duration.ofHours(1);

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final DeviceReader devices;
    private final RegisteredDeviceService registered;
    private final ChassisRepository chassis;
    private final EventRecorder events;

    ConvertibleDeviceService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            DeviceReader devices,
            RegisteredDeviceService registered,
            ChassisRepository chassis,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.devices = devices;
        this.registered = registered;
        this.chassis = chassis;
        this.events = events;
    }

    /** @param text part of an identifier, product family or Virtual Account; empty for all */
    public List<DeviceListItem> list(Actor actor, SmartAccountId account, PageQuery<DeviceSort> query, String text) {
        return devices.fetch(account, assigned(actor, account, text).and(refreshed(account)), query);
    }

    public BoundedCount count(Actor actor, SmartAccountId account, String text) {
        return devices.countBounded(assigned(actor, account, text).and(refreshed(account)));
    }

    /** Devices that were assigned after the last refresh: the next one brings them. */
    public BoundedCount countWaiting(Actor actor, SmartAccountId account, String text) {
        return devices.countBounded(assigned(actor, account, text).and(waiting(account)));
    }

    /** When the list was read last; empty if it never was. */
    public Optional<Instant> refreshedAt(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        return Optional.ofNullable(lastRefresh(account));
    }

    public void refresh(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.MANAGE_LICENSES, account);
        transactions.run(() -> {
            Instant now = clock.instant();
            sql.insertInto(DEVICE_REFRESH)
                    .set(DEVICE_REFRESH.SMART_ACCOUNT_ID, account)
                    .set(DEVICE_REFRESH.REFRESHED_AT, now)
                    .onDuplicateKeyUpdate()
                    .set(DEVICE_REFRESH.REFRESHED_AT, now)
                    .execute();
            events.record(actor, NewEvent.done(EventCode.DEVICES_REFRESHED, account, null));
        });
    }

    /**
     * Of all accounts whose last refresh is an hour ago or more, in one statement: several nodes may do it at the same time, and a
     * restart refreshes nothing before its time. It is routine and leaves no events.
     *
     * @return rows touched
     */
    public int refreshDue() {
        Instant now = clock.instant();
        return sql.insertInto(DEVICE_REFRESH, DEVICE_REFRESH.SMART_ACCOUNT_ID, DEVICE_REFRESH.REFRESHED_AT)
                .select(DSL.select(
                                SMART_ACCOUNT.SMART_ACCOUNT_ID, DSL.val(now, DEVICE_REFRESH.REFRESHED_AT.getDataType()))
                        .from(SMART_ACCOUNT)
                        .leftJoin(DEVICE_REFRESH)
                        .on(DEVICE_REFRESH.SMART_ACCOUNT_ID.eq(SMART_ACCOUNT.SMART_ACCOUNT_ID))
                        .where(DEVICE_REFRESH
                                .REFRESHED_AT
                                .isNull()
                                .or(DEVICE_REFRESH.REFRESHED_AT.le(now.minus(REFRESHED_EVERY)))))
                .onDuplicateKeyUpdate()
                .set(DEVICE_REFRESH.REFRESHED_AT, now)
                .execute();
    }

    private static Condition assigned(Actor actor, SmartAccountId account, String text) {
        return DeviceReader.visible(actor, account)
                .and(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID.isNotNull())
                .and(DeviceReader.somethingLeft(account))
                .and(DeviceReader.matching(account, text));
    }

    /** The one moment is read first: compared with a column it can be looked for, in a subquery it is asked for every device. */
    private Condition refreshed(SmartAccountId account) {
        Instant last = lastRefresh(account);
        return last == null ? DSL.falseCondition() : LEGACY_DEVICE.ASSIGNED_AT.le(last);
    }

    private Condition waiting(SmartAccountId account) {
        Instant last = lastRefresh(account);
        return last == null ? DSL.noCondition() : LEGACY_DEVICE.ASSIGNED_AT.gt(last);
    }

    private @Nullable Instant lastRefresh(SmartAccountId account) {
        return sql.select(DEVICE_REFRESH.REFRESHED_AT)
                .from(DEVICE_REFRESH)
                .where(DEVICE_REFRESH.SMART_ACCOUNT_ID.eq(account))
                .fetchOne(DEVICE_REFRESH.REFRESHED_AT);
    }

    /**
     * For the License Conversion wizard: a device by its UDI, whether a refresh has read it or not.
     *
     * @throws org.slportal.services.error.PortalException REJECTED, naming the field, for what is no device of the family
     */
    public DeviceLookup find(
            Actor actor, SmartAccountId account, String family, String productId, String serialNumber) {
        actor.requireAnywhere(Permission.MANAGE_LICENSES, account);
        Udi udi = DevicePlatforms.udi(productId, serialNumber);
        DevicePlatforms.read(sql).require(family, udi);
        return chassis.find(udi).map(found -> judge(actor, account, found)).orElseGet(DeviceLookup.Unknown::new);
    }

    private DeviceLookup judge(Actor actor, SmartAccountId account, Chassis found) {
        if (!found.account().equals(account)) {
            return new DeviceLookup.Elsewhere();
        }
        if (!actor.may(Permission.VIEW, account, found.pool())) {
            return new DeviceLookup.OutOfReach();
        }
        DeviceDetail detail = registered.detail(actor, found.id());
        var head = detail.item().id();
        if (detail.item().held() == 0) {
            return new DeviceLookup.NoLicenses(head);
        }
        if (detail.item().available() == 0) {
            return new DeviceLookup.AllConverted(head);
        }
        if (detail.item().pool() == null) {
            return new DeviceLookup.NotAssigned(head);
        }
        return detail.isConvertible() ? new DeviceLookup.Found(head) : new DeviceLookup.NothingEligible(head);
    }
}
