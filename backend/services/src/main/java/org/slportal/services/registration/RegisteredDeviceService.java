package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;

import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.slportal.db.jooq.tables.LegacyDevice;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.PortalException;
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

    RegisteredDeviceService(DeviceReader devices, ChassisRepository chassis) {
        this.devices = devices;
        this.chassis = chassis;
    }

    /** @param text part of an identifier, product family or Virtual Account; empty for all */
    public List<DeviceListItem> list(Actor actor, SmartAccountId account, PageQuery<DeviceSort> query, String text) {
        return devices.fetch(account, listed(actor, account, text), query);
    }

    public long count(Actor actor, SmartAccountId account, String text) {
        return devices.count(listed(actor, account, text));
    }

    private static Condition listed(Actor actor, SmartAccountId account, String text) {
        LegacyDevice member = DeviceReader.MEMBER;
        Condition ofMember = DSL.exists(DSL.selectOne()
                .from(member)
                .where(member.STACK_LEGACY_DEVICE_ID
                        .eq(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                        .and(member.HELD.eq(0).or(member.AVAILABLE.gt(0)))));
        return DeviceReader.visible(actor, account)
                .and(LEGACY_DEVICE.HELD.eq(0).or(LEGACY_DEVICE.AVAILABLE.gt(0)).or(ofMember))
                .and(DeviceReader.matching(text));
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
}
