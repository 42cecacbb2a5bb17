package org.slportal.services.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LicenseStatusTest {

    private static final String REGISTERED = """
            Smart Licensing is ENABLED

            Utility:
              Status: DISABLED

            Registration:
              Status: REGISTERED
              Smart Account: Example Networks
              Initial Registration: SUCCEEDED on Mar 13 08:09:24 2024 UTC
              Last Renewal Attempt: None

            License Authorization:
              Status: AUTHORIZED on Mar 13 08:09:28 2024 UTC
              Last Communication Attempt: SUCCEEDED on Mar 14 08:09:28 2024 UTC
              Communication Deadline: Jun 11 08:05:02 2024 UTC
            """;

    private static final String FAILED = """
            Registration:
              Status: UNREGISTERED - REGISTRATION FAILED
              Initial Registration: FAILED on Mar 13 08:09:24 2024 UTC
                Failure reason: Product Already Registered
              Next Registration Attempt: Mar 13 08:26:24 2024 UTC

            License Authorization:
              Status: EVAL MODE
            """;

    @Test
    void a_registered_switch_tells_so() {
        LicenseStatus status = new LicenseStatus("\n" + REGISTERED);

        assertThat(status.isRegistered()).isTrue();
        assertThat(status.isAuthorized()).isTrue();
        assertThat(status.lastAttemptSucceeded()).isTrue();
        assertThat(status.failureReason()).isEmpty();
    }

    @Test
    void one_that_failed_tells_why() {
        LicenseStatus status = new LicenseStatus("\n" + FAILED);

        assertThat(status.isRegistered()).isFalse();
        assertThat(status.registration()).isEqualTo("UNREGISTERED - REGISTRATION FAILED");
        assertThat(status.failureReason()).hasValue("Product Already Registered");
    }

    @Test
    void out_of_compliance_is_not_authorized() {
        LicenseStatus status =
                new LicenseStatus("\n" + REGISTERED.replace("AUTHORIZED on Mar 13", "OUT OF COMPLIANCE on Mar 13"));

        assertThat(status.isAuthorized()).isFalse();
        assertThat(status.authorization()).startsWith("OUT OF COMPLIANCE on Mar 13");
    }

    @Test
    void a_failed_last_attempt_is_no_success_though_an_earlier_one_was() {
        LicenseStatus status = new LicenseStatus("\n"
                + REGISTERED.replace("Last Communication Attempt: SUCCEEDED", "Last Communication Attempt: FAILED"));

        assertThat(status.lastAttemptSucceeded()).isFalse();
    }
}
