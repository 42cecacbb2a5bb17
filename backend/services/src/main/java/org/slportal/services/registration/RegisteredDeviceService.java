package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.slportal.db.jooq.tables.LegacyDevice;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.DeviceLines;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/**
 * The devices of License Registration: those that have no licences yet or have some left. What was converted completely is no longer
 * listed. Somebody limited to Virtual Accounts sees the devices assigned to those.
 */
@Service
public class RegisteredDeviceService {

    private final DeviceReader devices;
    private final ChassisRepository chassis;
    private final DeviceLines lines;

    RegisteredDeviceService(DeviceReader devices, ChassisRepository chassis, DeviceLines lines) {
        this.devices = devices;
        this.chassis = chassis;
        this.lines = lines;
    }

    /** @param text part of an identifier, product family or Virtual Account; empty for all */
    public List<DeviceListItem> list(Actor actor, SmartAccountId account, PageQuery<DeviceSort> query, String text) {
        return devices.fetch(account, listed(actor, account, text), query);
    }

    public long count(Actor actor, SmartAccountId account, String text) {
        return devices.count(listed(actor, account, text));
    }

    /** For a list that is read page by page. */
    public BoundedCount countBounded(Actor actor, SmartAccountId account, String text) {
        return devices.countBounded(listed(actor, account, text));
    }

    static Condition listed(Actor actor, SmartAccountId account, String text) {
        LegacyDevice member = DeviceReader.MEMBER;
        Condition ofMember = DSL.exists(DSL.selectOne()
                .from(member)
                .where(member.STACK_LEGACY_DEVICE_ID
                        .eq(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                        .and(member.HELD.eq(0).or(member.AVAILABLE.gt(0)))));
        return DeviceReader.visible(actor, account)
                .and(LEGACY_DEVICE.HELD.eq(0).or(LEGACY_DEVICE.AVAILABLE.gt(0)).or(ofMember))
                .and(DeviceReader.matching(account, text));
    }

    /** Also of a device that left the list. @param device any switch of a stack: the answer is about the whole stack */
    public DeviceDetail detail(Actor actor, LegacyDeviceId device) {
        Chassis head = chassis.stack(actor, Permission.VIEW, device).getFirst();
        List<DeviceListItem> items = devices.fetch(
                head.account(), LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(head.id()), PageQuery.first(1, DeviceSort.ADDED));
        if (items.isEmpty()) {
            throw PortalException.notFound();
        }
        return new DeviceDetail(items.getFirst(), devices.lines(items.getFirst()));
    }

    /** Which of the account's devices these are. What is not there, or not to be seen, is missing. */
    public Map<Udi, LegacyDeviceId> find(Actor actor, SmartAccountId account, Collection<Udi> udis) {
        actor.requireAnywhere(Permission.VIEW, account);
        if (udis.isEmpty()) {
            return Map.of();
        }
        Set<Udi> asked = Set.copyOf(udis);
        return chassis.withSerialNumbers(asked.stream().map(Udi::serialNumber).collect(Collectors.toSet())).stream()
                .filter(one -> asked.contains(one.udi())
                        && one.account().equals(account)
                        && actor.may(Permission.VIEW, account, one.pool()))
                .collect(Collectors.toMap(Chassis::udi, Chassis::id));
    }

    /** The traditional licences of these devices, each switch by itself. */
    public Map<Udi, List<TraditionalLineItem>> lines(Actor actor, SmartAccountId account, Collection<Udi> udis) {
        Map<Udi, LegacyDeviceId> found = find(actor, account, udis);
        Map<LegacyDeviceId, List<TraditionalLineItem>> byDevice = lines.of(account, found.values());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> byDevice.getOrDefault(entry.getValue(), List.of())));
    }
}
