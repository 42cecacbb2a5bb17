package org.slportal.services.sweep;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.ExpiryNotice;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.ExpiryAlerts;
import org.slportal.services.alert.ExpiryAlerts.Ending;
import org.slportal.services.alert.Severity;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Component;

/**
 * Licences that begin and end: on their first day they count, after their last one they leave by a ledger row, and before it somebody is
 * told. What a device has reserved does not leave here: the device goes on using it until its reservation is updated or returned.
 */
@Component
class TermSweep implements AccountSweep {

    /** Lots in one transaction: so long the pool's guard is held. */
    static final int BATCH = 200;

    /** Virtual Accounts, or groups of lots, that one run looks at; the next run goes on. */
    private static final int MAX = 1_000;

    private static final Actor PORTAL = Actor.system("portal");

    private final DSLContext sql;
    private final Transactions transactions;
    private final Pools pools;
    private final ExpiryAlerts alerts;
    private final EventRecorder events;

    TermSweep(DSLContext sql, Transactions transactions, Pools pools, ExpiryAlerts alerts, EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.pools = pools;
        this.alerts = alerts;
        this.events = events;
    }

    @Override
    public int sweep(SmartAccountId account, SweepTime time) {
        LocalDate today = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        // 1. What begins, before what ends: after an outage a lot may have done both, and must have counted to leave.
        int done = each(account, begins(today), pool -> activate(account, pool, today));
        // 2. What ends.
        done += each(account, ended(today), pool -> expire(account, pool, today));
        // 3. Alerts take nothing from anybody.
        return done + warn(account, today) + transactions.write(() -> alerts.correct(account));
    }

    private static Condition begins(LocalDate today) {
        return LICENSE_LOT
                .COUNTED
                .isFalse()
                .and(LICENSE_LOT.STARTS_ON.le(today))
                .and(LICENSE_LOT.QUANTITY.gt(0));
    }

    /** The last day is included. */
    private static Condition ended(LocalDate today) {
        return LICENSE_LOT.ENDS_ON.lt(today).and(LICENSE_LOT.QUANTITY.gt(LICENSE_LOT.RESERVED));
    }

    private int each(SmartAccountId account, Condition due, ToIntFunction<VirtualAccountId> act) {
        int done = 0;
        for (VirtualAccountId pool : sql.selectDistinct(LICENSE_LOT.VIRTUAL_ACCOUNT_ID)
                .from(LICENSE_LOT)
                .where(LICENSE_LOT.SMART_ACCOUNT_ID.eq(account).and(due))
                .orderBy(LICENSE_LOT.VIRTUAL_ACCOUNT_ID)
                .limit(MAX)
                .fetch(LICENSE_LOT.VIRTUAL_ACCOUNT_ID)) {
            int batch;
            do {
                batch = transactions.write(() -> {
                    pools.lock(pool);
                    int some = act.applyAsInt(pool);
                    if (some > 0) {
                        pools.rebalance(PORTAL, account, pool);
                    }
                    return some;
                });
                done += batch;
            } while (batch == BATCH);
        }
        return done;
    }

    private record Due(
            LicenseLotId lot,
            LicenseId license,
            String name,
            LicenseTerm term,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable String subscription,
            int free) {}

    private List<Due> due(VirtualAccountId pool, Condition which) {
        return sql.select()
                .from(LICENSE_LOT)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID))
                .where(LICENSE_LOT.VIRTUAL_ACCOUNT_ID.eq(pool).and(which))
                .orderBy(LICENSE_LOT.LICENSE_LOT_ID)
                .limit(BATCH)
                .fetch(row -> new Due(
                        row.get(LICENSE_LOT.LICENSE_LOT_ID),
                        row.get(LICENSE_LOT.LICENSE_ID),
                        row.get(LICENSE.NAME),
                        row.get(LICENSE_LOT.LICENSE_TERM),
                        row.get(LICENSE_LOT.STARTS_ON),
                        row.get(LICENSE_LOT.ENDS_ON),
                        row.get(LICENSE_LOT.SUBSCRIPTION_NUMBER),
                        row.get(LICENSE_LOT.QUANTITY) - row.get(LICENSE_LOT.RESERVED)));
    }

    /** All that is due in the pool begins at once; the events name the first of them. */
    private int activate(SmartAccountId account, VirtualAccountId pool, LocalDate today) {
        List<Due> begun = due(pool, begins(today));
        pools.activate(pool);
        events.recordAll(
                PORTAL,
                begun.stream()
                        .map(lot -> NewEvent.done(
                                        EventCode.LICENSES_BEGUN,
                                        account,
                                        pool,
                                        "quantity",
                                        Integer.toString(lot.free()),
                                        "license",
                                        lot.name(),
                                        "date",
                                        String.valueOf(lot.startsOn()))
                                .about(lot.license()))
                        .toList());
        return begun.size();
    }

    private int expire(SmartAccountId account, VirtualAccountId pool, LocalDate today) {
        List<Due> gone = due(pool, ended(today));
        List<Deposit> leaving = new ArrayList<>();
        List<NewEvent> told = new ArrayList<>();
        for (Due lot : gone) {
            LocalDate lastDay = java.util.Objects.requireNonNull(lot.endsOn());
            leaving.add(new Deposit(
                    lot.license(),
                    TransactionSource.EXPIRY,
                    -lot.free(),
                    lot.term(),
                    lot.startsOn(),
                    lastDay,
                    null,
                    null,
                    lot.subscription(),
                    null,
                    null,
                    null,
                    null,
                    ""));
            alerts.tellExpired(account, new Ending(pool, lot.license(), lastDay, lot.free()));
            told.add(tell(EventCode.LICENSES_ENDED, account, pool, lot.license(), lot.name(), lot.free(), lastDay));
        }
        pools.deposit(PORTAL, account, pool, leaving);
        events.recordAll(PORTAL, told);
        return gone.size();
    }

    private record Group(VirtualAccountId pool, LicenseId license, String name, LocalDate lastDay, int quantity) {}

    /** Groups in which a lot has reached a milestone that nobody was told of. */
    private int warn(SmartAccountId account, LocalDate today) {
        Condition window = LICENSE_LOT
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(LICENSE_LOT.ENDS_ON.between(today, today.plusDays(ExpiryNotice.FIRST)));
        Condition untold = LICENSE_LOT.TOLD_DAYS.isNull();
        for (int milestone : ExpiryNotice.MILESTONES) {
            untold = untold.or(
                    LICENSE_LOT.TOLD_DAYS.gt((short) milestone).and(LICENSE_LOT.ENDS_ON.le(today.plusDays(milestone))));
        }
        var quantity = DSL.sum(LICENSE_LOT.QUANTITY);
        List<Group> groups = sql.select(
                        LICENSE_LOT.VIRTUAL_ACCOUNT_ID,
                        LICENSE_LOT.LICENSE_ID,
                        LICENSE.NAME,
                        LICENSE_LOT.ENDS_ON,
                        quantity)
                .from(LICENSE_LOT)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID))
                .where(window.and(LICENSE_LOT.QUANTITY.gt(0)))
                .groupBy(LICENSE_LOT.VIRTUAL_ACCOUNT_ID, LICENSE_LOT.LICENSE_ID, LICENSE.NAME, LICENSE_LOT.ENDS_ON)
                .having(DSL.sum(DSL.when(untold, 1).otherwise(0)).gt(BigDecimal.ZERO))
                .orderBy(LICENSE_LOT.ENDS_ON, LICENSE_LOT.VIRTUAL_ACCOUNT_ID, LICENSE_LOT.LICENSE_ID)
                .limit(MAX)
                .fetch(row -> new Group(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5().intValueExact()));
        groups.forEach(group -> transactions.run(() -> warn(account, group, today)));
        return groups.size();
    }

    private void warn(SmartAccountId account, Group group, LocalDate today) {
        Integer milestone = ExpiryNotice.reached(group.lastDay(), today);
        if (milestone == null) {
            return;
        }
        sql.update(LICENSE_LOT)
                .set(LICENSE_LOT.TOLD_DAYS, milestone.shortValue())
                .where(LICENSE_LOT
                        .VIRTUAL_ACCOUNT_ID
                        .eq(group.pool())
                        .and(LICENSE_LOT.LICENSE_ID.eq(group.license()))
                        .and(LICENSE_LOT.ENDS_ON.eq(group.lastDay())))
                .execute();
        alerts.tellExpiring(
                account,
                new Ending(group.pool(), group.license(), group.lastDay(), group.quantity()),
                ExpiryNotice.isUrgent(milestone) ? Severity.MINOR : Severity.INFO);
        events.record(
                PORTAL,
                tell(
                        EventCode.LICENSES_ENDING,
                        account,
                        group.pool(),
                        group.license(),
                        group.name(),
                        group.quantity(),
                        group.lastDay()));
    }

    private static NewEvent tell(
            EventCode code,
            SmartAccountId account,
            VirtualAccountId pool,
            LicenseId license,
            String name,
            int quantity,
            LocalDate day) {
        return NewEvent.done(
                        code,
                        account,
                        pool,
                        "quantity",
                        Integer.toString(quantity),
                        "license",
                        name,
                        "date",
                        day.toString())
                .about(license);
    }
}
