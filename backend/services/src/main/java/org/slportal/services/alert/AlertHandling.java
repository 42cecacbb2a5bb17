package org.slportal.services.alert;

import static org.slportal.db.jooq.Tables.ALERT;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.AlertId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Component;

/** What people do with alerts: dismiss them, let them sleep, wake them. For everybody, not for themselves alone. */
@Component
class AlertHandling {

    private static final int MAX_AT_ONCE = 200;
    private static final int MAX_DAYS = 366;

    private final DSLContext sql;
    private final InstantSource clock;
    private final Transactions transactions;
    private final AlertRows rows;
    private final EventRecorder events;

    AlertHandling(
            DSLContext sql, InstantSource clock, Transactions transactions, AlertRows rows, EventRecorder events) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.rows = rows;
        this.events = events;
    }

    int dismiss(Actor actor, Collection<AlertId> alerts) {
        return transactions.write(() -> {
            List<Open> open = lockOpen(actor, alerts);
            if (open.stream().anyMatch(one -> !one.alert().code().isDismissible())) {
                throw PortalException.conflict("alert", ErrorReason.ALERT_NOT_DISMISSIBLE);
            }
            sql.update(ALERT)
                    .setNull(ALERT.OPEN_KEY)
                    .set(ALERT.CLEARED_AT, clock.instant())
                    .set(ALERT.DISMISSED_BY, actor.name())
                    .where(ALERT.ALERT_ID.in(ids(open)))
                    .execute();
            return tell(actor, EventCode.ALERT_DISMISSED, open, null);
        });
    }

    int snooze(Actor actor, Collection<AlertId> alerts, Instant until) {
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(Duration.ofDays(MAX_DAYS)))) {
            throw PortalException.rejected("until", ErrorReason.ALERT_SNOOZE_TIME, MAX_DAYS);
        }
        return transactions.write(() -> {
            List<Open> open = lockOpen(actor, alerts);
            sql.update(ALERT)
                    .set(ALERT.AWAKE_AT, until)
                    .set(ALERT.SNOOZED_BY, actor.name())
                    .where(ALERT.ALERT_ID.in(ids(open)))
                    .execute();
            return tell(actor, EventCode.ALERT_SNOOZED, open, until);
        });
    }

    int wake(Actor actor, Collection<AlertId> alerts) {
        return transactions.write(() -> {
            Instant now = clock.instant();
            List<Open> asleep = lockOpen(actor, alerts).stream()
                    .filter(one -> one.alert().awakeAt().isAfter(now))
                    .toList();
            sql.update(ALERT)
                    .set(ALERT.AWAKE_AT, now)
                    .where(ALERT.ALERT_ID.in(ids(asleep)))
                    .execute();
            return tell(actor, EventCode.ALERT_WOKEN, asleep, null);
        });
    }

    private record Owner(SmartAccountId account, @Nullable VirtualAccountId pool) {}

    private record Open(SmartAccountId account, AlertListItem alert) {}

    /** Those of them that nobody has cleared, once the actor's right over each is certain; a foreign one is unknown. */
    private List<Open> lockOpen(Actor actor, Collection<AlertId> alerts) {
        Set<AlertId> asked = Set.copyOf(alerts);
        if (asked.size() > MAX_AT_ONCE) {
            throw PortalException.rejected("alerts", ErrorReason.ALERTS_TOO_MANY, MAX_AT_ONCE);
        }
        Map<AlertId, Owner> owners = sql.select(ALERT.ALERT_ID, ALERT.SMART_ACCOUNT_ID, ALERT.VIRTUAL_ACCOUNT_ID)
                .from(ALERT)
                .where(ALERT.ALERT_ID.in(asked))
                .fetchMap(ALERT.ALERT_ID, row -> new Owner(row.value2(), row.value3()));
        if (owners.size() != asked.size()) {
            throw PortalException.notFound();
        }
        owners.values().forEach(owner -> actor.require(Permission.MANAGE_LICENSES, owner.account(), owner.pool()));
        List<AlertId> open = sql.select(ALERT.ALERT_ID)
                .from(ALERT)
                .where(ALERT.ALERT_ID.in(asked).and(ALERT.CLEARED_AT.isNull()))
                .orderBy(ALERT.ALERT_ID)
                .forUpdate()
                .fetch(ALERT.ALERT_ID);
        return rows.read(ALERT.ALERT_ID.in(open), List.of(ALERT.ALERT_ID), 0, MAX_AT_ONCE).stream()
                .map(alert ->
                        new Open(Objects.requireNonNull(owners.get(alert.id())).account(), alert))
                .toList();
    }

    private static List<AlertId> ids(List<Open> open) {
        return open.stream().map(one -> one.alert().id()).toList();
    }

    private int tell(Actor actor, EventCode code, List<Open> told, @Nullable Instant until) {
        events.recordAll(
                actor, told.stream().map(one -> event(code, one, until)).toList());
        return told.size();
    }

    private static NewEvent event(EventCode code, Open one, @Nullable Instant until) {
        List<String> values =
                new ArrayList<>(List.of("alert", one.alert().code().name(), "subject", about(one.alert())));
        if (until != null) {
            values.add("until");
            values.add(until.truncatedTo(ChronoUnit.MINUTES).toString());
        }
        return NewEvent.done(code, one.account(), one.alert().virtualAccountId(), values.toArray(String[]::new));
    }

    private static String about(AlertListItem alert) {
        for (String name : new String[] {alert.subject(), alert.license(), alert.productInstance()}) {
            if (name != null) {
                return name;
            }
        }
        return "";
    }
}
