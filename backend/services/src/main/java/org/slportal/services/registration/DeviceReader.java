package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.slportal.db.jooq.tables.LegacyDevice;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.DeviceLines;
import org.slportal.services.conversion.SkuQuantity;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Component;

/** Lists of devices, one row for each stack: the page in one query, then its members and their licences in one each. */
@Component
class DeviceReader {

    static final LegacyDevice MEMBER = LEGACY_DEVICE.as("member");

    private final DSLContext sql;
    private final DeviceLines lines;

    DeviceReader(DSLContext sql, DeviceLines lines) {
        this.sql = sql;
        this.lines = lines;
    }

    /** Heads of the account's stacks, as far as the actor may see them. Unassigned devices are seen by who sees the account. */
    static Condition visible(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        Condition condition =
                LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account).and(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID.isNull());
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        return limited == null ? condition : condition.and(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID.in(limited));
    }

    /**
     * A part of an identifier (also of a member), product family or Virtual Account. What is named elsewhere is looked for there, once:
     * joined to it, the database would compare the few names anew for every device.
     */
    static Condition matching(SmartAccountId account, String text) {
        String part = text.strip();
        if (part.isEmpty()) {
            return DSL.noCondition();
        }
        return DSL.or(
                LEGACY_DEVICE.UDI_PID.contains(part),
                LEGACY_DEVICE.UDI_SERIAL_NUMBER.contains(part),
                LEGACY_DEVICE.PLATFORM_ID.in(
                        DSL.select(PLATFORM.PLATFORM_ID).from(PLATFORM).where(PLATFORM.FAMILY.contains(part))),
                LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID.in(DSL.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID)
                        .from(VIRTUAL_ACCOUNT)
                        .where(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account).and(VIRTUAL_ACCOUNT.NAME.contains(part)))),
                LEGACY_DEVICE.LEGACY_DEVICE_ID.in(DSL.select(MEMBER.STACK_LEGACY_DEVICE_ID)
                        .from(MEMBER)
                        .where(MEMBER.SMART_ACCOUNT_ID
                                .eq(account)
                                .and(MEMBER.STACK_LEGACY_DEVICE_ID.isNotNull())
                                .and(MEMBER.UDI_PID.contains(part).or(MEMBER.UDI_SERIAL_NUMBER.contains(part))))));
    }

    /**
     * Stacks of the account on which something is left to convert: mostly on the head, which is seen at once, so that a page is found
     * without reading the others.
     */
    static Condition somethingLeft(SmartAccountId account) {
        return LEGACY_DEVICE
                .AVAILABLE
                .gt(0)
                .or(DSL.exists(DSL.selectOne()
                        .from(MEMBER)
                        .where(MEMBER.SMART_ACCOUNT_ID
                                .eq(account)
                                .and(MEMBER.STACK_LEGACY_DEVICE_ID.eq(LEGACY_DEVICE.LEGACY_DEVICE_ID))
                                .and(MEMBER.AVAILABLE.gt(0)))));
    }

    long count(Condition condition) {
        return sql.fetchCount(LEGACY_DEVICE, condition);
    }

    BoundedCount countBounded(Condition condition) {
        return BoundedCounts.of(sql, LEGACY_DEVICE, condition);
    }

    List<DeviceListItem> fetch(SmartAccountId account, Condition condition, PageQuery<DeviceSort> query) {
        var heads = sql.select(
                        LEGACY_DEVICE.LEGACY_DEVICE_ID,
                        LEGACY_DEVICE.UDI_PID,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER,
                        PLATFORM.FAMILY,
                        PLATFORM.LEGACY_METHOD,
                        LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        LEGACY_DEVICE.ASSIGNED_AT,
                        LEGACY_DEVICE.HELD,
                        LEGACY_DEVICE.AVAILABLE)
                .from(LEGACY_DEVICE)
                .join(PLATFORM)
                .on(PLATFORM.PLATFORM_ID.eq(LEGACY_DEVICE.PLATFORM_ID))
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID))
                .where(condition)
                .orderBy(order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch();
        List<LegacyDeviceId> ids = heads.getValues(LEGACY_DEVICE.LEGACY_DEVICE_ID);
        Map<LegacyDeviceId, List<StackMember>> members = members(ids);
        List<LegacyDeviceId> all = new ArrayList<>(ids);
        members.values().forEach(stack -> stack.forEach(member -> all.add(member.id())));
        Map<LegacyDeviceId, List<TraditionalLineItem>> licenses = lines.of(account, all);
        return heads.map(head -> {
            List<StackMember> stack = members.getOrDefault(head.value1(), List.of());
            List<TraditionalLineItem> stackLines = inOrder(head.value1(), stack, licenses);
            return new DeviceListItem(
                    head.value1(),
                    account,
                    new Udi(head.value2(), head.value3()),
                    stack,
                    head.value4(),
                    head.value5().equals("RTU"),
                    head.value6(),
                    head.value7(),
                    head.value8(),
                    sum(stackLines),
                    sum(stackLines.stream()
                            .filter(line -> line.ineligibility() == null)
                            .toList()),
                    head.value9() + stack.stream().mapToInt(StackMember::held).sum(),
                    head.value10()
                            + stack.stream().mapToInt(StackMember::available).sum());
        });
    }

    /** Every line of the device's stack, by switch. */
    List<TraditionalLineItem> lines(DeviceListItem item) {
        List<LegacyDeviceId> all = new ArrayList<>(List.of(item.id()));
        item.members().forEach(member -> all.add(member.id()));
        return inOrder(item.id(), item.members(), lines.of(item.account(), all));
    }

    private static List<TraditionalLineItem> inOrder(
            LegacyDeviceId head, List<StackMember> stack, Map<LegacyDeviceId, List<TraditionalLineItem>> licenses) {
        List<TraditionalLineItem> ordered = new ArrayList<>(licenses.getOrDefault(head, List.of()));
        stack.forEach(member -> ordered.addAll(licenses.getOrDefault(member.id(), List.of())));
        return ordered;
    }

    private static List<SkuQuantity> sum(List<TraditionalLineItem> lines) {
        Map<String, Integer> quantities = new TreeMap<>();
        lines.stream()
                .filter(line -> line.available() > 0)
                .forEach(line -> quantities.merge(line.sku(), line.available(), Integer::sum));
        return quantities.entrySet().stream()
                .map(entry -> new SkuQuantity(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Map<LegacyDeviceId, List<StackMember>> members(Collection<LegacyDeviceId> heads) {
        if (heads.isEmpty()) {
            return Map.of();
        }
        return sql.select(
                        MEMBER.STACK_LEGACY_DEVICE_ID,
                        MEMBER.LEGACY_DEVICE_ID,
                        MEMBER.UDI_PID,
                        MEMBER.UDI_SERIAL_NUMBER,
                        MEMBER.HELD,
                        MEMBER.AVAILABLE)
                .from(MEMBER)
                .where(MEMBER.STACK_LEGACY_DEVICE_ID.in(heads))
                .orderBy(MEMBER.LEGACY_DEVICE_ID)
                .fetchGroups(
                        row -> row.value1(),
                        row -> new StackMember(
                                row.value2(), new Udi(row.value3(), row.value4()), row.value5(), row.value6()));
    }

    private static List<OrderField<?>> order(PageQuery<DeviceSort> query) {
        List<Field<?>> fields = switch (query.sort()) {
            case ADDED -> List.of();
            case IDENTIFIER -> List.of(LEGACY_DEVICE.UDI_PID, LEGACY_DEVICE.UDI_SERIAL_NUMBER);
            case FAMILY -> List.of(PLATFORM.FAMILY);
            case VIRTUAL_ACCOUNT -> List.of(VIRTUAL_ACCOUNT.NAME);
        };
        List<OrderField<?>> order = new ArrayList<>();
        fields.forEach(field -> order.add(query.ascending() ? field.asc() : field.desc()));
        order.add(query.ascending() ? LEGACY_DEVICE.LEGACY_DEVICE_ID.asc() : LEGACY_DEVICE.LEGACY_DEVICE_ID.desc());
        return order;
    }
}
