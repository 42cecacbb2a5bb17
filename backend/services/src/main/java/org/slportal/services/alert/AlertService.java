package org.slportal.services.alert;

import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.AlertId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.device.DeviceName;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** The open alerts of a Smart Account and of its Virtual Accounts. */
@Service
public class AlertService {

    private final DSLContext sql;
    private final InstantSource clock;
    private final Transactions transactions;
    private final EventRecorder events;

    public AlertService(DSLContext sql, InstantSource clock, Transactions transactions, EventRecorder events) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.events = events;
    }

    public List<AlertListItem> list(
            Actor actor,
            SmartAccountId account,
            @Nullable VirtualAccountId pool,
            @Nullable Severity severity,
            PageQuery<AlertSort> query) {
        return sql.select()
                .from(ALERT)
                .leftJoin(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(ALERT.LICENSE_ID))
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(ALERT.VIRTUAL_ACCOUNT_ID))
                .leftJoin(PRODUCT_INSTANCE)
                .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(ALERT.PRODUCT_INSTANCE_ID))
                .where(visible(actor, account, pool, severity))
                .orderBy(order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new AlertListItem(
                        row.get(ALERT.ALERT_ID),
                        AlertCode.valueOf(row.get(ALERT.CODE)),
                        Severity.valueOf(row.get(ALERT.SEVERITY)),
                        row.get(ALERT.LICENSE_ID),
                        row.get(LICENSE.NAME),
                        row.get(ALERT.PRODUCT_INSTANCE_ID),
                        deviceName(
                                row.get(PRODUCT_INSTANCE.HOST_NAME),
                                row.get(PRODUCT_INSTANCE.UDI_PID),
                                row.get(PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)),
                        row.get(ALERT.SUBJECT),
                        row.get(ALERT.QUANTITY),
                        row.get(ALERT.VIRTUAL_ACCOUNT_ID),
                        row.get(VIRTUAL_ACCOUNT.NAME),
                        row.get(ALERT.RAISED_AT),
                        row.get(ALERT.DUE_AT)));
    }

    public long count(
            Actor actor, SmartAccountId account, @Nullable VirtualAccountId pool, @Nullable Severity severity) {
        return sql.fetchCount(ALERT, visible(actor, account, pool, severity));
    }

    /** For the header: how many alerts are open in what the actor can see. */
    public AlertCounts counts(Actor actor, SmartAccountId account) {
        Map<Severity, Integer> bySeverity = new EnumMap<>(Severity.class);
        sql.select(ALERT.SEVERITY, DSL.count())
                .from(ALERT)
                .where(visible(actor, account, null, null))
                .groupBy(ALERT.SEVERITY)
                .forEach(row -> bySeverity.put(Severity.valueOf(row.value1()), row.value2()));
        return new AlertCounts(
                bySeverity.getOrDefault(Severity.MAJOR, 0),
                bySeverity.getOrDefault(Severity.MINOR, 0),
                bySeverity.getOrDefault(Severity.INFO, 0));
    }

    /**
     * Takes an alert off the list that has said what it had to say. Dismissed by somebody else meanwhile: nothing more happens.
     *
     * @throws PortalException CONFLICT for kinds that end by a rule
     */
    public void dismiss(Actor actor, AlertId alert) {
        transactions.run(() -> {
            var row = sql.select(
                            ALERT.SMART_ACCOUNT_ID, ALERT.VIRTUAL_ACCOUNT_ID, ALERT.CODE, ALERT.SUBJECT, LICENSE.NAME)
                    .from(ALERT)
                    .leftJoin(LICENSE)
                    .on(LICENSE.LICENSE_ID.eq(ALERT.LICENSE_ID))
                    .where(ALERT.ALERT_ID.eq(alert))
                    .fetchOne();
            if (row == null) {
                throw PortalException.notFound();
            }
            actor.require(Permission.MANAGE_LICENSES, row.value1(), row.value2());
            AlertCode code = AlertCode.valueOf(row.value3());
            if (!code.isDismissible()) {
                throw PortalException.conflict("alert", ErrorReason.ALERT_NOT_DISMISSIBLE);
            }
            int closed = sql.update(ALERT)
                    .setNull(ALERT.OPEN_KEY)
                    .set(ALERT.CLEARED_AT, clock.instant())
                    .where(ALERT.ALERT_ID.eq(alert).and(ALERT.CLEARED_AT.isNull()))
                    .execute();
            if (closed > 0) {
                String about = row.value4() == null ? row.value5() : row.value4();
                events.record(
                        actor,
                        NewEvent.done(
                                EventCode.ALERT_DISMISSED,
                                row.value1(),
                                row.value2(),
                                "alert",
                                code.name(),
                                "subject",
                                about == null ? "" : about));
            }
        });
    }

    private static List<OrderField<?>> order(PageQuery<AlertSort> query) {
        return switch (query.sort()) {
            case SEVERITY ->
                List.of(
                        query.ascending() ? ALERT.SEVERITY_RANK.asc() : ALERT.SEVERITY_RANK.desc(),
                        ALERT.DUE_AT.asc(),
                        ALERT.ALERT_ID.asc());
            case RAISED_AT ->
                List.of(query.ascending() ? ALERT.RAISED_AT.asc() : ALERT.RAISED_AT.desc(), ALERT.ALERT_ID.asc());
        };
    }

    private static Condition visible(
            Actor actor, SmartAccountId account, @Nullable VirtualAccountId pool, @Nullable Severity severity) {
        Condition condition = ALERT.SMART_ACCOUNT_ID.eq(account).and(ALERT.CLEARED_AT.isNull());
        if (pool != null) {
            actor.require(Permission.VIEW, account, pool);
            condition = condition.and(ALERT.VIRTUAL_ACCOUNT_ID.eq(pool));
        } else {
            actor.requireAnywhere(Permission.VIEW, account);
            List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
            if (limited != null) {
                condition = condition.and(ALERT.VIRTUAL_ACCOUNT_ID.in(limited));
            }
        }
        return severity == null ? condition : condition.and(ALERT.SEVERITY.eq(severity.name()));
    }

    private static @Nullable String deviceName(
            @Nullable String hostName, @Nullable String pid, @Nullable String serialNumber) {
        return pid == null || serialNumber == null ? null : DeviceName.of(hostName, pid, serialNumber);
    }
}
