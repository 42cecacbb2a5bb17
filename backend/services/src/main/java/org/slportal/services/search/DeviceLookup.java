package org.slportal.services.search;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.DEVICE_REFRESH;
import static org.slportal.db.jooq.Tables.DLC_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE_MEMBER;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.conversion.TraditionalLines;
import org.slportal.services.device.DeviceName;
import org.springframework.stereotype.Component;

/** Chassis by serial number, UDI or host name, as License Registration, product instances and their own conversions know them. */
@Component
class DeviceLookup {

    private final DSLContext sql;
    private final TraditionalLines lines;
    private final LineHistory history;

    DeviceLookup(DSLContext sql, TraditionalLines lines, LineHistory history) {
        this.sql = sql;
        this.lines = lines;
        this.history = history;
    }

    Hits<FoundDevice> find(Sight sight, SearchText text) {
        List<Udi> chassis = chassis(sight, text);
        if (chassis.isEmpty()) {
            return new Hits<>(List.of(), false);
        }
        Map<Udi, FoundDevice.Registration> registrations = registrations(sight, chassis);
        Map<Udi, FoundDevice.Instance> instances = instances(sight, chassis);
        Map<Udi, FoundDevice.OwnConversion> ownConversions = ownConversions(sight, chassis);
        return Hits.of(chassis.stream()
                .map(udi -> new FoundDevice(
                        udi.asCli(),
                        udi.serialNumber(),
                        registrations.get(udi),
                        instances.get(udi),
                        ownConversions.get(udi)))
                .toList());
    }

    /** One look-up for each index; each chassis once. */
    private List<Udi> chassis(Sight sight, SearchText text) {
        Field<String> pid = DSL.field(DSL.name("pid"), String.class);
        Field<String> serial = DSL.field(DSL.name("serial"), String.class);
        Condition instance = sight.covers(PRODUCT_INSTANCE.SMART_ACCOUNT_ID, PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID);
        var found = DSL.select(LEGACY_DEVICE.UDI_PID.as("pid"), LEGACY_DEVICE.UDI_SERIAL_NUMBER.as("serial"))
                .from(LEGACY_DEVICE)
                .where(sight.covers(LEGACY_DEVICE.SMART_ACCOUNT_ID, LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID)
                        .and(text.device(LEGACY_DEVICE.UDI_PID, LEGACY_DEVICE.UDI_SERIAL_NUMBER)))
                .limit(Hits.SHOWN + 1)
                .union(DSL.select(PRODUCT_INSTANCE.UDI_PID, PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)
                        .from(PRODUCT_INSTANCE)
                        .where(instance.and(text.device(PRODUCT_INSTANCE.UDI_PID, PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)))
                        .limit(Hits.SHOWN + 1))
                .union(DSL.select(PRODUCT_INSTANCE.UDI_PID, PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)
                        .from(VIRTUAL_ACCOUNT)
                        .join(PRODUCT_INSTANCE)
                        .on(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.eq(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID))
                        // By way of the Virtual Accounts, because host names are indexed within them.
                        .where(sight.covers(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID, VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID)
                                .and(text.begins(PRODUCT_INSTANCE.HOST_NAME)))
                        .limit(Hits.SHOWN + 1))
                .union(DSL.select(PRODUCT_INSTANCE_MEMBER.UDI_PID, PRODUCT_INSTANCE_MEMBER.UDI_SERIAL_NUMBER)
                        .from(PRODUCT_INSTANCE_MEMBER)
                        .join(PRODUCT_INSTANCE)
                        .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(PRODUCT_INSTANCE_MEMBER.PRODUCT_INSTANCE_ID))
                        .where(instance.and(text.device(
                                PRODUCT_INSTANCE_MEMBER.UDI_PID, PRODUCT_INSTANCE_MEMBER.UDI_SERIAL_NUMBER)))
                        .limit(Hits.SHOWN + 1))
                .union(DSL.select(DLC_DEVICE.UDI_PID, DLC_DEVICE.UDI_SERIAL_NUMBER)
                        .from(DLC_DEVICE)
                        .where(sight.covers(DLC_DEVICE.SMART_ACCOUNT_ID, DLC_DEVICE.VIRTUAL_ACCOUNT_ID)
                                .and(text.device(DLC_DEVICE.UDI_PID, DLC_DEVICE.UDI_SERIAL_NUMBER)))
                        .limit(Hits.SHOWN + 1))
                .asTable("chassis");
        return sql.select(found.field(pid), found.field(serial))
                .from(found)
                .orderBy(found.field(serial), found.field(pid))
                .limit(Hits.SHOWN + 1)
                .fetch(row -> new Udi(row.value1(), row.value2()));
    }

    private Map<Udi, FoundDevice.Registration> registrations(Sight sight, List<Udi> chassis) {
        var active = LEGACY_DEVICE.as("active");
        Optional<Instant> refreshed = sql.select(DEVICE_REFRESH.REFRESHED_AT)
                .from(DEVICE_REFRESH)
                .where(DEVICE_REFRESH.SMART_ACCOUNT_ID.eq(sight.account()))
                .fetchOptional(DEVICE_REFRESH.REFRESHED_AT);
        var rows = sql.select()
                .from(LEGACY_DEVICE)
                .join(PLATFORM)
                .on(PLATFORM.PLATFORM_ID.eq(LEGACY_DEVICE.PLATFORM_ID))
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID))
                .leftJoin(active)
                .on(active.LEGACY_DEVICE_ID.eq(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID))
                .where(sight.covers(LEGACY_DEVICE.SMART_ACCOUNT_ID, LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID)
                        .and(among(LEGACY_DEVICE.UDI_PID, LEGACY_DEVICE.UDI_SERIAL_NUMBER, chassis)))
                .fetch();
        Map<LegacyDeviceId, List<FoundLine>> held = lines(sight, rows.getValues(LEGACY_DEVICE.LEGACY_DEVICE_ID));
        Map<Udi, FoundDevice.Registration> found = new HashMap<>();
        rows.forEach(row -> {
            Instant assigned = row.get(LEGACY_DEVICE.ASSIGNED_AT);
            String activePid = row.get(active.UDI_PID);
            found.put(
                    new Udi(row.get(LEGACY_DEVICE.UDI_PID), row.get(LEGACY_DEVICE.UDI_SERIAL_NUMBER)),
                    new FoundDevice.Registration(
                            row.get(LEGACY_DEVICE.LEGACY_DEVICE_ID),
                            row.get(PLATFORM.NAME),
                            row.get(VIRTUAL_ACCOUNT.NAME),
                            assigned != null && refreshed.map(assigned::isAfter).orElse(true),
                            activePid == null ? null : new Udi(activePid, row.get(active.UDI_SERIAL_NUMBER)).asCli(),
                            held.getOrDefault(row.get(LEGACY_DEVICE.LEGACY_DEVICE_ID), List.of())));
        });
        return found;
    }

    private Map<LegacyDeviceId, List<FoundLine>> lines(Sight sight, List<LegacyDeviceId> devices) {
        Map<LegacyDeviceId, List<TraditionalLineItem>> items = lines.ofDevices(devices);
        Map<TraditionalLineId, FoundLine> histories =
                history
                        .ofDevices(
                                sight,
                                items.values().stream().flatMap(List::stream).toList())
                        .stream()
                        .collect(Collectors.toMap(line -> line.item().id(), line -> line));
        Map<LegacyDeviceId, List<FoundLine>> found = new HashMap<>();
        items.forEach((device, held) -> found.put(
                device, held.stream().map(item -> histories.get(item.id())).toList()));
        return found;
    }

    private Map<Udi, FoundDevice.Instance> instances(Sight sight, List<Udi> chassis) {
        var member = PRODUCT_INSTANCE_MEMBER;
        Condition visible = sight.covers(PRODUCT_INSTANCE.SMART_ACCOUNT_ID, PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID);
        // A chassis is a product instance of its own, or a member of one.
        var rows = DSL.select(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.UDI_PID.as("pid"),
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER.as("serial"))
                .from(PRODUCT_INSTANCE)
                .where(visible.and(among(PRODUCT_INSTANCE.UDI_PID, PRODUCT_INSTANCE.UDI_SERIAL_NUMBER, chassis)))
                .union(DSL.select(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID, member.UDI_PID, member.UDI_SERIAL_NUMBER)
                        .from(member)
                        .join(PRODUCT_INSTANCE)
                        .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(member.PRODUCT_INSTANCE_ID))
                        .where(visible.and(among(member.UDI_PID, member.UDI_SERIAL_NUMBER, chassis))))
                .asTable("found");
        Field<String> pid = rows.field("pid", String.class);
        Field<String> serial = rows.field("serial", String.class);
        var instances = sql.select(
                        pid,
                        serial,
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.HOST_NAME,
                        PRODUCT_INSTANCE.UDI_PID,
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER,
                        PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        PRODUCT_INSTANCE.LAST_CONTACT_AT)
                .from(rows)
                .join(PRODUCT_INSTANCE)
                .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(rows.field(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)))
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID))
                .fetch();
        Map<ProductInstanceId, List<String>> uses = uses(instances.getValues(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID));
        Map<Udi, FoundDevice.Instance> found = new HashMap<>();
        instances.forEach(row -> found.put(
                new Udi(row.value1(), row.value2()),
                new FoundDevice.Instance(
                        row.value3(),
                        DeviceName.of(row.value4(), row.value5(), row.value6()),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        uses.getOrDefault(row.value3(), List.of()))));
        return found;
    }

    private Map<ProductInstanceId, List<String>> uses(Collection<ProductInstanceId> instances) {
        return sql.select(CONSUMPTION.PRODUCT_INSTANCE_ID, LICENSE.NAME, CONSUMPTION.QUANTITY)
                .from(CONSUMPTION)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(CONSUMPTION.LICENSE_ID))
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.in(instances))
                .orderBy(CONSUMPTION.PRODUCT_INSTANCE_ID, LICENSE.NAME)
                .fetchGroups(row -> row.value1(), row -> row.value2() + " (" + row.value3() + ")");
    }

    /** The last one of each chassis: rows come in the order they were received. */
    private Map<Udi, FoundDevice.OwnConversion> ownConversions(Sight sight, List<Udi> chassis) {
        Map<Udi, FoundDevice.OwnConversion> found = new HashMap<>();
        sql.select(
                        DLC_DEVICE.UDI_PID,
                        DLC_DEVICE.UDI_SERIAL_NUMBER,
                        DLC_DEVICE.STATE,
                        DSL.coalesce(DLC_DEVICE.FINISHED_AT, DLC_DEVICE.RECEIVED_AT))
                .from(DLC_DEVICE)
                .where(sight.covers(DLC_DEVICE.SMART_ACCOUNT_ID, DLC_DEVICE.VIRTUAL_ACCOUNT_ID)
                        .and(among(DLC_DEVICE.UDI_PID, DLC_DEVICE.UDI_SERIAL_NUMBER, chassis)))
                .orderBy(DLC_DEVICE.DLC_DEVICE_ID)
                .forEach(row -> found.put(
                        new Udi(row.value1(), row.value2()),
                        new FoundDevice.OwnConversion(row.value3(), row.value4())));
        return found;
    }

    /** By the serial number's index; the product id decides among equal ones. */
    private static Condition among(Field<String> pid, Field<String> serial, List<Udi> chassis) {
        return serial.in(chassis.stream().map(Udi::serialNumber).toList())
                .and(DSL.row(pid, serial)
                        .in(chassis.stream()
                                .map(udi -> DSL.row(udi.pid(), udi.serialNumber()))
                                .toList()));
    }
}
