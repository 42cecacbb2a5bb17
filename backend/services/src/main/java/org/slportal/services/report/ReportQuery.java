package org.slportal.services.report;

import static org.slportal.db.jooq.Tables.COMPLIANCE_DAY;
import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Silence;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.access.Reach;

/**
 * A kind of report as SQL.
 *
 * @param table the driving table first, the others joined in this order: what is skipped by the order's index is not read from any
 * @param counted what of it the condition needs, to count its rows
 * @param charted what of it the condition and the bars need
 * @param order unique, and an index's own
 * @param ascending direction of all of it
 * @param group what its chart has bars for
 * @param value what the bars measure
 */
record ReportQuery(
        Table<?> table,
        Table<?> counted,
        Table<?> charted,
        Condition condition,
        List<Field<?>> order,
        boolean ascending,
        Field<String> group,
        Field<? extends Number> value) {

    private static final Field<Integer> ONE = DSL.inline(1);

    List<SortField<?>> sorting() {
        return order.stream()
                .<SortField<?>>map(field -> ascending ? field.asc() : field.desc())
                .toList();
    }

    /** Rows within the reader's reach, and of them what was asked for. */
    static ReportQuery of(ReportRequest asked, Reach reach, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return switch (asked.kind()) {
            case LICENSES -> licenses(asked, reach);
            case SUBSCRIPTIONS -> subscriptions(asked, reach, today);
            case PRODUCT_INSTANCES -> productInstances(asked, reach);
            case CONVERSIONS -> conversions(asked, reach, now);
            case COMPLIANCE -> compliance(asked, reach, today);
        };
    }

    private static ReportQuery licenses(ReportRequest asked, Reach reach) {
        Condition condition = within(asked, reach, LICENSE_POOL.SMART_ACCOUNT_ID, LICENSE_POOL.VIRTUAL_ACCOUNT_ID)
                .and(license(asked))
                // As in the inventory: an emptied pool stays as a row for its history, and is not listed.
                .and(LICENSE_POOL
                        .OWNED
                        .ne(0)
                        .or(LICENSE_POOL.IN_USE.ne(0))
                        .or(LICENSE_POOL.RESERVED.ne(0))
                        .or(LICENSE_POOL.PENDING.ne(0)));
        if (asked.state() == ReportState.SHORT) {
            condition = condition.and(LICENSE_POOL.BALANCE.lt(0));
        }
        return new ReportQuery(
                LICENSE_POOL
                        .straightJoin(VIRTUAL_ACCOUNT)
                        .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_POOL.VIRTUAL_ACCOUNT_ID))
                        .straightJoin(LICENSE)
                        .on(LICENSE.LICENSE_ID.eq(LICENSE_POOL.LICENSE_ID)),
                searched(asked, LICENSE_POOL, LICENSE_POOL.LICENSE_ID),
                named(LICENSE_POOL, LICENSE_POOL.LICENSE_ID),
                condition,
                List.of(LICENSE_POOL.VIRTUAL_ACCOUNT_ID, LICENSE_POOL.LICENSE_ID),
                true,
                LICENSE.NAME,
                LICENSE_POOL.IN_USE);
    }

    private static ReportQuery subscriptions(ReportRequest asked, Reach reach, LocalDate today) {
        Condition condition = within(asked, reach, LICENSE_LOT.SMART_ACCOUNT_ID, LICENSE_LOT.VIRTUAL_ACCOUNT_ID)
                .and(license(asked))
                .and(LICENSE_LOT.QUANTITY.gt(0));
        if (asked.term() != null) {
            condition = condition.and(LICENSE_LOT.LICENSE_TERM.eq(asked.term()));
        }
        Integer days = asked.days();
        if (days != null) {
            condition = condition.and(LICENSE_LOT.ENDS_ON.between(today, today.plusDays(days)));
        }
        Table<?> counted = searched(asked, LICENSE_LOT, LICENSE_LOT.LICENSE_ID);
        return new ReportQuery(
                LICENSE_LOT
                        .straightJoin(VIRTUAL_ACCOUNT)
                        .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_LOT.VIRTUAL_ACCOUNT_ID))
                        .straightJoin(LICENSE)
                        .on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID)),
                counted,
                counted,
                condition,
                List.of(LICENSE_LOT.VIRTUAL_ACCOUNT_ID, LICENSE_LOT.LICENSE_LOT_ID),
                true,
                month(LICENSE_LOT.ENDS_ON),
                LICENSE_LOT.QUANTITY);
    }

    private static ReportQuery productInstances(ReportRequest asked, Reach reach) {
        Condition condition =
                within(asked, reach, PRODUCT_INSTANCE.SMART_ACCOUNT_ID, PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID);
        if (!asked.product().isEmpty()) {
            condition = condition.and(PRODUCT_INSTANCE
                    .PRODUCT_NAME
                    .containsIgnoreCase(asked.product())
                    .or(PRODUCT_INSTANCE.UDI_PID.containsIgnoreCase(asked.product())));
        }
        ReportState state = asked.state();
        if (state == ReportState.NOT_HEARD) {
            condition = condition.and(PRODUCT_INSTANCE.SILENCE.ne(Silence.HEARD));
        } else if (state != null) {
            condition =
                    condition.and(PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.valueOf(state.name())));
        }
        return new ReportQuery(
                PRODUCT_INSTANCE
                        .straightJoin(VIRTUAL_ACCOUNT)
                        .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID)),
                PRODUCT_INSTANCE,
                PRODUCT_INSTANCE,
                condition,
                List.of(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID, PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID),
                true,
                PRODUCT_INSTANCE.PRODUCT_NAME,
                ONE);
    }

    private static ReportQuery conversions(ReportRequest asked, Reach reach, Instant now) {
        Condition condition = within(
                        asked, reach, LICENSE_TRANSACTION.SMART_ACCOUNT_ID, LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID)
                .and(license(asked))
                .and(LICENSE_TRANSACTION.CONVERSION_ID.isNotNull());
        if (asked.term() != null) {
            condition = condition.and(LICENSE_TRANSACTION.LICENSE_TERM.eq(asked.term()));
        }
        Integer days = asked.days();
        if (days != null) {
            condition = condition.and(LICENSE_TRANSACTION.RECORDED_AT.ge(now.minus(Duration.ofDays(days))));
        }
        return new ReportQuery(
                LICENSE_TRANSACTION
                        .straightJoin(VIRTUAL_ACCOUNT)
                        .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID))
                        .straightJoin(LICENSE)
                        .on(LICENSE.LICENSE_ID.eq(LICENSE_TRANSACTION.LICENSE_ID))
                        .leftJoin(SKU)
                        .on(SKU.SKU_ID.eq(LICENSE_TRANSACTION.SKU_ID))
                        .leftJoin(PAK_LINE)
                        .on(PAK_LINE.PAK_LINE_ID.eq(LICENSE_TRANSACTION.PAK_LINE_ID))
                        .leftJoin(PAK)
                        .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                        .leftJoin(LEGACY_LICENSE)
                        .on(LEGACY_LICENSE.LEGACY_LICENSE_ID.eq(LICENSE_TRANSACTION.LEGACY_LICENSE_ID))
                        .leftJoin(LEGACY_DEVICE)
                        .on(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(LEGACY_LICENSE.LEGACY_DEVICE_ID)),
                searched(asked, LICENSE_TRANSACTION, LICENSE_TRANSACTION.LICENSE_ID),
                named(LICENSE_TRANSACTION, LICENSE_TRANSACTION.LICENSE_ID),
                condition,
                // What was reversed stands beside its conversion; the index of an account's conversions has this order.
                List.of(LICENSE_TRANSACTION.CONVERSION_ID, LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID),
                false,
                LICENSE.NAME,
                LICENSE_TRANSACTION.QUANTITY);
    }

    private static ReportQuery compliance(ReportRequest asked, Reach reach, LocalDate today) {
        Condition condition = within(asked, reach, COMPLIANCE_DAY.SMART_ACCOUNT_ID, COMPLIANCE_DAY.VIRTUAL_ACCOUNT_ID)
                .and(license(asked))
                // Not the rows of sums: those have no licence, or no Virtual Account.
                .and(COMPLIANCE_DAY.VIRTUAL_ACCOUNT_ID.isNotNull())
                .and(COMPLIANCE_DAY.LICENSE_ID.isNotNull());
        if (asked.state() == ReportState.SHORT) {
            condition = condition.and(COMPLIANCE_DAY.SHORT_BY.gt(0));
        }
        Integer days = asked.days();
        if (days != null) {
            condition = condition.and(COMPLIANCE_DAY.DAY.ge(today.minusDays(days - 1L)));
        }
        Table<?> counted = searched(asked, COMPLIANCE_DAY, COMPLIANCE_DAY.LICENSE_ID);
        return new ReportQuery(
                COMPLIANCE_DAY
                        .straightJoin(VIRTUAL_ACCOUNT)
                        .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(COMPLIANCE_DAY.VIRTUAL_ACCOUNT_ID))
                        .straightJoin(LICENSE)
                        .on(LICENSE.LICENSE_ID.eq(COMPLIANCE_DAY.LICENSE_ID)),
                counted,
                counted,
                condition,
                List.of(COMPLIANCE_DAY.COMPLIANCE_DAY_ID),
                false,
                month(COMPLIANCE_DAY.DAY),
                ONE);
    }

    private static Condition within(
            ReportRequest asked,
            Reach reach,
            TableField<?, SmartAccountId> accountOf,
            TableField<?, VirtualAccountId> poolOf) {
        Condition visible = reach.covers(accountOf, poolOf);
        return asked.pools() == null ? visible : visible.and(poolOf.in(asked.pools()));
    }

    private static Condition license(ReportRequest asked) {
        return asked.license().isEmpty()
                ? DSL.noCondition()
                : LICENSE.NAME
                        .containsIgnoreCase(asked.license())
                        .or(LICENSE.ENTITLEMENT_TAG.containsIgnoreCase(asked.license()));
    }

    /** With its licences' names, if a name is searched for. */
    private static Table<?> searched(ReportRequest asked, Table<?> rows, TableField<?, LicenseId> license) {
        return asked.license().isEmpty() ? rows : named(rows, license);
    }

    private static Table<?> named(Table<?> rows, TableField<?, LicenseId> license) {
        return rows.straightJoin(LICENSE).on(LICENSE.LICENSE_ID.eq(license));
    }

    private static Field<String> month(Field<LocalDate> day) {
        return DSL.coalesce(DSL.field("date_format({0}, '%Y-%m')", String.class, day), DSL.inline(""));
    }

    /** What a column shows, and from which fields it is made. */
    static ReportCell cell(ReportKind kind, ReportColumn column) {
        return switch (column) {
            case VIRTUAL_ACCOUNT -> ReportCell.of(VIRTUAL_ACCOUNT.NAME);
            case LICENSE -> ReportCell.of(LICENSE.NAME);
            case ENTITLEMENT_TAG -> ReportCell.of(LICENSE.ENTITLEMENT_TAG);
            case OWNED -> ReportCell.of(kind == ReportKind.COMPLIANCE ? COMPLIANCE_DAY.OWNED : LICENSE_POOL.OWNED);
            case PENDING -> ReportCell.of(LICENSE_POOL.PENDING);
            case IN_USE -> ReportCell.of(kind == ReportKind.COMPLIANCE ? COMPLIANCE_DAY.IN_USE : LICENSE_POOL.IN_USE);
            case RESERVED ->
                ReportCell.of(kind == ReportKind.SUBSCRIPTIONS ? LICENSE_LOT.RESERVED : LICENSE_POOL.RESERVED);
            case SUBSTITUTION ->
                ReportCell.of(LICENSE_POOL.BORROWED.minus(LICENSE_POOL.LENT).as("substitution"));
            case BALANCE -> ReportCell.of(LICENSE_POOL.BALANCE);
            case TERM -> ReportCell.of(LICENSE_LOT.LICENSE_TERM);
            case SUBSCRIPTION -> ReportCell.of(LICENSE_LOT.SUBSCRIPTION_NUMBER);
            case STARTS_ON -> ReportCell.of(LICENSE_LOT.STARTS_ON);
            case ENDS_ON -> ReportCell.of(LICENSE_LOT.ENDS_ON);
            case QUANTITY ->
                ReportCell.of(kind == ReportKind.SUBSCRIPTIONS ? LICENSE_LOT.QUANTITY : LICENSE_TRANSACTION.QUANTITY);
            case DEVICE -> ReportCell.device();
            case PRODUCT_ID -> ReportCell.of(PRODUCT_INSTANCE.UDI_PID);
            case SERIAL_NUMBER -> ReportCell.of(PRODUCT_INSTANCE.UDI_SERIAL_NUMBER);
            case PRODUCT_TYPE -> ReportCell.of(PRODUCT_INSTANCE.PRODUCT_NAME);
            case STATE -> ReportCell.of(PRODUCT_INSTANCE.AUTHORIZATION_STATUS);
            case REGISTERED_AT -> ReportCell.of(PRODUCT_INSTANCE.REGISTERED_AT);
            case LAST_CONTACT -> ReportCell.of(PRODUCT_INSTANCE.LAST_CONTACT_AT);
            case AUTHORIZED_UNTIL -> ReportCell.of(PRODUCT_INSTANCE.AUTHORIZED_UNTIL);
            case LICENSES_IN_USE -> ReportCell.of(licensesInUse());
            case CONVERTED_AT -> ReportCell.of(LICENSE_TRANSACTION.RECORDED_AT);
            case SOURCE -> ReportCell.of(LICENSE_TRANSACTION.SOURCE);
            case SKU -> ReportCell.of(SKU.CODE);
            case ORIGIN ->
                ReportCell.of(DSL.coalesce(PAK.PAK_NUMBER, LEGACY_DEVICE.UDI_SERIAL_NUMBER)
                        .as("origin"));
            case RECORDED_BY -> ReportCell.of(LICENSE_TRANSACTION.RECORDED_BY);
            case DAY -> ReportCell.of(COMPLIANCE_DAY.DAY);
            case SHORT_BY -> ReportCell.of(COMPLIANCE_DAY.SHORT_BY);
        };
    }

    private static Field<@Nullable Integer> licensesInUse() {
        return DSL.field(DSL.select(DSL.coalesce(DSL.sum(CONSUMPTION.QUANTITY), DSL.inline(0))
                                .cast(Integer.class))
                        .from(CONSUMPTION)
                        .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)))
                .as("licenses_in_use");
    }
}
