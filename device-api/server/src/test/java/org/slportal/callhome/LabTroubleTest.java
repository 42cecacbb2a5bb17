package org.slportal.callhome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slportal.domain.failure.FailureReason;
import org.slportal.pki.CertificateCodec;
import org.slportal.protocol.DeviceAnswer;
import org.slportal.services.lab.condition.LabCondition;
import org.slportal.services.lab.condition.LabConditions;
import org.slportal.services.testing.ClockAtStart;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** What a device meets by order of a lab. */
@ExtendWith(ClockAtStart.class)
@SpringBootTest(
        classes = CallHomeTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "portal.lab=true"})
@ContextConfiguration(initializers = LabDatabase.class)
@DirtiesContext
class LabTroubleTest {

    @Autowired
    Endpoint endpoint;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    LabConditions conditions;

    @Autowired
    InstantSource portalTime;

    private TestAccounts.Account account;
    private Switch device;

    @BeforeEach
    void a_registered_device() {
        account = accounts.account();
        device = new Switch(endpoint, portalTime);
        assertThat(device.register(devices.token(account, account.pool(), null)).succeeded())
                .isTrue();
    }

    private void begin(LabCondition condition) {
        conditions.begin(account.id(), device.udi(), condition, Duration.ofMinutes(15));
    }

    @Test
    void a_busy_server_refuses_one_device_and_carries_nothing_out() {
        begin(LabCondition.SERVER_BUSY);

        DeviceAnswer answer = device.ask(Switch.entitlements(Map.of()));
        assertThat(answer.failureReason()).isEqualTo(FailureReason.TRY_AGAIN);
        assertThat(answer.responseData()).isNull();
        Switch other = new Switch(endpoint, portalTime);
        assertThat(other.register(devices.token(account, account.pool(), null)).succeeded())
                .isTrue();

        conditions.end(account.id(), device.udi(), LabCondition.SERVER_BUSY);
        assertThat(device.ask(Switch.entitlements(Map.of())).succeeded()).isTrue();
    }

    @Test
    void a_server_that_forgot_to_renew_signs_with_what_has_run_out_and_brings_it_along() {
        begin(LabCondition.SIGNING_CERTIFICATE_EXPIRED);

        DeviceAnswer answer = device.ask(Switch.entitlements(Map.of()));

        String leaf = Objects.requireNonNull(answer.signingCertificates()).getFirst();
        assertThat(CertificateCodec.parse(leaf).getNotAfter().toInstant()).isBefore(portalTime.instant());
        device.identity(device.piid(), null, null);
        DeviceAnswer refused = device.ask(Switch.entitlements(Map.of()));
        assertThat(refused.status()).isEqualTo("LS_INVALID_DATA");
        assertThat(refused.failureReason()).isEqualTo(FailureReason.SIGNING_CERTIFICATE_EXPIRED);
    }
}
