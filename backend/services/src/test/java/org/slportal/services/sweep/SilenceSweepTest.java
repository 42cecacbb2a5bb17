package org.slportal.services.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CERTIFICATE;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.callhome.Reply;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.event.EventCode;
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
class SilenceSweepTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    SilenceSweep sweep;

    @Autowired
    AlertService alerts;

    @Autowired
    ProductInstanceService instances;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private int sweep(TestAccounts.Account account) {
        return sweep.sweep(account.id(), new SweepTime(clock.instant(), Instant.EPOCH));
    }

    private List<AlertListItem> alerts(TestAccounts.Account account) {
        return alerts.list(account.administrator(), account.id(), null, null, PageQuery.first(50, AlertSort.SEVERITY));
    }

    private List<AlertCode> codes(TestAccounts.Account account) {
        return alerts(account).stream().map(AlertListItem::code).toList();
    }

    private boolean isThere(TestDevice device) {
        return sql.fetchExists(PRODUCT_INSTANCE, PRODUCT_INSTANCE.PIID.eq(device.piid()));
    }

    private int inUse(TestAccounts.Account account) {
        return instances
                .list(account.administrator(), account.pool(), PageQuery.first(50, ProductInstanceSort.NAME), "")
                .stream()
                .mapToInt(item -> item.licensesInUse())
                .sum();
    }

    private boolean told(TestDevice device, EventCode code) {
        return sql.fetchExists(EVENT, EVENT.PIID.eq(device.piid()).and(EVENT.CODE.eq(code.name())));
    }

    private AuthorizationStatus status(TestDevice device) {
        return Objects.requireNonNull(sql.select(PRODUCT_INSTANCE.AUTHORIZATION_STATUS)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PIID.eq(device.piid()))
                .fetchOne(PRODUCT_INSTANCE.AUTHORIZATION_STATUS));
    }

    /** One switch of an account that owns as many licences as it uses. */
    private TestDevice authorized(TestAccounts.Account account, int licenses) {
        accounts.own(account, account.pool(), LICENSE, licenses);
        TestDevice device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, licenses)).granted();
        return device;
    }

    @Test
    void after_exactly_30_days_nothing_is_said_and_a_second_later_an_alert_is_open() {
        var account = accounts.account();
        TestDevice device = authorized(account, 2);
        Instant deadline = LicensingTimers.communicationDeadline(clock.instant());

        clock.advance(Duration.ofDays(30));
        assertThat(sweep(account)).isZero();
        assertThat(alerts(account)).isEmpty();

        clock.advance(SECOND);
        assertThat(sweep(account)).isEqualTo(1);
        AlertListItem alert = alerts(account).getFirst();
        assertThat(alert.code()).isEqualTo(AlertCode.PI_FAILED_TO_CONNECT);
        assertThat(alert.dueAt()).isEqualTo(deadline);
        assertThat(alert.subject()).isNull();
        assertThat(alert.productInstance()).isEqualTo(device.udi().asDisplayName());
        assertThat(told(device, EventCode.DEVICE_SILENT)).isTrue();
        assertThat(inUse(account)).isEqualTo(2);

        assertThat(sweep(account)).as("a second run").isZero();
        assertThat(alerts(account)).hasSize(1);
    }

    @Test
    void the_licences_go_back_a_second_after_the_deadline_and_not_before() {
        var account = accounts.account();
        TestDevice silent = authorized(account, 2);
        TestDevice waiting = devices.registered(account, account.pool());
        assertThat(devices.authorize(waiting, Map.of(LICENSE, 1)).granted().status())
                .isEqualTo(AuthorizationStatus.OUT_OF_COMPLIANCE);
        Instant deadline = LicensingTimers.communicationDeadline(clock.instant());

        clock.set(deadline);
        devices.authorize(waiting, Map.of(LICENSE, 1)).granted();
        sweep(account);
        assertThat(inUse(account)).isEqualTo(3);

        clock.advance(SECOND);
        sweep(account);

        assertThat(inUse(account)).isEqualTo(1);
        assertThat(status(silent)).isEqualTo(AuthorizationStatus.AUTHORIZATION_EXPIRED);
        assertThat(codes(account)).containsExactly(AlertCode.PI_FAILED_TO_RENEW);
        assertThat(told(silent, EventCode.DEVICE_AUTHORIZATION_EXPIRED)).isTrue();
        assertThat(devices.authorize(waiting, Map.of(LICENSE, 1)).granted().status())
                .isEqualTo(AuthorizationStatus.AUTHORIZED);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void contact_clears_the_alert() {
        var account = accounts.account();
        TestDevice device = authorized(account, 1);
        clock.advance(Duration.ofDays(31));
        sweep(account);

        devices.authorize(device, Map.of(LICENSE, 1)).granted();

        assertThat(alerts(account)).isEmpty();
        clock.advance(Duration.ofDays(30));
        assertThat(sweep(account)).isZero();
        clock.advance(SECOND);
        assertThat(sweep(account)).isEqualTo(1);
    }

    @Test
    void a_renewed_certificate_is_contact_but_gives_no_licences_back() {
        var account = accounts.account();
        TestDevice device = authorized(account, 1);
        clock.advance(Duration.ofDays(31));
        sweep(account);

        assertThat(devices.renew(device, DeviceKeys.next())).isInstanceOf(Reply.Answered.class);
        assertThat(alerts(account)).isEmpty();

        clock.advance(Duration.ofDays(59));
        sweep(account);
        assertThat(codes(account)).containsExactly(AlertCode.PI_FAILED_TO_RENEW);
        devices.renew(device, DeviceKeys.next());
        assertThat(codes(account)).containsExactly(AlertCode.PI_FAILED_TO_RENEW);
        assertThat(inUse(account)).isZero();
    }

    @Test
    void a_device_that_comes_back_after_its_licences_went_is_simply_authorized_again() {
        var account = accounts.account();
        TestDevice device = authorized(account, 2);
        clock.advance(Duration.ofDays(91));
        sweep(account);
        assertThat(inUse(account)).isZero();

        var granted = devices.authorize(device, Map.of(LICENSE, 2)).granted();

        assertThat(granted.status()).isEqualTo(AuthorizationStatus.AUTHORIZED);
        assertThat(inUse(account)).isEqualTo(2);
        assertThat(alerts(account)).isEmpty();
        assertThat(told(device, EventCode.DEVICE_AUTHORIZED)).isTrue();
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void the_product_instance_goes_a_second_after_its_certificate_ended_and_its_alert_stays() {
        var account = accounts.account();
        TestDevice device = authorized(account, 2);
        Instant end = sql.select(CERTIFICATE.NOT_AFTER)
                .from(CERTIFICATE)
                .where(CERTIFICATE.SERIAL.eq(device.serial()))
                .fetchSingle(CERTIFICATE.NOT_AFTER);
        assertThat(Duration.between(clock.instant(), end))
                .isEqualTo(LicensingTimers.ID_CERTIFICATE_VALIDITY.minus(LicensingTimers.BACK_DATING));

        clock.set(end);
        sweep(account);
        assertThat(isThere(device)).isTrue();

        clock.advance(SECOND);
        assertThat(sweep(account)).isEqualTo(1);
        assertThat(isThere(device)).isFalse();
        AlertListItem alert = alerts(account).getFirst();
        assertThat(alert.code()).isEqualTo(AlertCode.PI_REMOVED);
        assertThat(alert.subject()).contains(device.udi().serialNumber());
        assertThat(alerts(account)).as("the others went with the device").hasSize(1);
        assertThat(told(device, EventCode.DEVICE_CERTIFICATE_EXPIRED)).isTrue();
        assertThat(sql.select(CERTIFICATE.STATUS)
                        .from(CERTIFICATE)
                        .where(CERTIFICATE.SERIAL.eq(device.serial()))
                        .fetchOne(CERTIFICATE.STATUS))
                .isEqualTo("REVOKED");
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);

        TestDevice again = device.reset();
        assertThat(devices.register(again, devices.token(account, account.pool(), null), false))
                .as("without force")
                .isInstanceOf(Reply.Answered.class);
        assertThat(alerts(account)).as("the chassis is back").isEmpty();
    }

    @Test
    void a_device_that_never_asked_for_a_licence_is_noticed_too() {
        var account = accounts.account();
        TestDevice device = devices.registered(account, account.pool());
        Instant deadline = LicensingTimers.communicationDeadline(clock.instant());

        clock.advance(Duration.ofDays(30).plus(SECOND));
        sweep(account);
        assertThat(codes(account)).containsExactly(AlertCode.PI_FAILED_TO_CONNECT);
        assertThat(alerts(account).getFirst().dueAt()).isEqualTo(deadline);

        clock.set(deadline);
        sweep(account);
        assertThat(codes(account)).containsExactly(AlertCode.PI_FAILED_TO_CONNECT);
        clock.advance(SECOND);
        sweep(account);
        assertThat(codes(account)).containsExactly(AlertCode.PI_FAILED_TO_RENEW);

        devices.authorize(device, Map.of()).granted();
        assertThat(alerts(account)).isEmpty();
    }

    @Test
    void removing_or_deregistering_a_silent_device_clears_its_alert() {
        var account = accounts.account();
        TestDevice removed = authorized(account, 1);
        TestDevice leaving = devices.registered(account, account.pool());
        clock.advance(Duration.ofDays(31));
        sweep(account);
        assertThat(alerts(account)).hasSize(2);

        devices.deregister(leaving);
        instances.remove(
                account.administrator(),
                sql.select(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                        .from(PRODUCT_INSTANCE)
                        .where(PRODUCT_INSTANCE.PIID.eq(removed.piid()))
                        .fetchSingle(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID));

        assertThat(alerts(account)).isEmpty();
    }

    @Test
    void another_accounts_devices_are_left_alone() {
        var account = accounts.account();
        var other = accounts.account();
        TestDevice device = authorized(account, 1);
        TestDevice foreign = authorized(other, 1);
        clock.advance(Duration.ofDays(400));

        sweep(account);

        assertThat(isThere(device)).isFalse();
        assertThat(isThere(foreign)).isTrue();
        assertThat(alerts(other)).isEmpty();
        assertThat(inUse(other)).isEqualTo(1);
    }

    @Test
    void after_an_outage_nobody_is_silent_before_the_periods_have_passed_anew() {
        var account = accounts.account();
        TestDevice device = authorized(account, 1);
        clock.advance(Duration.ofDays(400));
        Instant returned = clock.instant();

        for (Duration since : List.of(Duration.ZERO, Duration.ofDays(30))) {
            clock.set(returned.plus(since));
            assertThat(sweep.sweep(account.id(), new SweepTime(clock.instant(), returned)))
                    .as("%s after the return", since)
                    .isZero();
        }
        clock.advance(SECOND);
        assertThat(sweep.sweep(account.id(), new SweepTime(clock.instant(), returned)))
                .isEqualTo(1);
        assertThat(alerts(account).getFirst().dueAt()).isEqualTo(LicensingTimers.communicationDeadline(returned));
        assertThat(inUse(account)).isEqualTo(1);

        clock.set(LicensingTimers.communicationDeadline(returned));
        sweep.sweep(account.id(), new SweepTime(clock.instant(), returned));
        assertThat(isThere(device)).isTrue();
        assertThat(inUse(account)).isEqualTo(1);
        clock.advance(SECOND);
        sweep.sweep(account.id(), new SweepTime(clock.instant(), returned));
        assertThat(isThere(device)).as("its certificate ended long ago").isFalse();
    }

    @Test
    void one_run_takes_back_a_bounded_number_and_the_next_goes_on() {
        var account = accounts.account();
        TestDevice pattern = authorized(account, 1);
        copies(pattern, SilenceSweep.MAX_RECLAIMED);
        clock.advance(Duration.ofDays(91));

        sweep(account);
        assertThat(expired(account)).isEqualTo(SilenceSweep.MAX_RECLAIMED);
        sweep(account);
        assertThat(expired(account)).isEqualTo(SilenceSweep.MAX_RECLAIMED + 1);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void two_sweeps_and_the_device_itself_at_once_leave_figures_that_agree() throws Exception {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 20);
        List<TestDevice> switches = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TestDevice device = devices.registered(account, account.pool());
            devices.authorize(device, Map.of(LICENSE, 1)).granted();
            switches.add(device);
        }
        clock.advance(Duration.ofDays(91));

        Threads.race(10, i -> (Callable<Object>)
                () -> i < 2 ? sweep(account) : devices.authorize(switches.get(i - 2), Map.of(LICENSE, 1)));
        sweep(account);

        assertThat(inUse(account)).isEqualTo(8);
        assertThat(alerts(account)).isEmpty();
        assertThat(switches).allMatch(device -> status(device) == AuthorizationStatus.AUTHORIZED);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private int expired(TestAccounts.Account account) {
        return sql.fetchCount(
                PRODUCT_INSTANCE,
                PRODUCT_INSTANCE
                        .SMART_ACCOUNT_ID
                        .eq(account.id())
                        .and(PRODUCT_INSTANCE.AUTHORIZATION_STATUS.eq(AuthorizationStatus.AUTHORIZATION_EXPIRED)));
    }

    /** Registering a thousand switches one by one would take minutes of key generation; these use nothing. */
    private void copies(TestDevice pattern, int count) {
        sql.execute(
                "INSERT INTO product_instance (smart_account_id, virtual_account_id, piid, software_id, udi_pid,"
                        + " udi_serial_number, product_name, export_allowed, registered_at, last_contact_at,"
                        + " authorized_until, authorization_status, certificate_serial, certificate_expires_at, public_key)"
                        + " SELECT smart_account_id, virtual_account_id, UUID(), software_id, udi_pid,"
                        + " CONCAT(udi_serial_number, '-', seq), product_name, export_allowed, registered_at,"
                        + " last_contact_at, authorized_until, authorization_status, certificate_serial,"
                        + " certificate_expires_at, public_key FROM product_instance, seq_1_to_" + count
                        + " WHERE piid = ?",
                pattern.piid());
    }
}
