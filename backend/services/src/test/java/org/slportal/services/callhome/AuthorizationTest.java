package org.slportal.services.callhome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CERTIFICATE;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.failure.FailureReason;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.DeviceKeys;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class AuthorizationTest {

    private static final int DEVICES = 12;
    private static final String LICENSE = "C9300 Network Advantage";
    private static final String GENERIC = "C9500 Network Advantage";
    private static final String MODEL = "C9500 32C NW Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    DeviceAuthentication authentication;

    @Autowired
    ProductInstanceService instances;

    @Autowired
    InventoryService inventory;

    @Autowired
    AlertService alerts;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    @Autowired
    DataSource dataSource;

    private LicenseListItem row(TestAccounts.Account account, String license) {
        return inventory
                .licenses(
                        account.administrator(),
                        account.pool(),
                        PageQuery.first(50, LicenseSort.NAME),
                        LicenseFilter.ALL)
                .stream()
                .filter(item -> item.name().equals(license))
                .findFirst()
                .orElseThrow();
    }

    private List<AlertListItem> alerts(TestAccounts.Account account) {
        return alerts.list(account.administrator(), account.id(), null, null, PageQuery.first(50, AlertSort.SEVERITY));
    }

    private int events(TestDevice device) {
        return sql.fetchCount(EVENT, EVENT.PIID.eq(device.piid()));
    }

    private void assertLedgerHolds() {
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void a_pool_that_has_exactly_enough_is_in_compliance() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 3);
        var device = devices.registered(account, account.pool());

        var grant = devices.authorize(device, Map.of(LICENSE, 3)).granted();

        assertThat(grant.status()).isEqualTo(AuthorizationStatus.AUTHORIZED);
        assertThat(grant.nextRequestAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(grant.validUntil())
                .isEqualTo(clock.instant().plus(Duration.ofDays(90)).minus(Duration.ofMinutes(5)));
        assertThat(row(account, LICENSE).balance()).isZero();
        assertThat(alerts(account)).isEmpty();
    }

    @Test
    void a_shortage_is_told_to_the_device_and_alerted_with_its_figure_until_licences_arrive() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        var device = devices.registered(account, account.pool());

        var grant = devices.authorize(device, Map.of(LICENSE, 3)).granted();

        assertThat(grant.status()).isEqualTo(AuthorizationStatus.OUT_OF_COMPLIANCE);
        assertThat(grant.nextRequestAt()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
        assertThat(alerts(account)).extracting(AlertListItem::quantity).containsExactly(2);

        accounts.own(account, account.pool(), LICENSE, 1);
        assertThat(alerts(account)).extracting(AlertListItem::quantity).containsExactly(1);
        accounts.own(account, account.pool(), LICENSE, 1);
        assertThat(alerts(account)).isEmpty();
        assertThat(devices.authorize(device, Map.of(LICENSE, 3)).granted().status())
                .isEqualTo(AuthorizationStatus.AUTHORIZED);
        assertLedgerHolds();
    }

    @Test
    void the_last_licence_asked_for_by_many_devices_at_once_leaves_figures_that_agree() throws Exception {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        List<TestDevice> switches = IntStream.range(0, DEVICES)
                .mapToObj(i -> devices.registered(account, account.pool()))
                .toList();

        var answers = Threads.race(
                DEVICES,
                i -> () ->
                        devices.authorize(switches.get(i), Map.of(LICENSE, 1)).granted());

        assertThat(answers)
                .filteredOn(grant -> grant.status() == AuthorizationStatus.AUTHORIZED)
                .hasSize(1);
        assertThat(row(account, LICENSE).inUse()).isEqualTo(DEVICES);
        assertThat(row(account, LICENSE).balance()).isEqualTo(-(DEVICES - 1));
        assertThat(alerts(account)).extracting(AlertListItem::quantity).containsExactly(DEVICES - 1);
        assertLedgerHolds();
    }

    @Test
    void the_generic_licence_covers_the_models_own() {
        var account = accounts.account();
        accounts.own(account, account.pool(), GENERIC, 2);
        var device = devices.registered(account, account.pool());

        var grant = devices.authorize(device, Map.of(MODEL, 1)).granted();

        assertThat(grant.status()).isEqualTo(AuthorizationStatus.AUTHORIZED);
        assertThat(row(account, MODEL).borrowed()).isEqualTo(1);
        assertThat(row(account, MODEL).balance()).isZero();
        assertThat(row(account, GENERIC).lent()).isEqualTo(1);
        assertThat(row(account, GENERIC).balance()).isEqualTo(1);
        assertLedgerHolds();

        assertThat(devices.authorize(device, Map.of(MODEL, 3)).granted().status())
                .isEqualTo(AuthorizationStatus.OUT_OF_COMPLIANCE);
        assertThat(row(account, MODEL).balance()).isEqualTo(-1);
        assertThat(row(account, GENERIC).balance()).isZero();
        assertLedgerHolds();
    }

    @Test
    void without_a_generic_licence_the_models_own_is_short() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());

        assertThat(devices.authorize(device, Map.of(MODEL, 1)).granted().status())
                .isEqualTo(AuthorizationStatus.OUT_OF_COMPLIANCE);

        assertThat(row(account, MODEL).balance()).isEqualTo(-1);
        assertThat(alerts(account)).extracting(AlertListItem::license).containsExactly(MODEL);
    }

    @Test
    void a_tag_nobody_knows_is_told_as_such_and_the_others_are_authorized() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        var device = devices.registered(account, account.pool());
        String unknown = "regid.2026-01.com.example.nothing,1.0_0";

        var grant = devices.authorizeTags(
                        devices.exchange(device), device, Map.of(unknown, 1, accounts.tag(LICENSE), 1))
                .granted();

        assertThat(grant.status()).isEqualTo(AuthorizationStatus.INVALID_TAG);
        assertThat(grant.lines())
                .filteredOn(line -> line.tag().equals(unknown))
                .extracting(AuthorizationGrant.Line::status)
                .containsExactly(AuthorizationStatus.INVALID_TAG);
        assertThat(grant.lines())
                .filteredOn(line -> !line.tag().equals(unknown))
                .extracting(AuthorizationGrant.Line::status)
                .containsExactly(AuthorizationStatus.AUTHORIZED);
        assertThat(inventory.figures(account.administrator(), account.pool()).inUse())
                .isEqualTo(1);
    }

    @Test
    void what_a_device_no_longer_uses_comes_back() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 3);
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 3));

        devices.authorize(device, Map.of(LICENSE, 1, MODEL, 2));
        assertThat(row(account, LICENSE).inUse()).isEqualTo(1);
        assertThat(row(account, MODEL).inUse()).isEqualTo(2);
        devices.authorize(device, Map.of());
        assertThat(inventory.figures(account.administrator(), account.pool()).inUse())
                .isZero();
        assertThat(alerts(account)).isEmpty();
        assertLedgerHolds();
    }

    @Test
    void the_same_message_again_gets_the_same_answer_and_counts_once() throws Exception {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        var message = devices.exchange(device);

        var replies = Threads.race(
                DEVICES,
                i -> () ->
                        devices.authorize(message, device, Map.of(LICENSE, 2)).reply());

        assertThat(replies).allMatch(Reply.Answered.class::isInstance).containsOnly(replies.getFirst());
        assertThat(row(account, LICENSE).inUse()).isEqualTo(2);
        assertLedgerHolds();
    }

    @Test
    void a_renewal_that_changes_nothing_neither_writes_nor_waits_for_a_shared_row() throws Exception {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 2);
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 1));
        String before = sharedRows(account.pool());
        int eventsBefore = events(device);
        clock.advance(Duration.ofDays(30));

        try (Connection other = dataSource.getConnection();
                var executor = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            for (String table : List.of("pool_guard", "license_pool", "virtual_account")) {
                try (var lock = other.prepareStatement(
                        "SELECT virtual_account_id FROM " + table + " WHERE virtual_account_id = ? FOR UPDATE")) {
                    lock.setLong(1, account.pool().value());
                    assertThat(lock.executeQuery().next()).isTrue();
                }
            }
            try {
                var renewal = executor.submit(() -> devices.authorize(device, Map.of(LICENSE, 1)));
                assertThat(renewal.get(10, TimeUnit.SECONDS).granted().status())
                        .isEqualTo(AuthorizationStatus.AUTHORIZED);
            } finally {
                other.rollback();
                other.setAutoCommit(true);
            }
        }
        assertThat(sharedRows(account.pool())).isEqualTo(before);
        assertThat(events(device)).isEqualTo(eventsBefore);
        assertThat(instances
                        .list(account.administrator(), account.pool(), PageQuery.first(1, ProductInstanceSort.NAME), "")
                        .getFirst()
                        .lastContactAt())
                .isEqualTo(clock.instant());
    }

    private String sharedRows(VirtualAccountId pool) {
        return sql.selectFrom(LICENSE_POOL)
                        .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool))
                        .orderBy(LICENSE_POOL.LICENSE_ID)
                        .fetch()
                        .formatCSV()
                + sql.selectFrom(VIRTUAL_ACCOUNT)
                        .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool))
                        .fetch()
                        .formatCSV();
    }

    @Test
    void a_device_that_deregisters_gives_its_licences_back_and_is_unknown_from_then_on() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 2));

        assertThat(devices.deregister(device)).isEqualTo(new Reply.Answered("deregistered"));

        assertThat(inventory.figures(account.administrator(), account.pool()).inUse())
                .isZero();
        assertThat(alerts(account)).isEmpty();
        assertNotRegistered(device);
        assertLedgerHolds();
    }

    @Test
    void a_device_an_administrator_removed_learns_of_it_at_its_next_message() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 2));
        var item = instances
                .list(account.administrator(), account.pool(), PageQuery.first(1, ProductInstanceSort.NAME), "")
                .getFirst();

        instances.remove(account.administrator(), item.id());

        assertNotRegistered(device);
        assertThat(sql.select(CERTIFICATE.STATUS)
                        .from(CERTIFICATE)
                        .where(CERTIFICATE.SERIAL.eq(device.serial()))
                        .fetchSingle()
                        .value1())
                .isEqualTo("REVOKED");
        assertLedgerHolds();
    }

    private void assertNotRegistered(TestDevice device) {
        assertThat(devices.authorize(device, Map.of(LICENSE, 1)).reply())
                .isEqualTo(new Reply.Refused(
                        Reply.Refusal.NOT_REGISTERED,
                        FailureReason.notRegistered(Objects.requireNonNull(device.piid()))));
    }

    @Test
    void missing_serials_are_told_together_in_the_words_devices_print() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        var signed = TestDevices.signedWith(device.key());

        assertThat(authentication
                        .authenticate(
                                devices.exchange(device), new DeviceCredentials(device.piid(), null, null), signed)
                        .refusal())
                .isEqualTo(new Reply.Refused(
                        Reply.Refusal.MISSING_FIELD,
                        "Missing Id cert serial number field; Missing signing cert serial number field;"
                                + " Signed data and certificate does not match"));
        assertThat(authentication
                        .authenticate(
                                devices.exchange(device),
                                new DeviceCredentials(device.piid(), device.serial(), null),
                                signed)
                        .refusal())
                .isEqualTo(new Reply.Refused(Reply.Refusal.MISSING_FIELD, "Missing signing cert serial number field"));
    }

    @Test
    void a_device_cannot_speak_for_another_one() {
        var account = accounts.account();
        var victim = devices.registered(account, account.pool());
        var liar = devices.registered(account, account.pool());
        var signedByLiar = TestDevices.signedWith(liar.key());

        // Its own chassis with the other's identity, and the other's chassis with its own key.
        assertThat(authentication
                        .authenticate(
                                devices.exchange(liar),
                                new DeviceCredentials(victim.piid(), victim.serial(), "00AB"),
                                signedByLiar)
                        .refusal())
                .extracting(Reply.Refused::refusal)
                .isEqualTo(Reply.Refusal.NOT_REGISTERED);
        assertThat(authentication
                        .authenticate(
                                devices.exchange(victim),
                                new DeviceCredentials(victim.piid(), liar.serial(), "00AB"),
                                signedByLiar)
                        .refusal())
                .isEqualTo(new Reply.Refused(Reply.Refusal.SIGNATURE, FailureReason.SIGNATURE_MISMATCH));
    }

    @Test
    void an_id_certificate_works_until_the_second_it_expires() {
        var account = accounts.account();
        clock.advance(Duration.ofMillis(700));
        var device = devices.registered(account, account.pool());
        var notAfter = notAfter(device);

        clock.set(notAfter.minusSeconds(1));
        assertThat(devices.authorize(device, Map.of(LICENSE, 1)).reply()).isInstanceOf(Reply.Answered.class);
        clock.set(notAfter);
        assertThat(devices.authorize(device, Map.of(LICENSE, 1)).reply())
                .isEqualTo(new Reply.Refused(
                        Reply.Refusal.CERTIFICATE_EXPIRED,
                        FailureReason.idCertificateExpired(Objects.requireNonNull(device.serial()))));
    }

    private java.time.Instant notAfter(TestDevice device) {
        return sql.select(CERTIFICATE.NOT_AFTER)
                .from(CERTIFICATE)
                .where(CERTIFICATE.SERIAL.eq(device.serial()))
                .fetchSingle()
                .value1();
    }

    @Test
    void after_a_renewal_the_certificate_before_works_until_it_expires_or_the_device_registers_anew() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        var oldKey = device.key();
        String oldSerial = Objects.requireNonNull(device.serial());
        var oldEnd = notAfter(device);
        clock.advance(Duration.ofDays(180));

        assertThat(devices.renew(device, device.reset().key())).isInstanceOf(Reply.Answered.class);

        assertThat(device.serial()).isNotEqualTo(oldSerial);
        assertThat(accepted(device, oldSerial, oldKey)).isTrue();
        assertThat(accepted(device, oldSerial, device.key())).isFalse();
        assertThat(accepted(device, Objects.requireNonNull(device.serial()), device.key()))
                .isTrue();
        clock.set(oldEnd);
        assertThat(accepted(device, oldSerial, oldKey)).isFalse();
        assertThat(accepted(device, Objects.requireNonNull(device.serial()), device.key()))
                .isTrue();
    }

    @Test
    void after_a_forced_registration_no_earlier_certificate_works() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        var firstKey = device.key();
        String firstSerial = Objects.requireNonNull(device.serial());
        devices.renew(device, device.reset().key());
        String token = devices.token(account, account.pool(), null);

        devices.register(device, token, true);

        assertThat(accepted(device, firstSerial, firstKey)).isFalse();
        assertThat(sql.select(CERTIFICATE.STATUS)
                        .from(CERTIFICATE)
                        .where(CERTIFICATE.PIID.eq(device.piid()))
                        .orderBy(CERTIFICATE.CERTIFICATE_ID)
                        .fetch(CERTIFICATE.STATUS))
                .containsExactly("REVOKED", "REVOKED", "ISSUED");
    }

    private boolean accepted(TestDevice device, String serial, java.security.KeyPair key) {
        return authentication
                        .authenticate(
                                devices.exchange(device),
                                new DeviceCredentials(device.piid(), serial, "00AB"),
                                TestDevices.signedWith(key))
                        .device()
                != null;
    }

    @Test
    void a_renewal_with_a_forged_request_changes_nothing() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        String forged = DeviceKeys.csr(device.key(), device.reset().key());
        assertThat(forged).isNotEqualTo(DeviceKeys.csr(device.key()));
        var message = devices.exchange(device);

        var reply = devices.renew(message, device, forged);

        assertThat(((Reply.Refused) reply).refusal()).isEqualTo(Reply.Refusal.INVALID_CSR);
        assertThat(sql.fetchCount(CERTIFICATE, CERTIFICATE.PIID.eq(device.piid())))
                .isEqualTo(1);
    }

    @Test
    void devices_that_come_ask_and_go_at_once_leave_a_ledger_that_agrees() throws Exception {
        var account = accounts.account();
        accounts.own(account, account.pool(), GENERIC, 3);
        List<TestDevice> switches = IntStream.range(0, DEVICES)
                .mapToObj(i -> devices.registered(account, account.pool()))
                .toList();

        Threads.race(DEVICES, i -> () -> {
            var device = switches.get(i);
            devices.authorize(device, Map.of(MODEL, 1, LICENSE, i + 1));
            devices.authorize(device, Map.of(MODEL, 2));
            return i % 2 == 0
                    ? devices.deregister(device)
                    : devices.authorize(device, Map.of(GENERIC, 1)).reply();
        });

        assertThat(row(account, GENERIC).inUse()).isEqualTo(DEVICES / 2);
        assertLedgerHolds();
    }
}
