package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.CERTIFICATE;
import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE_MEMBER;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** Product instances as administrators list, open and remove them. */
@Service
public class ProductInstanceService {

    private static final Field<Integer> LICENSES_IN_USE = DSL.field(DSL.select(
                    DSL.coalesce(DSL.sum(CONSUMPTION.QUANTITY), DSL.inline(0)).cast(Integer.class))
            .from(CONSUMPTION)
            .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)));

    private final DSLContext sql;
    private final Transactions transactions;
    private final AccountService accounts;
    private final ProductInstanceRemoval removal;
    private final EventRecorder events;

    public ProductInstanceService(
            DSLContext sql,
            Transactions transactions,
            AccountService accounts,
            ProductInstanceRemoval removal,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.accounts = accounts;
        this.removal = removal;
        this.events = events;
    }

    public List<ProductInstanceListItem> list(
            Actor actor, VirtualAccountId pool, PageQuery<ProductInstanceSort> query, String text) {
        accounts.require(actor, Permission.VIEW, pool);
        return fetch(matching(List.of(pool), text), query);
    }

    public long count(Actor actor, VirtualAccountId pool, String text) {
        accounts.require(actor, Permission.VIEW, pool);
        return sql.fetchCount(PRODUCT_INSTANCE, matching(List.of(pool), text));
    }

    /** As far as anybody scrolls. */
    public BoundedCount countBounded(Actor actor, VirtualAccountId pool, String text) {
        accounts.require(actor, Permission.VIEW, pool);
        return BoundedCount.of(sql.fetchCount(sql.selectOne()
                .from(PRODUCT_INSTANCE)
                .where(matching(List.of(pool), text))
                .limit(BoundedCount.LIMIT + 1)));
    }

    /** Over several Virtual Accounts of one Smart Account, as the management API lists them. */
    public List<ProductInstanceListItem> list(
            Actor actor,
            SmartAccountId account,
            Collection<VirtualAccountId> pools,
            PageQuery<ProductInstanceSort> query) {
        accounts.requireAll(actor, Permission.VIEW, account, pools);
        return fetch(matching(pools, ""), query);
    }

    public long count(Actor actor, SmartAccountId account, Collection<VirtualAccountId> pools) {
        accounts.requireAll(actor, Permission.VIEW, account, pools);
        return sql.fetchCount(PRODUCT_INSTANCE, matching(pools, ""));
    }

    /** What each of these devices uses, in one query. The devices come from a list the actor was allowed to see. */
    public Map<ProductInstanceId, List<UsageItem>> usage(Collection<ProductInstanceListItem> devices) {
        Map<ProductInstanceId, List<UsageItem>> usage = new HashMap<>();
        var ids = devices.stream().map(ProductInstanceListItem::id).toList();
        sql.select(
                        CONSUMPTION.PRODUCT_INSTANCE_ID,
                        LICENSE.LICENSE_ID,
                        LICENSE.NAME,
                        LICENSE.ENTITLEMENT_TAG,
                        CONSUMPTION.QUANTITY,
                        LICENSE_POOL.BALANCE)
                .from(CONSUMPTION)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(CONSUMPTION.LICENSE_ID))
                .join(LICENSE_POOL)
                .on(LICENSE_POOL
                        .VIRTUAL_ACCOUNT_ID
                        .eq(CONSUMPTION.VIRTUAL_ACCOUNT_ID)
                        .and(LICENSE_POOL.LICENSE_ID.eq(CONSUMPTION.LICENSE_ID)))
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.in(ids))
                .orderBy(LICENSE.NAME)
                .forEach(row -> usage.computeIfAbsent(row.value1(), unused -> new java.util.ArrayList<>())
                        .add(new UsageItem(
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6() < 0
                                        ? AuthorizationStatus.OUT_OF_COMPLIANCE
                                        : AuthorizationStatus.AUTHORIZED)));
        return usage;
    }

    public ProductInstanceDetail detail(Actor actor, ProductInstanceId device) {
        requirePool(actor, Permission.VIEW, device);
        ProductInstanceListItem item = fetch(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device), PageQuery.first(1, ProductInstanceSort.NAME))
                .getFirst();
        var row = sql.select(
                        PRODUCT_INSTANCE.PIID,
                        PRODUCT_INSTANCE.EXPORT_ALLOWED,
                        PRODUCT_INSTANCE.AUTHORIZED_UNTIL,
                        CERTIFICATE.NOT_AFTER)
                .from(PRODUCT_INSTANCE)
                .join(CERTIFICATE)
                .on(CERTIFICATE.SERIAL.eq(PRODUCT_INSTANCE.CERTIFICATE_SERIAL))
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device))
                .fetchSingle();
        List<MemberItem> members = sql.select(
                        PRODUCT_INSTANCE_MEMBER.MEMBER_ROLE,
                        PRODUCT_INSTANCE_MEMBER.UDI_PID,
                        PRODUCT_INSTANCE_MEMBER.UDI_SERIAL_NUMBER)
                .from(PRODUCT_INSTANCE_MEMBER)
                .where(PRODUCT_INSTANCE_MEMBER.PRODUCT_INSTANCE_ID.eq(device))
                .orderBy(PRODUCT_INSTANCE_MEMBER.MEMBER_ROLE, PRODUCT_INSTANCE_MEMBER.UDI_SERIAL_NUMBER)
                .fetch(member -> new MemberItem(member.value1(), new Udi(member.value2(), member.value3())));
        return new ProductInstanceDetail(
                item,
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                members,
                usage(List.of(item)).getOrDefault(device, List.of()));
    }

    /** Removes it at once; the device itself learns of it at its next message. */
    public void remove(Actor actor, ProductInstanceId device) {
        Located located = requirePool(actor, Permission.MANAGE_PRODUCT_INSTANCES, device);
        transactions.run(() -> {
            int released = removal.remove(actor, located.account(), located.pool(), device, located.piid());
            events.record(
                    actor,
                    NewEvent.done(
                                    EventCode.DEVICE_REMOVED,
                                    located.account(),
                                    located.pool(),
                                    "device",
                                    located.name(),
                                    "quantity",
                                    Integer.toString(released))
                            .aboutDevice(located.piid()));
        });
    }

    private record Located(SmartAccountId account, VirtualAccountId pool, String piid, String name) {}

    private Located requirePool(Actor actor, Permission permission, ProductInstanceId device) {
        var row = sql.select(
                        PRODUCT_INSTANCE.SMART_ACCOUNT_ID,
                        PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID,
                        PRODUCT_INSTANCE.PIID,
                        PRODUCT_INSTANCE.HOST_NAME,
                        PRODUCT_INSTANCE.UDI_PID,
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device))
                .fetchOne();
        if (row == null) {
            throw PortalException.notFound();
        }
        actor.require(permission, row.value1(), row.value2());
        return new Located(
                row.value1(), row.value2(), row.value3(), DeviceName.of(row.value4(), row.value5(), row.value6()));
    }

    private List<ProductInstanceListItem> fetch(Condition condition, PageQuery<ProductInstanceSort> query) {
        return sql.select(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        PRODUCT_INSTANCE.HOST_NAME,
                        PRODUCT_INSTANCE.UDI_PID,
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER,
                        PRODUCT_INSTANCE.SOFTWARE_ID,
                        PRODUCT_INSTANCE.PRODUCT_NAME,
                        PRODUCT_INSTANCE.REGISTERED_AT,
                        PRODUCT_INSTANCE.LAST_CONTACT_AT,
                        PRODUCT_INSTANCE.AUTHORIZATION_STATUS,
                        LICENSES_IN_USE)
                .from(PRODUCT_INSTANCE)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID))
                .where(condition)
                .orderBy(order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new ProductInstanceListItem(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        DeviceName.of(row.value4(), row.value5(), row.value6()),
                        row.value4(),
                        new Udi(row.value5(), row.value6()),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value10(),
                        row.value11(),
                        row.value12()));
    }

    private static Condition matching(Collection<VirtualAccountId> pools, String text) {
        Condition condition = PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.in(pools);
        String part = text.strip();
        return part.isEmpty()
                ? condition
                : condition.and(PRODUCT_INSTANCE
                        .HOST_NAME
                        .containsIgnoreCase(part)
                        .or(PRODUCT_INSTANCE.UDI_SERIAL_NUMBER.containsIgnoreCase(part))
                        .or(PRODUCT_INSTANCE.UDI_PID.containsIgnoreCase(part))
                        .or(PRODUCT_INSTANCE.PRODUCT_NAME.containsIgnoreCase(part)));
    }

    private static List<OrderField<?>> order(PageQuery<ProductInstanceSort> query) {
        Field<?> field = switch (query.sort()) {
            case NAME -> PRODUCT_INSTANCE.HOST_NAME;
            case PRODUCT -> PRODUCT_INSTANCE.PRODUCT_NAME;
            case LAST_CONTACT -> PRODUCT_INSTANCE.LAST_CONTACT_AT;
        };
        return List.of(query.ascending() ? field.asc() : field.desc(), PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.asc());
    }
}
