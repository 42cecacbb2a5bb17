package org.slportal.services.lab.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.device.Udi;
import org.slportal.pki.CertificateAuthority;
import org.slportal.services.PortalProperties;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.ServicesTestApplication;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = ServicesTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "portal.lab=true")
@ContextConfiguration(initializers = LabDatabase.class)
@DirtiesContext
class LabConditionsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    LabConditions conditions;

    @Autowired
    AnswerSigner signers;

    @Autowired
    CertificateAuthority authority;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    @Autowired
    Transactions transactions;

    @Autowired
    InstantSource portalTime;

    @Autowired
    PortalProperties properties;

    private TestAccounts.Account account;
    private Udi udi;

    @BeforeEach
    void begin() {
        account = accounts.account();
        udi = TestDevice.unseen().udi();
    }

    @Test
    void it_holds_for_one_device_until_its_time_is_over() {
        conditions.begin(account.id(), udi, LabCondition.SERVER_BUSY, HOUR);

        assertThat(conditions.holds(LabCondition.SERVER_BUSY, udi)).isTrue();
        assertThat(conditions.holds(LabCondition.SIGNING_CERTIFICATE_EXPIRED, udi))
                .isFalse();
        assertThat(conditions.holds(
                        LabCondition.SERVER_BUSY, TestDevice.unseen().udi()))
                .isFalse();

        clock.advance(HOUR.minusMillis(1));
        assertThat(conditions.holds(LabCondition.SERVER_BUSY, udi)).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(conditions.holds(LabCondition.SERVER_BUSY, udi)).isFalse();
    }

    @Test
    void it_can_be_ended_before_by_its_own_account_only() {
        conditions.begin(account.id(), udi, LabCondition.SERVER_BUSY, HOUR);

        conditions.end(accounts.account().id(), udi, LabCondition.SERVER_BUSY);
        assertThat(conditions.holds(LabCondition.SERVER_BUSY, udi)).isTrue();

        conditions.end(account.id(), udi, LabCondition.SERVER_BUSY);
        assertThat(conditions.holds(LabCondition.SERVER_BUSY, udi)).isFalse();
    }

    @Test
    void another_accounts_device_is_left_alone() {
        var other = accounts.account();
        TestDevice theirs = devices.registered(other, other.pool());

        assertRefused(
                ErrorReason.LAB_SWITCH_FOREIGN,
                () -> conditions.begin(account.id(), theirs.udi(), LabCondition.SERVER_BUSY, HOUR));

        assertThat(conditions.holds(LabCondition.SERVER_BUSY, theirs.udi())).isFalse();
    }

    @Test
    void another_node_takes_it_over_when_it_looks() {
        LabConditions other = new LabConditions(sql, transactions, portalTime, properties);
        conditions.begin(account.id(), udi, LabCondition.SIGNING_CERTIFICATE_EXPIRED, HOUR);
        assertThat(other.holds(LabCondition.SIGNING_CERTIFICATE_EXPIRED, udi)).isFalse();

        other.refresh();

        assertThat(other.holds(LabCondition.SIGNING_CERTIFICATE_EXPIRED, udi)).isTrue();
    }

    @Test
    void answers_to_that_device_are_signed_with_a_certificate_whose_life_is_over() {
        assertThat(signers.of(udi)).isSameAs(authority.signingIdentity());
        conditions.begin(account.id(), udi, LabCondition.SIGNING_CERTIFICATE_EXPIRED, HOUR);

        Instant end = signers.of(udi).notAfter();

        assertThat(end).isBefore(portalTime.instant());
        assertThat(signers.of(udi)).isSameAs(signers.of(udi));
        assertThat(signers.of(TestDevice.unseen().udi())).isSameAs(authority.signingIdentity());
    }
}
