package org.slportal.services.webhook;

import static org.slportal.db.jooq.Tables.WEBHOOK;
import static org.slportal.db.jooq.Tables.WEBHOOK_DELIVERY;
import static org.slportal.db.jooq.Tables.WEBHOOK_TOPIC;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.slportal.db.jooq.tables.records.WebhookRecord;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.WebhookDeliveryId;
import org.slportal.domain.id.WebhookId;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.lab.RealTime;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.slportal.services.secret.Sealer;
import org.springframework.stereotype.Service;

/** A Smart Account's webhooks, and what became of their messages. For its administrator. */
@Service
public class WebhookService {

    static final int MAX_PER_ACCOUNT = 20;
    private static final int MAX_URL = 500;
    private static final int SECRET_BYTES = 32;
    private static final String ALERT_TOPIC = "alert:";
    private static final String EVENT_TOPIC = "event:";
    private static final String TEST_TOPIC = "test";

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final RealTime realTime;
    private final Sealer sealer;
    private final WebhookTarget targets;
    private final EventRecorder events;
    private final SecureRandom random = new SecureRandom();

    WebhookService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            RealTime realTime,
            Sealer sealer,
            WebhookTarget targets,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.realTime = realTime;
        this.sealer = sealer;
        this.targets = targets;
        this.events = events;
    }

    /** In the order they were made. */
    public List<WebhookItem> list(Actor actor, SmartAccountId account) {
        actor.require(Permission.MANAGE_WEBHOOKS, account, null);
        return transactions.read(() -> {
            Map<WebhookId, List<String>> topics = sql.select(WEBHOOK_TOPIC.WEBHOOK_ID, WEBHOOK_TOPIC.TOPIC)
                    .from(WEBHOOK_TOPIC)
                    .where(WEBHOOK_TOPIC.SMART_ACCOUNT_ID.eq(account))
                    .fetchGroups(WEBHOOK_TOPIC.WEBHOOK_ID, WEBHOOK_TOPIC.TOPIC);
            return sql.selectFrom(WEBHOOK)
                    .where(WEBHOOK.SMART_ACCOUNT_ID.eq(account))
                    .orderBy(WEBHOOK.WEBHOOK_ID)
                    .fetch(row -> item(row, topics.getOrDefault(row.getWebhookId(), List.of())));
        });
    }

    public WebhookItem get(Actor actor, WebhookId webhook) {
        return transactions.read(() -> item(
                find(actor, webhook),
                sql.select(WEBHOOK_TOPIC.TOPIC)
                        .from(WEBHOOK_TOPIC)
                        .where(WEBHOOK_TOPIC.WEBHOOK_ID.eq(webhook))
                        .fetch(WEBHOOK_TOPIC.TOPIC)));
    }

    public CreatedWebhook create(Actor actor, SmartAccountId account, WebhookData data) {
        actor.require(Permission.MANAGE_WEBHOOKS, account, null);
        WebhookData clean = clean(data);
        String secret = newSecret();
        return transactions.write(() -> {
            // One after the other: two at once would both find room.
            int present = sql.select(WEBHOOK.WEBHOOK_ID)
                    .from(WEBHOOK)
                    .where(WEBHOOK.SMART_ACCOUNT_ID.eq(account))
                    .forUpdate()
                    .fetch()
                    .size();
            if (present >= MAX_PER_ACCOUNT) {
                throw PortalException.rejected("url", ErrorReason.WEBHOOKS_TOO_MANY, MAX_PER_ACCOUNT);
            }
            WebhookId id = sql.insertInto(WEBHOOK)
                    .set(WEBHOOK.SMART_ACCOUNT_ID, account)
                    .set(WEBHOOK.URL, clean.url())
                    .set(WEBHOOK.SEALED_SECRET, sealer.seal(secret, WebhookSender.context(account)))
                    .set(WEBHOOK.STATE, WebhookState.ACTIVE.name())
                    .set(WEBHOOK.CREATED_AT, clock.instant())
                    .set(WEBHOOK.CREATED_BY, actor.name())
                    .returning(WEBHOOK.WEBHOOK_ID)
                    .fetchSingle()
                    .getWebhookId();
            store(account, id, clean);
            tell(actor, EventCode.WEBHOOK_CREATED, account, clean.url());
            return new CreatedWebhook(id, secret);
        });
    }

    /** @param version as read with the values that were edited */
    public void change(Actor actor, WebhookId webhook, WebhookData data, int version) {
        SmartAccountId account = find(actor, webhook).getSmartAccountId();
        WebhookData clean = clean(data);
        transactions.run(() -> {
            int changed = sql.update(WEBHOOK)
                    .set(WEBHOOK.URL, clean.url())
                    .set(WEBHOOK.VERSION, version + 1)
                    .where(WEBHOOK.WEBHOOK_ID.eq(webhook).and(WEBHOOK.VERSION.eq(version)))
                    .execute();
            if (changed == 0) {
                throw PortalException.stale();
            }
            sql.deleteFrom(WEBHOOK_TOPIC)
                    .where(WEBHOOK_TOPIC.WEBHOOK_ID.eq(webhook))
                    .execute();
            store(account, webhook, clean);
            tell(actor, EventCode.WEBHOOK_CHANGED, account, clean.url());
        });
    }

    /** A paused one is told nothing, not even afterwards. */
    public void pause(Actor actor, WebhookId webhook) {
        become(actor, webhook, WebhookState.PAUSED);
    }

    public void activate(Actor actor, WebhookId webhook) {
        become(actor, webhook, WebhookState.ACTIVE);
    }

    private void become(Actor actor, WebhookId webhook, WebhookState state) {
        WebhookRecord row = find(actor, webhook);
        transactions.run(() -> {
            int changed = sql.update(WEBHOOK)
                    .set(WEBHOOK.STATE, state.name())
                    .setNull(WEBHOOK.FAILING_SINCE)
                    .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1))
                    .where(WEBHOOK.WEBHOOK_ID.eq(webhook).and(WEBHOOK.STATE.ne(state.name())))
                    .execute();
            if (changed > 0) {
                WebhookSender.giveUpWaiting(sql, webhook, realTime.instant());
                tell(actor, EventCode.WEBHOOK_CHANGED, row.getSmartAccountId(), row.getUrl());
            }
        });
    }

    /** From now on messages are signed with another secret. @return it; not shown again */
    public CreatedWebhook replaceSecret(Actor actor, WebhookId webhook) {
        WebhookRecord row = find(actor, webhook);
        String secret = newSecret();
        transactions.run(() -> {
            sql.update(WEBHOOK)
                    .set(WEBHOOK.SEALED_SECRET, sealer.seal(secret, WebhookSender.context(row.getSmartAccountId())))
                    .where(WEBHOOK.WEBHOOK_ID.eq(webhook))
                    .execute();
            tell(actor, EventCode.WEBHOOK_CHANGED, row.getSmartAccountId(), row.getUrl());
        });
        return new CreatedWebhook(webhook, secret);
    }

    /** With its log. */
    public void remove(Actor actor, WebhookId webhook) {
        WebhookRecord row = find(actor, webhook);
        transactions.run(() -> {
            int removed = sql.deleteFrom(WEBHOOK)
                    .where(WEBHOOK.WEBHOOK_ID.eq(webhook))
                    .execute();
            if (removed > 0) {
                tell(actor, EventCode.WEBHOOK_REMOVED, row.getSmartAccountId(), row.getUrl());
            }
        });
    }

    /** Queues a message that tells of nothing. */
    public void test(Actor actor, WebhookId webhook) {
        WebhookRecord row = find(actor, webhook);
        requireActive(row);
        transactions.run(() -> sql.insertInto(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.WEBHOOK_ID, webhook)
                .set(WEBHOOK_DELIVERY.SMART_ACCOUNT_ID, row.getSmartAccountId())
                .set(WEBHOOK_DELIVERY.TOPIC, TEST_TOPIC)
                .set(WEBHOOK_DELIVERY.CHANGE_KIND, DeliveryChange.TEST.name())
                .set(WEBHOOK_DELIVERY.CREATED_AT, clock.instant())
                .execute());
    }

    /** Sends a finished message again, as it was, with the same id. */
    public void redeliver(Actor actor, WebhookDeliveryId delivery) {
        WebhookId webhook = sql.select(WEBHOOK_DELIVERY.WEBHOOK_ID)
                .from(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.WEBHOOK_DELIVERY_ID.eq(delivery))
                .fetchOne(WEBHOOK_DELIVERY.WEBHOOK_ID);
        if (webhook == null) {
            throw PortalException.notFound();
        }
        requireActive(find(actor, webhook));
        transactions.run(() -> sql.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, DeliveryState.WAITING.name())
                .set(WEBHOOK_DELIVERY.ATTEMPTS, 0)
                .set(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT, Instant.EPOCH)
                .setNull(WEBHOOK_DELIVERY.FINISHED_AT)
                .where(WEBHOOK_DELIVERY
                        .WEBHOOK_DELIVERY_ID
                        .eq(delivery)
                        .and(WEBHOOK_DELIVERY.STATE.ne(DeliveryState.WAITING.name())))
                .execute());
    }

    public List<DeliveryItem> deliveries(Actor actor, WebhookId webhook, PageQuery<DeliverySort> query) {
        find(actor, webhook);
        return sql.selectFrom(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(webhook))
                .orderBy(
                        query.ascending()
                                ? WEBHOOK_DELIVERY.WEBHOOK_DELIVERY_ID.asc()
                                : WEBHOOK_DELIVERY.WEBHOOK_DELIVERY_ID.desc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new DeliveryItem(
                        row.getWebhookDeliveryId(),
                        row.getTopic().equals(TEST_TOPIC)
                                ? null
                                : row.getTopic().substring(ALERT_TOPIC.length()),
                        row.getTopic().startsWith(ALERT_TOPIC),
                        DeliveryChange.valueOf(row.getChangeKind()),
                        DeliveryState.valueOf(row.getState()),
                        row.getAttempts(),
                        row.getLastStatus(),
                        row.getLastMillis(),
                        row.getLastProblem(),
                        row.getCreatedAt(),
                        row.getLastAttemptAt(),
                        row.getNextAttemptAt()));
    }

    public BoundedCount countDeliveries(Actor actor, WebhookId webhook) {
        find(actor, webhook);
        return BoundedCount.of(sql.fetchCount(sql.selectOne()
                .from(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(webhook))
                .limit(BoundedCount.LIMIT + 1)));
    }

    /** A foreign one is unknown. */
    private WebhookRecord find(Actor actor, WebhookId webhook) {
        WebhookRecord row =
                sql.selectFrom(WEBHOOK).where(WEBHOOK.WEBHOOK_ID.eq(webhook)).fetchOne();
        if (row == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.MANAGE_WEBHOOKS, row.getSmartAccountId(), null);
        return row;
    }

    private static void requireActive(WebhookRecord row) {
        if (!row.getState().equals(WebhookState.ACTIVE.name())) {
            throw PortalException.conflict("webhook", ErrorReason.WEBHOOK_NOT_ACTIVE);
        }
    }

    private WebhookData clean(WebhookData data) {
        String url = Checks.required("url", data.url(), MAX_URL);
        targets.resolve(url);
        if (data.alerts().isEmpty() && data.events().isEmpty()) {
            throw PortalException.rejected("alerts", ErrorReason.WEBHOOK_TOPICS);
        }
        return new WebhookData(url, data.alerts(), data.events());
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return "whsec_" + HexFormat.of().formatHex(bytes);
    }

    private void store(SmartAccountId account, WebhookId webhook, WebhookData data) {
        List<String> topics = new ArrayList<>();
        data.alerts().forEach(code -> topics.add(ALERT_TOPIC + code));
        data.events().forEach(code -> topics.add(EVENT_TOPIC + code));
        var insert = sql.insertInto(
                WEBHOOK_TOPIC, WEBHOOK_TOPIC.SMART_ACCOUNT_ID, WEBHOOK_TOPIC.TOPIC, WEBHOOK_TOPIC.WEBHOOK_ID);
        for (String topic : topics) {
            insert = insert.values(account, topic, webhook);
        }
        insert.execute();
    }

    private static WebhookItem item(WebhookRecord row, List<String> topics) {
        Set<AlertCode> alerts = EnumSet.noneOf(AlertCode.class);
        Set<EventCode> events = EnumSet.noneOf(EventCode.class);
        for (String topic : topics) {
            if (topic.startsWith(ALERT_TOPIC)) {
                alerts.add(AlertCode.valueOf(topic.substring(ALERT_TOPIC.length())));
            } else {
                events.add(EventCode.valueOf(topic.substring(EVENT_TOPIC.length())));
            }
        }
        return new WebhookItem(
                row.getWebhookId(),
                row.getSmartAccountId(),
                new WebhookData(row.getUrl(), alerts, events),
                WebhookState.valueOf(row.getState()),
                row.getFailingSince(),
                row.getCreatedAt(),
                row.getCreatedBy(),
                row.getVersion());
    }

    /** The host alone: the rest of an address may be secret, and events are read by all who may look. */
    private void tell(Actor actor, EventCode code, SmartAccountId account, String url) {
        events.record(actor, NewEvent.done(code, account, null, "host", WebhookTarget.host(url)));
    }
}
