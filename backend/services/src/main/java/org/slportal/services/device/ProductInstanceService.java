package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.CERTIFICATE;
import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE_MEMBER;
import static org.slportal.db.jooq.Tables.REFUSED_LICENSE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
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

    private static final Field<Integer> MEMBERS = DSL.field(DSL.selectCount()
            .from(PRODUCT_INSTANCE_MEMBER)
            .where(PRODUCT_INSTANCE_MEMBER.PRODUCT_INSTANCE_ID.eq(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)));

    private static final Field<String> WORST_ALERT = DSL.field(DSL.select(ALERT.CODE)
            .from(ALERT)
            .where(ALERT.PRODUCT_INSTANCE_ID
                    .eq(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                    .and(ALERT.CLEARED_AT.isNull()))
            .orderBy(ALERT.SEVERITY_RANK, ALERT.ALERT_ID)
            .limit(1));

    /** So many are sorted by what is not in an index with their texts. */
    private static final int FEW = 500;

    private final DSLContext sql;
    private final AccountService accounts;
    private final DeviceLocator locator;
    private final DeviceRemovalService removals;
    private final LicenseNeeds needs;
    private final InstantSource clock;

    public ProductInstanceService(
            DSLContext sql,
            AccountService accounts,
            DeviceLocator locator,
            DeviceRemovalService removals,
            LicenseNeeds needs,
            InstantSource clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.locator = locator;
        this.removals = removals;
        this.needs = needs;
        this.clock = clock;
    }

    public List<ProductInstanceListItem> list(
            Actor actor, VirtualAccountId pool, PageQuery<ProductInstanceSort> query, String text) {
        return list(actor, pool, query, new ProductInstanceFilter(text, DeviceSearch.ANYWHERE, null));
    }

    public List<ProductInstanceListItem> list(
            Actor actor, VirtualAccountId pool, PageQuery<ProductInstanceSort> query, ProductInstanceFilter filter) {
        accounts.require(actor, Permission.VIEW, pool);
        Condition condition = matching(List.of(pool), filter);
        // A state is not in the index that holds the texts, and narrows the list by one of its own.
        boolean textAlone = filter.state() == null && !filter.text().isBlank();
        return textAlone ? searched(condition, query) : fetch(condition, query);
    }

    /**
     * Looks for a text in the index that holds it, and reads the rows of what was found. Read in one, the database would fetch every row
     * of the Virtual Account to look into it.
     */
    private List<ProductInstanceListItem> searched(Condition condition, PageQuery<ProductInstanceSort> query) {
        if (query.sort() == ProductInstanceSort.NAME) {
            var page = sql.select(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                    .from(PRODUCT_INSTANCE)
                    .where(condition)
                    .orderBy(order(query))
                    .limit(query.limit())
                    .offset(query.offset())
                    .fetch(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID);
            return only(page, new PageQuery<>(0, query.limit(), query.sort(), query.ascending()));
        }
        var found = sql.select(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .from(PRODUCT_INSTANCE)
                .where(condition)
                .limit(FEW + 1)
                .fetch(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID);
        // Of many, the first of another order are soon met in that order.
        return found.size() > FEW ? fetch(condition, query) : only(found, query);
    }

    private List<ProductInstanceListItem> only(List<ProductInstanceId> devices, PageQuery<ProductInstanceSort> query) {
        return devices.isEmpty() ? List.of() : fetch(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.in(devices), query);
    }

    public BoundedCount count(Actor actor, VirtualAccountId pool, ProductInstanceFilter filter) {
        accounts.require(actor, Permission.VIEW, pool);
        return BoundedCount.of(sql.fetchCount(DSL.selectOne()
                .from(PRODUCT_INSTANCE)
                .where(matching(List.of(pool), filter))
                .limit(BoundedCount.LIMIT + 1)));
    }

    /** Those that have not spoken for so long, with what they hold. @param state one of silence */
    public List<StaleDevice> stale(
            Actor actor, VirtualAccountId pool, PageQuery<ProductInstanceSort> query, DeviceState state) {
        List<ProductInstanceListItem> rows = list(actor, pool, query, ProductInstanceFilter.in(state));
        Map<ProductInstanceId, List<UsageItem>> usage = usage(rows);
        return rows.stream()
                .map(row -> new StaleDevice(row, usage.getOrDefault(row.id(), List.of())))
                .toList();
    }

    public long count(Actor actor, VirtualAccountId pool, String text) {
        accounts.require(actor, Permission.VIEW, pool);
        return sql.fetchCount(
                PRODUCT_INSTANCE,
                matching(List.of(pool), new ProductInstanceFilter(text, DeviceSearch.ANYWHERE, null)));
    }

    /** Over several Virtual Accounts of one Smart Account, as the management API lists them. */
    public List<ProductInstanceListItem> list(
            Actor actor,
            SmartAccountId account,
            Collection<VirtualAccountId> pools,
            PageQuery<ProductInstanceSort> query) {
        accounts.requireAll(actor, Permission.VIEW, account, pools);
        return fetch(matching(pools, ProductInstanceFilter.ALL), query);
    }

    public long count(Actor actor, SmartAccountId account, Collection<VirtualAccountId> pools) {
        accounts.requireAll(actor, Permission.VIEW, account, pools);
        return sql.fetchCount(PRODUCT_INSTANCE, matching(pools, ProductInstanceFilter.ALL));
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
        locator.require(actor, Permission.VIEW, device);
        ProductInstanceListItem item = fetch(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device), PageQuery.first(1, ProductInstanceSort.NAME))
                .getFirst();
        var row = sql.select(
                        PRODUCT_INSTANCE.PIID,
                        PRODUCT_INSTANCE.EXPORT_ALLOWED,
                        PRODUCT_INSTANCE.AUTHORIZED_UNTIL,
                        CERTIFICATE.NOT_AFTER,
                        CERTIFICATE.NOT_BEFORE)
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
        List<UsageItem> usage = usage(List.of(item)).getOrDefault(device, List.of());
        Instant until = row.value3();
        return new ProductInstanceDetail(
                item,
                row.value1(),
                row.value2(),
                until,
                until == null ? null : nextAuthorization(item.status(), until),
                row.value4(),
                LicensingTimers.nextIdCertificateRenewal(row.value5().plus(LicensingTimers.BACK_DATING)),
                members,
                usage,
                needs.of(item, members.size(), usage),
                refused(device));
    }

    /** Removes it at once; the device itself learns of it at its next message. */
    public void remove(Actor actor, ProductInstanceId device) {
        removals.remove(actor, device);
    }

    /** The deadline tells when it was authorized last. */
    private static Instant nextAuthorization(@Nullable AuthorizationStatus status, Instant until) {
        Instant authorizedAt =
                until.minus(LicensingTimers.AUTHORIZATION_VALIDITY).plus(LicensingTimers.BACK_DATING);
        return status == AuthorizationStatus.OUT_OF_COMPLIANCE
                ? authorizedAt.plus(LicensingTimers.OUT_OF_COMPLIANCE_RETRY)
                : LicensingTimers.nextAuthorization(authorizedAt);
    }

    private List<RefusedItem> refused(ProductInstanceId device) {
        return sql.select(LICENSE.LICENSE_ID, LICENSE.NAME, REFUSED_LICENSE.QUANTITY, REFUSED_LICENSE.REFUSED_AT)
                .from(REFUSED_LICENSE)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(REFUSED_LICENSE.LICENSE_ID))
                .where(REFUSED_LICENSE.PRODUCT_INSTANCE_ID.eq(device))
                .orderBy(LICENSE.NAME)
                .fetch(row -> new RefusedItem(row.value1(), row.value2(), row.value3(), row.value4()));
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
                        LICENSES_IN_USE,
                        MEMBERS,
                        WORST_ALERT)
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
                        row.value12(),
                        row.value13(),
                        row.value14()));
    }

    private Condition matching(Collection<VirtualAccountId> pools, ProductInstanceFilter filter) {
        Condition condition = PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.in(pools);
        DeviceState state = filter.state();
        if (state != null) {
            condition = condition.and(in(state));
        }
        String part = filter.text().strip();
        return part.isEmpty() ? condition : condition.and(named(filter.where(), part));
    }

    private Condition in(DeviceState state) {
        return switch (state) {
            case REGISTERED -> PRODUCT_INSTANCE.AUTHORIZATION_STATUS.isNull();
            case AUTHORIZED -> PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.AUTHORIZED);
            case OUT_OF_COMPLIANCE -> PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.OUT_OF_COMPLIANCE);
            case AUTHORIZATION_EXPIRED ->
                PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.AUTHORIZATION_EXPIRED);
            case NOT_AUTHORIZED -> PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.NOT_AUTHORIZED);
            case STALE_30, STALE_60, STALE_90 ->
                PRODUCT_INSTANCE.LAST_CONTACT_AT.lt(clock.instant().minus(Duration.ofDays(state.staleDays())));
        };
    }

    /** The columns' collation knows no case: without functions around them the index answers. */
    private static Condition named(DeviceSearch where, String part) {
        Condition name = PRODUCT_INSTANCE.HOST_NAME.contains(part);
        Condition udi = PRODUCT_INSTANCE.UDI_SERIAL_NUMBER.contains(part).or(PRODUCT_INSTANCE.UDI_PID.contains(part));
        Condition product = PRODUCT_INSTANCE.PRODUCT_NAME.contains(part);
        return switch (where) {
            case ANYWHERE -> name.or(udi).or(product);
            case NAME -> name;
            case UDI -> udi;
            case PRODUCT_TYPE -> product;
        };
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
