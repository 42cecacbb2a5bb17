package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.LICENSE;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Service;

/**
 * Removal by administrators. A device that uses export-restricted licences stays until it deregisters itself: nobody else can say that it no
 * longer has what they allow. Its other licences can be released.
 */
@Service
public class DeviceRemovalService {

    private static final Permission PERMISSION = Permission.MANAGE_PRODUCT_INSTANCES;

    private final DSLContext sql;
    private final Transactions transactions;
    private final DeviceLocator locator;
    private final DeviceForecast forecast;
    private final ProductInstanceRemoval removal;
    private final Pools pools;
    private final EventRecorder events;

    DeviceRemovalService(
            DSLContext sql,
            Transactions transactions,
            DeviceLocator locator,
            DeviceForecast forecast,
            ProductInstanceRemoval removal,
            Pools pools,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.locator = locator;
        this.forecast = forecast;
        this.removal = removal;
        this.pools = pools;
        this.events = events;
    }

    public RemovalPlan preview(Actor actor, Collection<ProductInstanceId> devices) {
        List<LocatedDevice> located = locator.require(actor, PERMISSION, devices);
        return transactions.read(() -> {
            Set<ProductInstanceId> restricted = restricted(located).keySet();
            List<LocatedDevice> going = located.stream()
                    .filter(device -> !restricted.contains(device.id()))
                    .toList();
            Map<VirtualAccountId, List<ProductInstanceId>> byPool = byPool(going);
            return new RemovalPlan(
                    going.size(),
                    forecast.use(going.stream().map(LocatedDevice::id).toList()).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum(),
                    located.stream()
                            .filter(device -> restricted.contains(device.id()))
                            .map(LocatedDevice::name)
                            .toList(),
                    byPool.entrySet().stream()
                            .map(entry -> forecast.of(entry.getKey(), List.of(), entry.getValue()))
                            .toList());
        });
    }

    /** What it uses that keeps it from being removed. */
    public RestrictedUse restrictedUse(Actor actor, ProductInstanceId device) {
        LocatedDevice located = locator.require(actor, PERMISSION, device);
        List<String> restricted = restricted(List.of(located)).getOrDefault(device, List.of());
        int all = forecast.use(List.of(device)).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return new RestrictedUse(restricted, all - restrictedQuantity(device));
    }

    /**
     * Removes it at once; the device itself learns of it at its next message.
     *
     * @throws PortalException CONFLICT if it uses export-restricted licences
     */
    public DevicesChanged remove(Actor actor, ProductInstanceId device) {
        LocatedDevice located = locator.require(actor, PERMISSION, device);
        return transactions.write(() -> removeAll(actor, List.of(located), false));
    }

    /** Removes those that can be removed, and leaves the others as they are. */
    public DevicesChanged removeThoseThatCan(Actor actor, Collection<ProductInstanceId> devices) {
        List<LocatedDevice> located = locator.require(actor, PERMISSION, devices);
        return transactions.write(() -> removeAll(actor, located, true));
    }

    private DevicesChanged removeAll(Actor actor, List<LocatedDevice> located, boolean leaveRestricted) {
        byPool(located).keySet().forEach(pools::lock);
        List<LocatedDevice> locked = locator.lock(located);
        Map<ProductInstanceId, List<String>> restricted = restricted(locked);
        if (!restricted.isEmpty() && !leaveRestricted) {
            LocatedDevice first = locked.getFirst();
            throw PortalException.of(
                    PortalException.Kind.CONFLICT,
                    ErrorReason.DEVICE_RESTRICTED_IN_USE,
                    first.name(),
                    String.join(", ", restricted.getOrDefault(first.id(), List.of())));
        }
        List<LocatedDevice> going = locked.stream()
                .filter(device -> !restricted.containsKey(device.id()))
                .toList();
        Map<ProductInstanceId, Integer> released = new HashMap<>();
        byPool(going)
                .forEach((pool, ids) -> released.putAll(removal.removeAll(
                        actor,
                        locked.getFirst().account(),
                        pool,
                        going.stream()
                                .filter(device -> device.pool().equals(pool))
                                .map(device -> new ProductInstanceRemoval.Gone(device.id(), device.piid()))
                                .toList())));
        events.recordAll(
                actor,
                going.stream()
                        .map(device -> NewEvent.done(
                                        EventCode.DEVICE_REMOVED,
                                        device.account(),
                                        device.pool(),
                                        "device",
                                        device.name(),
                                        "quantity",
                                        Integer.toString(released.getOrDefault(device.id(), 0)))
                                .aboutDevice(device.piid()))
                        .toList());
        return new DevicesChanged(
                going.size(),
                released.values().stream().mapToInt(Integer::intValue).sum());
    }

    /**
     * Returns everything that is not export-restricted to the pool; the device stays, and asks for it again unless it is configured
     * otherwise.
     *
     * @return how many licences
     */
    public int releaseUnrestricted(Actor actor, ProductInstanceId device) {
        LocatedDevice asked = locator.require(actor, PERMISSION, device);
        return transactions.write(() -> {
            pools.lock(asked.pool());
            LocatedDevice located = locator.lock(List.of(asked)).getFirst();
            Map<LicenseId, Integer> change = new HashMap<>();
            Map<LicenseId, String> names = new LinkedHashMap<>();
            sql.select(CONSUMPTION.LICENSE_ID, CONSUMPTION.QUANTITY, LICENSE.NAME)
                    .from(CONSUMPTION)
                    .join(LICENSE)
                    .on(LICENSE.LICENSE_ID.eq(CONSUMPTION.LICENSE_ID))
                    .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(device).and(LICENSE.EXPORT_RESTRICTED.isFalse()))
                    .orderBy(LICENSE.NAME)
                    .forEach(row -> {
                        change.put(row.value1(), -row.value2());
                        names.put(row.value1(), row.value3());
                    });
            if (change.isEmpty()) {
                throw PortalException.of(
                        PortalException.Kind.CONFLICT, ErrorReason.DEVICE_NOTHING_TO_RELEASE, located.name());
            }
            sql.deleteFrom(CONSUMPTION)
                    .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(device).and(CONSUMPTION.LICENSE_ID.in(change.keySet())))
                    .execute();
            pools.changeUse(located.pool(), change);
            pools.rebalance(actor, located.account(), located.pool());
            int released = -change.values().stream().mapToInt(Integer::intValue).sum();
            events.record(
                    actor,
                    NewEvent.done(
                                    EventCode.DEVICE_UNRESTRICTED_RELEASED,
                                    located.account(),
                                    located.pool(),
                                    "device",
                                    located.name(),
                                    "quantity",
                                    Integer.toString(released),
                                    "licenses",
                                    String.join(", ", names.values()))
                            .aboutDevice(located.piid()));
            return released;
        });
    }

    private Map<ProductInstanceId, List<String>> restricted(List<LocatedDevice> devices) {
        return sql.select(CONSUMPTION.PRODUCT_INSTANCE_ID, LICENSE.NAME)
                .from(CONSUMPTION)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(CONSUMPTION.LICENSE_ID))
                .where(CONSUMPTION
                        .PRODUCT_INSTANCE_ID
                        .in(devices.stream().map(LocatedDevice::id).toList())
                        .and(LICENSE.EXPORT_RESTRICTED.isTrue()))
                .orderBy(LICENSE.NAME)
                .fetchGroups(CONSUMPTION.PRODUCT_INSTANCE_ID, LICENSE.NAME);
    }

    private int restrictedQuantity(ProductInstanceId device) {
        return sql
                .select(CONSUMPTION.QUANTITY)
                .from(CONSUMPTION)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(CONSUMPTION.LICENSE_ID))
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(device).and(LICENSE.EXPORT_RESTRICTED.isTrue()))
                .fetch(CONSUMPTION.QUANTITY)
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** In order of the Virtual Accounts' ids, as their guards are locked. */
    private static Map<VirtualAccountId, List<ProductInstanceId>> byPool(List<LocatedDevice> devices) {
        return devices.stream()
                .collect(Collectors.groupingBy(
                        LocatedDevice::pool,
                        () -> new TreeMap<>(Comparator.comparingLong(VirtualAccountId::value)),
                        Collectors.mapping(LocatedDevice::id, Collectors.toList())));
    }
}
