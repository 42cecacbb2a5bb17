package org.slportal.services.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.WEBHOOK;
import static org.slportal.db.jooq.Tables.WEBHOOK_DELIVERY;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.AlertId;
import org.slportal.domain.id.WebhookDeliveryId;
import org.slportal.domain.id.WebhookId;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.alert.DuplicateAlerts;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.event.EventCode;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class WebhookTest {

    private static final Map<String, Integer> ANSWERS = new ConcurrentHashMap<>();
    private static final ConcurrentLinkedQueue<Received> RECEIVED = new ConcurrentLinkedQueue<>();
    private static HttpServer receiver;

    private record Received(String path, String delivery, String signature, String body) {}

    @Autowired
    TestAccounts accounts;

    @Autowired
    WebhookService webhooks;

    @Autowired
    WebhookSender sender;

    @Autowired
    AlertService alerts;

    @Autowired
    DuplicateAlerts duplicates;

    @Autowired
    Transactions transactions;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    @BeforeAll
    static void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        receiver.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            RECEIVED.add(new Received(
                    path,
                    exchange.getRequestHeaders().getFirst("X-Portal-Delivery"),
                    exchange.getRequestHeaders().getFirst("X-Portal-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            int status = ANSWERS.getOrDefault(path, 204);
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterAll
    static void stop() {
        receiver.stop(0);
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
    }

    private static String path(TestAccounts.Account account) {
        return "/hook/" + account.id();
    }

    private CreatedWebhook hook(TestAccounts.Account account) {
        return webhooks.create(
                account.administrator(),
                account.id(),
                new WebhookData(
                        url(path(account)), Set.of(AlertCode.DUPLICATE_LICENSES), Set.of(EventCode.ALERT_SNOOZED)));
    }

    private void raise(TestAccounts.Account account, String subject) {
        transactions.run(() -> duplicates.raise(account.administrator(), account.id(), account.pool(), subject));
    }

    private AlertId open(TestAccounts.Account account) {
        return alerts.list(account.administrator(), account.id(), null, null, PageQuery.first(50, AlertSort.SEVERITY))
                .getFirst()
                .id();
    }

    private void sendAll() {
        int tried = sender.sendDue();
        while (tried > 0) {
            tried = sender.sendDue();
        }
    }

    private static List<Received> received(TestAccounts.Account account) {
        return RECEIVED.stream().filter(one -> one.path().equals(path(account))).toList();
    }

    private List<DeliveryItem> log(TestAccounts.Account account, WebhookId webhook) {
        return webhooks.deliveries(
                account.administrator(), webhook, new PageQuery<>(0, 50, DeliverySort.CREATED, false));
    }

    private static boolean verifies(Received message, String secret, String body) throws Exception {
        String seconds = message.signature().replaceAll("t=([0-9]+),v1=[0-9a-f]{64}", "$1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        String expected = HexFormat.of().formatHex(mac.doFinal((seconds + "." + body).getBytes(UTF_8)));
        return message.signature().equals("t=" + seconds + ",v1=" + expected);
    }

    @Test
    void a_raised_alert_and_its_end_arrive_signed_and_a_changed_message_does_not_verify() throws Exception {
        var account = accounts.account();
        CreatedWebhook hook = hook(account);
        raise(account, "T\"라이선스");
        sendAll();
        alerts.dismiss(account.administrator(), open(account));
        sendAll();

        List<Received> messages = received(account);
        assertThat(messages).hasSize(2);
        assertThat(messages.getFirst().body())
                .contains(
                        "\"type\":\"alert.raised\"",
                        "\"code\":\"DUPLICATE_LICENSES\"",
                        "\"device\":\"T\\\"라이선스\"",
                        "\"smartAccount\":\"" + account.domain() + "\"",
                        "\"delivery\":\"" + messages.getFirst().delivery() + "\"");
        assertThat(messages.getLast().body())
                .contains("\"type\":\"alert.cleared\"", "\"dismissedBy\":\"" + account.userName() + "\"");
        for (Received message : messages) {
            assertThat(verifies(message, hook.secret(), message.body())).isTrue();
            assertThat(verifies(message, hook.secret(), message.body() + " ")).isFalse();
            assertThat(verifies(message, hook.secret() + "0", message.body())).isFalse();
        }
        assertThat(log(account, hook.id()))
                .allSatisfy(row -> {
                    assertThat(row.state()).isEqualTo(DeliveryState.DELIVERED);
                    assertThat(row.status()).isEqualTo(204);
                    assertThat(row.attempts()).isEqualTo(1);
                })
                .extracting(DeliveryItem::change)
                .containsExactly(DeliveryChange.CLEARED, DeliveryChange.RAISED);
    }

    @Test
    void only_chosen_events_arrive_and_nothing_of_a_transaction_that_failed_or_of_another_account() {
        var account = accounts.account();
        var other = accounts.account();
        CreatedWebhook hook = hook(account);
        assertThatThrownBy(() -> transactions.run(() -> {
                    duplicates.raise(account.administrator(), account.id(), account.pool(), "T1");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        raise(other, "T2");
        assertThat(log(account, hook.id())).isEmpty();
        raise(account, "T3");
        alerts.snooze(
                account.administrator(), List.of(open(account)), clock.instant().plus(Duration.ofDays(1)));
        alerts.wake(account.administrator(), List.of(alertOf(account)));
        sendAll();

        assertThat(received(account)).hasSize(2);
        // Sent side by side, so in any order.
        assertThat(received(account))
                .anySatisfy(delivery -> assertThat(delivery.body())
                        .contains(
                                "\"type\":\"event\"",
                                "\"code\":\"ALERT_SNOOZED\"",
                                "\"actor\":\"" + account.userName() + "\"",
                                "\"parameters\":{\"alert\":\"DUPLICATE_LICENSES\""));
        assertThat(received(other)).isEmpty();
    }

    private AlertId alertOf(TestAccounts.Account account) {
        return sql.select(ALERT.ALERT_ID)
                .from(ALERT)
                .where(ALERT.SMART_ACCOUNT_ID.eq(account.id()))
                .fetchSingle(ALERT.ALERT_ID);
    }

    @Test
    void a_message_is_repeated_after_growing_pauses_with_the_same_id_and_body_until_it_arrives() {
        var account = accounts.account();
        CreatedWebhook hook = hook(account);
        ANSWERS.put(path(account), 500);
        raise(account, "T4");
        sendAll();
        clock.advance(WebhookSender.PAUSES.getFirst().minus(Duration.ofNanos(1_000)));
        sendAll();
        assertThat(received(account)).hasSize(1);
        clock.advance(Duration.ofNanos(1_000));
        sendAll();
        assertThat(received(account)).hasSize(2);
        assertThat(log(account, hook.id()).getFirst().status()).isEqualTo(500);
        assertThat(webhooks.get(account.administrator(), hook.id()).failingSince())
                .isNotNull();
        ANSWERS.put(path(account), 200);
        clock.advance(WebhookSender.PAUSES.get(1));
        sendAll();

        assertThat(received(account)).hasSize(3);
        assertThat(received(account).stream().map(Received::body).distinct()).hasSize(1);
        assertThat(received(account).stream().map(Received::delivery).distinct())
                .hasSize(1);
        assertThat(log(account, hook.id()).getFirst().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(webhooks.get(account.administrator(), hook.id()).failingSince())
                .isNull();
    }

    @Test
    void a_message_nobody_takes_is_given_up_after_a_day_and_can_be_sent_again() {
        var account = accounts.account();
        CreatedWebhook hook = hook(account);
        ANSWERS.put(path(account), 302);
        raise(account, "T5");
        for (Duration pause : WebhookSender.PAUSES) {
            sendAll();
            assertThat(log(account, hook.id()).getFirst().state()).isEqualTo(DeliveryState.WAITING);
            clock.advance(pause);
        }
        sendAll();

        DeliveryItem given = log(account, hook.id()).getFirst();
        assertThat(given.state()).isEqualTo(DeliveryState.GIVEN_UP);
        assertThat(given.status()).isEqualTo(302);
        assertThat(RECEIVED).noneMatch(one -> one.path().equals("/elsewhere"));
        assertThat(WebhookSender.PAUSES.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(24), Duration.ofHours(25));
        ANSWERS.put(path(account), 200);
        webhooks.redeliver(account.administrator(), given.id());
        sendAll();
        assertThat(log(account, hook.id()).getFirst().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(received(account).getLast().delivery()).isEqualTo(given.id().toString());
        clock.advance(Duration.ofDays(31));
        assertThat(sender.purge()).isPositive();
        assertThat(log(account, hook.id())).isEmpty();
    }

    @Test
    void several_nodes_deliver_each_message_once() throws Exception {
        var account = accounts.account();
        hook(account);
        for (int i = 0; i < 30; i++) {
            raise(account, "T6" + i);
        }

        Threads.race(6, i -> () -> {
            sendAll();
            return i;
        });

        assertThat(received(account)).hasSize(30);
        assertThat(received(account).stream().map(Received::delivery).distinct())
                .hasSize(30);
    }

    @Test
    void a_webhook_that_fails_for_days_is_switched_off_and_told_in_the_event_log() {
        var account = accounts.account();
        CreatedWebhook hook = hook(account);
        ANSWERS.put(path(account), 404);
        raise(account, "T7");
        sendAll();
        clock.advance(Duration.ofDays(3).minus(Duration.ofNanos(1_000)));
        raise(account, "T8");
        sendAll();
        assertThat(webhooks.get(account.administrator(), hook.id()).state()).isEqualTo(WebhookState.ACTIVE);
        clock.advance(Duration.ofNanos(1_000));
        raise(account, "T9");
        sendAll();

        assertThat(webhooks.get(account.administrator(), hook.id()).state()).isEqualTo(WebhookState.FAILED);
        assertThat(sql.fetchCount(
                        EVENT,
                        EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq(EventCode.WEBHOOK_FAILED.name()))))
                .isEqualTo(1);
        assertThat(log(account, hook.id())).extracting(DeliveryItem::state).containsOnly(DeliveryState.GIVEN_UP);
        raise(account, "T10");
        assertThat(log(account, hook.id())).hasSize(3);
        assertRefused(ErrorReason.WEBHOOK_NOT_ACTIVE, () -> webhooks.test(account.administrator(), hook.id()));
        webhooks.activate(account.administrator(), hook.id());
        ANSWERS.put(path(account), 200);
        webhooks.test(account.administrator(), hook.id());
        sendAll();
        assertThat(received(account).getLast().body()).contains("\"type\":\"test\"");
    }

    @Test
    void the_secret_lies_sealed_and_another_one_replaces_it() throws Exception {
        var account = accounts.account();
        CreatedWebhook hook = hook(account);
        byte[] sealed = sql.select(WEBHOOK.SEALED_SECRET)
                .from(WEBHOOK)
                .where(WEBHOOK.WEBHOOK_ID.eq(hook.id()))
                .fetchSingle(WEBHOOK.SEALED_SECRET);
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(hook.secret().substring(6, 20));
        assertThat(hook.toString()).doesNotContain(hook.secret());
        String fresh =
                webhooks.replaceSecret(account.administrator(), hook.id()).secret();
        webhooks.test(account.administrator(), hook.id());
        sendAll();
        Received message = received(account).getFirst();
        assertThat(verifies(message, fresh, message.body())).isTrue();
        assertThat(verifies(message, hook.secret(), message.body())).isFalse();
    }

    @Test
    void a_paused_webhook_is_told_nothing_and_a_changed_one_something_else() {
        var account = accounts.account();
        CreatedWebhook hook = hook(account);
        webhooks.pause(account.administrator(), hook.id());
        raise(account, "T11");
        webhooks.activate(account.administrator(), hook.id());
        assertThat(log(account, hook.id())).isEmpty();
        WebhookItem now = webhooks.get(account.administrator(), hook.id());
        WebhookData events = new WebhookData(url(path(account)), Set.of(), Set.of(EventCode.ALERT_DISMISSED));
        webhooks.change(account.administrator(), hook.id(), events, now.version());
        assertRefused(
                ErrorReason.STALE, () -> webhooks.change(account.administrator(), hook.id(), events, now.version()));
        raise(account, "T12");
        alerts.dismiss(account.administrator(), open(account));
        assertThat(log(account, hook.id()))
                .extracting(DeliveryItem::alertOrEvent)
                .containsExactly("ALERT_DISMISSED");
        webhooks.remove(account.administrator(), hook.id());
        assertThat(webhooks.list(account.administrator(), account.id())).isEmpty();
        assertThat(sql.fetchCount(WEBHOOK_DELIVERY, WEBHOOK_DELIVERY.SMART_ACCOUNT_ID.eq(account.id())))
                .isZero();
    }

    @Test
    void what_leads_nowhere_or_tells_nothing_is_refused() {
        var account = accounts.account();
        Set<AlertCode> some = Set.of(AlertCode.DUPLICATE_LICENSES);
        assertRefused(ErrorReason.REQUIRED, () -> create(account, "", some));
        assertRefused(ErrorReason.WEBHOOK_TARGET, () -> create(account, "https://10.1.2.3/", some));
        assertRefused(ErrorReason.WEBHOOK_URL, () -> create(account, "http://8.8.8.8/", some));
        assertRefused(ErrorReason.WEBHOOK_TOPICS, () -> create(account, url("/x"), Set.of()));
        assertThat(webhooks.list(account.administrator(), account.id())).isEmpty();
    }

    private void create(TestAccounts.Account account, String url, Set<AlertCode> codes) {
        webhooks.create(account.administrator(), account.id(), new WebhookData(url, codes, Set.of()));
    }

    @Test
    void nobody_but_the_administrator_has_to_do_with_webhooks_and_foreign_ones_are_unknown() {
        var account = accounts.account();
        CreatedWebhook hook = hook(account);
        raise(account, "T13");
        WebhookDeliveryId delivery = log(account, hook.id()).getFirst().id();
        Actor user = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        assertNotAllowed(() -> webhooks.list(user, account.id()));
        assertNotAllowed(() -> webhooks.get(user, hook.id()));
        assertNotAllowed(() -> webhooks.redeliver(user, delivery));
        Actor foreign = accounts.account().administrator();
        for (WebhookId id : List.of(hook.id(), new WebhookId(Long.MAX_VALUE))) {
            assertUnknown(() -> webhooks.get(foreign, id));
            assertUnknown(() -> webhooks.pause(foreign, id));
            assertUnknown(() -> webhooks.remove(foreign, id));
            assertUnknown(() -> webhooks.replaceSecret(foreign, id));
            assertUnknown(() -> webhooks.test(foreign, id));
            assertUnknown(() -> webhooks.deliveries(foreign, id, new PageQuery<>(0, 1, DeliverySort.CREATED, true)));
            assertUnknown(() -> webhooks.countDeliveries(foreign, id));
        }
        assertUnknown(() -> webhooks.redeliver(foreign, delivery));
        assertUnknown(() -> webhooks.list(foreign, account.id()));
        sendAll();
    }
}
