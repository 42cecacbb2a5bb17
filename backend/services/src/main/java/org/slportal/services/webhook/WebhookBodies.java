package org.slportal.services.webhook;

import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.db.jooq.tables.records.WebhookDeliveryRecord;
import org.slportal.domain.id.AlertId;
import org.slportal.domain.id.EventId;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertRows;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What stands in a message: described in docs/webhooks.md, whose readers have programs that rely on it. */
@Component
class WebhookBodies {

    private final DSLContext sql;
    private final AlertRows alerts;
    private final JsonMapper json = JsonMapper.builder().build();

    WebhookBodies(DSLContext sql, AlertRows alerts) {
        this.sql = sql;
        this.alerts = alerts;
    }

    String of(WebhookDeliveryRecord delivery) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("delivery", delivery.getWebhookDeliveryId().toString());
        body.put("type", type(DeliveryChange.valueOf(delivery.getChangeKind())));
        body.put("time", delivery.getCreatedAt().toString());
        body.put(
                "smartAccount",
                sql.select(SMART_ACCOUNT.DOMAIN)
                        .from(SMART_ACCOUNT)
                        .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(delivery.getSmartAccountId()))
                        .fetchOne(SMART_ACCOUNT.DOMAIN));
        AlertId alert = delivery.getAlertId();
        if (alert != null) {
            alerts.read(ALERT.ALERT_ID.eq(alert), List.of(ALERT.ALERT_ID), 0, 1)
                    .forEach(row -> body.put("alert", alert(row)));
        }
        EventId event = delivery.getEventId();
        if (event != null) {
            body.put("event", event(event));
        }
        return json.writeValueAsString(body);
    }

    private static String type(DeliveryChange change) {
        return switch (change) {
            case RAISED -> "alert.raised";
            case CLEARED -> "alert.cleared";
            case EVENT -> "event";
            case TEST -> "test";
        };
    }

    private static Map<String, @Nullable Object> alert(AlertListItem row) {
        Map<String, @Nullable Object> alert = new LinkedHashMap<>();
        alert.put("id", row.id().toString());
        alert.put("code", row.code().name());
        alert.put("severity", row.severity().name());
        alert.put("virtualAccount", row.virtualAccount());
        alert.put("license", row.license());
        alert.put("device", row.productInstance() == null ? row.subject() : row.productInstance());
        alert.put("quantity", row.quantity());
        alert.put("raisedAt", row.raisedAt().toString());
        alert.put("dueAt", text(row.dueAt()));
        alert.put("clearedAt", text(row.clearedAt()));
        alert.put("dismissedBy", row.dismissedBy());
        return alert;
    }

    private Map<String, @Nullable Object> event(EventId id) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        sql.select(
                        EVENT.CODE,
                        EVENT.OUTCOME,
                        EVENT.ACTOR_KIND,
                        EVENT.ACTOR_NAME,
                        VIRTUAL_ACCOUNT.NAME,
                        EVENT.PARAMETERS,
                        EVENT.OCCURRED_AT)
                .from(EVENT)
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(EVENT.VIRTUAL_ACCOUNT_ID))
                .where(EVENT.EVENT_ID.eq(id))
                .forEach(row -> {
                    event.put("id", id.toString());
                    event.put("code", row.value1());
                    event.put("outcome", row.value2());
                    event.put("actorKind", row.value3());
                    event.put("actor", row.value4());
                    event.put("virtualAccount", row.value5());
                    event.put("parameters", json.readTree(row.value6()));
                    event.put("occurredAt", row.value7().toString());
                });
        return event;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
