package org.slportal.services.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.db.jooq.tables.records.ProductInstanceRecord;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.device.Silence;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.callhome.Reply;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DeviceKeys;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.ServicesTestApplication;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** Registration, renewals, silence, return and the end of the certificate, as a trainer plays them with the lab clock. */
@SpringBootTest(
        classes = ServicesTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "portal.lab=true")
@ContextConfiguration(initializers = LabDatabase.class)
@DirtiesContext
class YearOfASwitchTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final Map<String, Integer> USE = Map.of(LICENSE, 1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MONTH = Duration.ofDays(30);

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    LabClockService lab;

    @Autowired
    Sweeps sweeps;

    @Autowired
    ServerPresence presence;

    @Autowired
    AlertService alerts;

    @Autowired
    InventoryService inventory;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    InstantSource clock;

    @Autowired
    DSLContext sql;

    private TestAccounts.Account account;
    private TestDevice device;

    @BeforeEach
    void begin() {
        account = accounts.account();
        device = TestDevice.unseen();
        accounts.own(account, account.pool(), LICENSE, 1);
        presence.beat();
    }

    /** What housekeeping does after each move. */
    private void advance(Duration by) {
        lab.advance(account.administrator(), by, lab.now().version());
        presence.beat();
        sweeps.run();
    }

    private @Nullable ProductInstanceRecord row() {
        return sql.selectFrom(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PIID.eq(device.piid()))
                .fetchOne();
    }

    private ProductInstanceRecord present() {
        return Objects.requireNonNull(row());
    }

    private List<AlertCode> open() {
        return alerts
                .list(account.administrator(), account.id(), null, null, PageQuery.first(10, AlertSort.SEVERITY))
                .stream()
                .map(AlertListItem::code)
                .toList();
    }

    private long inUse() {
        return inventory.figures(account.administrator(), account.pool()).inUse();
    }

    @Test
    void a_year_with_every_transition() {
        // Day 0: registered and authorized.
        device = devices.registered(account, account.pool());
        Instant registered = clock.instant();
        var first = devices.authorize(device, USE).granted();
        assertThat(first.status()).isEqualTo(AuthorizationStatus.AUTHORIZED);
        assertThat(first.nextRequestAt()).isEqualTo(registered.plus(MONTH));
        Instant firstEnd = present().getCertificateExpiresAt();
        assertThat(firstEnd)
                .isEqualTo(registered
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .minus(LicensingTimers.BACK_DATING)
                        .plus(Duration.ofDays(365)));

        // Days 30 to 180: it renews in time, and nothing is to be said.
        for (int month = 1; month <= 6; month++) {
            advance(MONTH);
            assertThat(present().getSilence()).as("month %s", month).isEqualTo(Silence.HEARD);
            assertThat(devices.authorize(device, USE).granted().validUntil())
                    .isEqualTo(LicensingTimers.communicationDeadline(clock.instant()));
            assertThat(open()).isEmpty();
        }

        // Day 180: the ID certificate.
        assertThat(clock.instant()).isEqualTo(LicensingTimers.nextIdCertificateRenewal(registered));
        String before = device.serial();
        assertThat(devices.renew(device, DeviceKeys.next())).isInstanceOf(Reply.Answered.class);
        assertThat(device.serial()).isNotEqualTo(before);
        assertThat(present().getCertificateExpiresAt()).isEqualTo(firstEnd.plus(Duration.ofDays(180)));

        // Silence. 30 days are allowed, one second more is not.
        Instant lastHeard = clock.instant();
        advance(MONTH);
        assertThat(present().getSilence()).isEqualTo(Silence.HEARD);
        advance(SECOND);
        assertThat(present().getSilence()).isEqualTo(Silence.WARNED);
        assertThat(open()).containsExactly(AlertCode.PI_FAILED_TO_CONNECT);
        assertThat(inUse()).isEqualTo(1);

        // The communication deadline, 90 days from five minutes before the last authorization.
        advance(Duration.between(clock.instant(), LicensingTimers.communicationDeadline(lastHeard)));
        assertThat(present().getSilence()).isEqualTo(Silence.WARNED);
        assertThat(inUse()).isEqualTo(1);
        advance(SECOND);
        assertThat(present().getSilence()).isEqualTo(Silence.RELEASED);
        assertThat(present().getAuthorizationStatus()).isEqualTo(AuthorizationStatus.AUTHORIZATION_EXPIRED);
        assertThat(open()).containsExactly(AlertCode.PI_FAILED_TO_RENEW);
        assertThat(inUse()).isZero();

        // It returns, and is as before.
        assertThat(devices.authorize(device, USE).granted().status()).isEqualTo(AuthorizationStatus.AUTHORIZED);
        assertThat(present().getSilence()).isEqualTo(Silence.HEARD);
        assertThat(open()).isEmpty();
        assertThat(inUse()).isEqualTo(1);

        // Silence to the end of its certificate.
        Instant end = present().getCertificateExpiresAt();
        advance(Duration.between(clock.instant(), end));
        assertThat(present().getSilence()).isEqualTo(Silence.RELEASED);
        advance(SECOND);
        assertThat(row()).isNull();
        assertThat(open()).containsExactly(AlertCode.PI_REMOVED);
        assertThat(devices.authorize(device, USE).reply())
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Reply.Refusal.NOT_REGISTERED));

        // Unidentified again, it registers like a new one.
        device = device.reset();
        assertThat(devices.register(device, devices.token(account, account.pool(), null), false))
                .isInstanceOf(Reply.Answered.class);
        assertThat(devices.authorize(device, USE).granted().status()).isEqualTo(AuthorizationStatus.AUTHORIZED);
        assertThat(open()).isEmpty();
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void a_move_of_years_is_no_outage() {
        device = devices.registered(account, account.pool());
        devices.authorize(device, USE).granted();

        advance(Duration.ofDays(366));

        assertThat(row()).isNull();
        assertThat(inUse()).isZero();
    }
}
