package org.slportal.services.webhook;

import static org.slportal.db.jooq.Tables.WEBHOOK;
import static org.slportal.db.jooq.Tables.WEBHOOK_DELIVERY;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.db.jooq.tables.records.WebhookDeliveryRecord;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.WebhookDeliveryId;
import org.slportal.domain.id.WebhookId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.lab.RealTime;
import org.slportal.services.secret.Sealer;
import org.springframework.stereotype.Component;

/**
 * Sends what waits in the outbox, on whichever node comes first. A message is leased before it is sent, so no two nodes send it; it is
 * repeated until the receiver answers 2xx, so one that answered while a node died gets it twice, with the same id. Real time, whatever
 * the lab clock says.
 */
@Component
public class WebhookSender {

    /** Pauses after the first, second … attempt, a day in all; after the last the message is given up. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(16));

    /** Longer than an attempt takes. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration LONGEST = Duration.ofSeconds(45);
    private static final int BATCH = 20;
    private static final int PURGED_AT_ONCE = 500;
    private static final int MAX_PROBLEM = 300;
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Actor PORTAL = Actor.system("portal");
    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    private final DSLContext sql;
    private final Transactions transactions;
    private final RealTime realTime;
    private final Sealer sealer;
    private final WebhookTarget targets;
    private final WebhookClient client;
    private final WebhookBodies bodies;
    private final WebhookProperties properties;
    private final EventRecorder events;

    WebhookSender(
            DSLContext sql,
            Transactions transactions,
            RealTime realTime,
            Sealer sealer,
            WebhookTarget targets,
            WebhookClient client,
            WebhookBodies bodies,
            WebhookProperties properties,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.realTime = realTime;
        this.sealer = sealer;
        this.targets = targets;
        this.client = client;
        this.bodies = bodies;
        this.properties = properties;
        this.events = events;
    }

    private record Leased(
            WebhookDeliveryId id,
            WebhookId webhook,
            SmartAccountId account,
            int attempt,
            String url,
            byte[] sealedSecret,
            String body) {}

    private record Outcome(
            @Nullable Integer status, int millis, @Nullable String problem) {
        boolean arrived() {
            return status != null && status >= OK && status < REDIRECT;
        }
    }

    /** @return how many messages were tried */
    public int sendDue() {
        List<Leased> leased = transactions.write(this::lease);
        // Side by side: a receiver that does not answer must not hold up the others.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // An interrupt ends what a receiver draws out byte by byte.
            threads.invokeAll(
                    leased.stream()
                            .map(message -> Executors.callable(() -> attempt(message)))
                            .toList(),
                    LONGEST.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The portal stops; the leases run out.
            Thread.currentThread().interrupt();
        }
        return leased.size();
    }

    private List<Leased> lease() {
        Instant now = realTime.instant();
        List<WebhookDeliveryRecord> due = sql.selectFrom(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY
                        .STATE
                        .eq(DeliveryState.WAITING.name())
                        .and(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT.le(now)))
                .orderBy(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT, WEBHOOK_DELIVERY.WEBHOOK_DELIVERY_ID)
                .limit(BATCH)
                .forUpdate()
                .skipLocked()
                .fetch();
        if (due.isEmpty()) {
            return List.of();
        }
        var webhooks = sql.selectFrom(WEBHOOK)
                .where(WEBHOOK.WEBHOOK_ID.in(
                        due.stream().map(WebhookDeliveryRecord::getWebhookId).toList()))
                .fetchMap(WEBHOOK.WEBHOOK_ID);
        List<Leased> leased = new ArrayList<>();
        for (WebhookDeliveryRecord row : due) {
            var webhook = Objects.requireNonNull(webhooks.get(row.getWebhookId()));
            String body = row.getBody() == null ? bodies.of(row) : row.getBody();
            sql.update(WEBHOOK_DELIVERY)
                    .set(WEBHOOK_DELIVERY.BODY, body)
                    .set(WEBHOOK_DELIVERY.ATTEMPTS, row.getAttempts() + 1)
                    .set(WEBHOOK_DELIVERY.LAST_ATTEMPT_AT, now)
                    .set(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT, now.plus(LEASE))
                    .where(WEBHOOK_DELIVERY.WEBHOOK_DELIVERY_ID.eq(row.getWebhookDeliveryId()))
                    .execute();
            leased.add(new Leased(
                    row.getWebhookDeliveryId(),
                    row.getWebhookId(),
                    row.getSmartAccountId(),
                    row.getAttempts() + 1,
                    webhook.getUrl(),
                    webhook.getSealedSecret(),
                    body));
        }
        return leased;
    }

    private void attempt(Leased message) {
        try {
            Outcome outcome = send(message);
            // The message's time was over, not the database's.
            if (Thread.interrupted()) {
                log.debug("Message {} took too long", message.id());
            }
            transactions.run(() -> record(message, outcome));
        } catch (RuntimeException e) {
            // The lease runs out, then it is tried again.
            log.error("Message {} to a webhook could not be dealt with", message.id(), e);
        }
    }

    private Outcome send(Leased message) {
        long started = System.nanoTime();
        @Nullable Integer status = null;
        @Nullable String problem = null;
        try {
            String secret = sealer.open(message.sealedSecret(), context(message.account()));
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("X-Portal-Delivery", message.id().toString());
            headers.put("X-Portal-Signature", WebhookSignature.header(secret, message.body(), realTime.instant()));
            status = client.post(targets.resolve(message.url()), headers, message.body());
        } catch (IOException | PortalException e) {
            problem = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        int millis = (int) Duration.ofNanos(System.nanoTime() - started).toMillis();
        return new Outcome(
                status,
                millis,
                problem == null || problem.length() <= MAX_PROBLEM ? problem : problem.substring(0, MAX_PROBLEM));
    }

    /** What a secret is sealed with: one copied to another account does not open. */
    static String context(SmartAccountId account) {
        return "webhook:" + account;
    }

    private void record(Leased message, Outcome outcome) {
        Instant now = realTime.instant();
        boolean over = outcome.arrived() || message.attempt() > PAUSES.size();
        DeliveryState state =
                outcome.arrived() ? DeliveryState.DELIVERED : over ? DeliveryState.GIVEN_UP : DeliveryState.WAITING;
        int changed = sql.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, state.name())
                .set(WEBHOOK_DELIVERY.LAST_STATUS, outcome.status())
                .set(WEBHOOK_DELIVERY.LAST_MILLIS, outcome.millis())
                .set(WEBHOOK_DELIVERY.LAST_PROBLEM, outcome.problem())
                .set(WEBHOOK_DELIVERY.FINISHED_AT, over ? now : null)
                .set(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT, over ? now : now.plus(PAUSES.get(message.attempt() - 1)))
                .where(stillOurs(message))
                .execute();
        if (changed == 0) {
            return;
        }
        if (outcome.arrived()) {
            sql.update(WEBHOOK)
                    .setNull(WEBHOOK.FAILING_SINCE)
                    .where(WEBHOOK.WEBHOOK_ID.eq(message.webhook()).and(WEBHOOK.FAILING_SINCE.isNotNull()))
                    .execute();
        } else {
            failed(message, now);
        }
    }

    /** Not if the lease ran out and another node has it. */
    private static Condition stillOurs(Leased message) {
        return WEBHOOK_DELIVERY
                .WEBHOOK_DELIVERY_ID
                .eq(message.id())
                .and(WEBHOOK_DELIVERY.STATE.eq(DeliveryState.WAITING.name()))
                .and(WEBHOOK_DELIVERY.ATTEMPTS.eq(message.attempt()));
    }

    private void failed(Leased message, Instant now) {
        sql.update(WEBHOOK)
                .set(WEBHOOK.FAILING_SINCE, DSL.coalesce(WEBHOOK.FAILING_SINCE, DSL.val(now, WEBHOOK.FAILING_SINCE)))
                .where(WEBHOOK.WEBHOOK_ID.eq(message.webhook()))
                .execute();
        int switchedOff = sql.update(WEBHOOK)
                .set(WEBHOOK.STATE, WebhookState.FAILED.name())
                .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1))
                .where(WEBHOOK.WEBHOOK_ID
                        .eq(message.webhook())
                        .and(WEBHOOK.STATE.eq(WebhookState.ACTIVE.name()))
                        .and(WEBHOOK.FAILING_SINCE.le(now.minus(properties.failedAfter()))))
                .execute();
        if (switchedOff > 0) {
            giveUpWaiting(sql, message.webhook(), now);
            events.record(
                    PORTAL,
                    NewEvent.done(
                            EventCode.WEBHOOK_FAILED,
                            message.account(),
                            null,
                            "host",
                            WebhookTarget.host(message.url()),
                            "days",
                            Long.toString(properties.failedAfter().toDays())));
        }
    }

    /** What a webhook that is not active any more was to be told. */
    static void giveUpWaiting(DSLContext sql, WebhookId webhook, Instant now) {
        sql.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, DeliveryState.GIVEN_UP.name())
                .set(WEBHOOK_DELIVERY.FINISHED_AT, now)
                .where(WEBHOOK_DELIVERY
                        .WEBHOOK_ID
                        .eq(webhook)
                        .and(WEBHOOK_DELIVERY.STATE.eq(DeliveryState.WAITING.name())))
                .execute();
    }

    /** Forgets what was finished long ago. @return how many rows */
    public int purge() {
        Instant before = realTime.instant().minus(KEPT);
        return transactions.write(() -> sql.deleteFrom(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.FINISHED_AT.lt(before))
                .limit(PURGED_AT_ONCE)
                .execute());
    }
}
