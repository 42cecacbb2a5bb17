package org.slportal.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.rig.Bench;
import org.slportal.domain.failure.FailureReason;

class LicenseReportTest {

    @Test
    void status_of_a_registered_switch_is_that_of_the_field() {
        Bench bench = Bench.advantage();
        bench.register();

        assertThat(bench.cli("show license status")).isEqualTo("""
                Smart Licensing is ENABLED

                Utility:
                  Status: DISABLED

                Data Privacy:
                  Sending Hostname: yes
                    Callhome hostname privacy: DISABLED
                    Smart Licensing hostname privacy: DISABLED
                  Version privacy: DISABLED

                Transport:
                  Type: Callhome

                Registration:
                  Status: REGISTERED
                  Smart Account: Practice Account
                  Virtual Account: Default
                  Export-Controlled Functionality: ALLOWED
                  Initial Registration: SUCCEEDED on Mar 13 08:09:24 2024 UTC
                  Last Renewal Attempt: None
                  Next Renewal Attempt: Sep 09 08:09:24 2024 UTC
                  Registration Expires: Mar 13 08:04:24 2025 UTC

                License Authorization:
                  Status: AUTHORIZED on Mar 13 08:09:24 2024 UTC
                  Last Communication Attempt: SUCCEEDED on Mar 13 08:09:24 2024 UTC
                  Next Communication Attempt: Apr 12 08:09:24 2024 UTC
                  Communication Deadline: Jun 11 08:04:24 2024 UTC

                Export Authorization Key:
                  Features Authorized:
                    <none>

                """);
    }

    @Test
    void status_of_a_switch_that_uses_nothing() {
        assertThat(new Bench().cli("show license status | begin Registration")).isEqualTo("""
                Registration:
                  Status: UNREGISTERED
                  Export-Controlled Functionality: NOT ALLOWED

                License Authorization:
                  Status: No Licenses in Use

                Export Authorization Key:
                  Features Authorized:
                    <none>

                Miscellaneous:
                  Custom Id: <empty>

                """);
    }

    @Test
    void summary_before_registration_has_no_names_and_shows_what_is_left() {
        Bench bench = new Bench("license boot level network-advantage addon dna-advantage");
        bench.passUntil(Instant.parse("2024-03-31T10:07:25Z"));

        assertThat(bench.cli("show license summary")).isEqualTo("""
                Smart Licensing is ENABLED

                Registration:
                  Status: UNREGISTERED
                  Export-Controlled Functionality: NOT ALLOWED

                License Authorization:
                  Status: EVAL MODE
                  Evaluation Period Remaining: 71 days, 22 hours, 1 minutes, 59 seconds

                License Usage:
                  License                 Entitlement tag               Count Status
                  -----------------------------------------------------------------------------
                                          (C9300-24 Network Advan...)       1 EVAL MODE
                                          (C9300-24 DNA Advantage)          1 EVAL MODE

                """);
    }

    @Test
    void summary_of_a_registered_fixed_switch() {
        Bench bench = new Bench(
                Bench.hardware("C9500-40X:FCW2233A5ZV"), 1, "license boot level network-advantage addon dna-advantage");
        bench.register();

        assertThat(bench.cli("show license summary")).isEqualTo("""
                Smart Licensing is ENABLED

                Registration:
                  Status: REGISTERED
                  Smart Account: Practice Account
                  Virtual Account: Default
                  Export-Controlled Functionality: ALLOWED
                  Last Renewal Attempt: None
                  Next Renewal Attempt: Sep 09 08:09:24 2024 UTC

                License Authorization:
                  Status: AUTHORIZED
                  Last Communication Attempt: SUCCEEDED
                  Next Communication Attempt: Apr 12 08:09:24 2024 UTC

                License Usage:
                  License                 Entitlement tag               Count Status
                  -----------------------------------------------------------------------------
                  C9500 Network Advantage (C9500 Network Advantage)         1 AUTHORIZED
                  C9500-DNA-40X-A         (C9500-40X DNA Advantage)         1 AUTHORIZED

                """);
    }

    @Test
    void long_names_are_cut_as_in_the_field() {
        Bench bench = new Bench(
                Bench.hardware("C9200L-48P-4G:JAE1", "C9200L-24P-4G:JAE2"), 1, "license boot level network-essentials");
        bench.register();

        assertThat(bench.cli("show license summary | include C9200L")).isEqualTo("""
                  C9200L Network Essen... (C9200L-NW-E-48)                  1 AUTHORIZED
                  C9200L Network Essen... (C9200L-NW-E-24)                  1 AUTHORIZED
                """);
    }

    @Test
    void usage_of_a_short_pool() {
        Bench bench = new Bench(
                Bench.hardware("C9200L-48P-4G:JAE1", "C9200L-48P-4G:JAE2"), 1, "license boot level network-essentials");
        bench.portal.pool.put("C9200L Network Essentials, 48-port license", 1);
        bench.register();

        assertThat(bench.cli("show license usage")).isEqualTo("""
                License Authorization:
                  Status: OUT OF COMPLIANCE on Mar 13 08:09:24 2024 UTC

                C9200L Network Essentials, 48-port license (C9200L-NW-E-48):
                  Description: C9200L Network Essentials, 48-port license
                  Count: 2
                  Version: 1.0
                  Status: OUT OF COMPLIANCE
                  Export status: NOT RESTRICTED

                """);
    }

    @Test
    void a_failed_renewal_shows_its_reason_and_the_next_attempt() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.pass(Duration.ofDays(30));

        assertThat(bench.cli("show license status | section License Authorization"))
                .isEqualTo("""
                License Authorization:
                  Status: AUTHORIZED on Mar 13 08:09:24 2024 UTC
                  Last Communication Attempt: FAILED on Apr 12 08:09:24 2024 UTC
                    Failure reason: Fail to send out Call Home HTTP message
                  Next Communication Attempt: Apr 12 08:09:54 2024 UTC
                  Communication Deadline: Jun 11 08:04:24 2024 UTC
                """);
    }

    @Test
    void a_failed_registration_shows_its_reason_and_the_next_attempt() {
        Bench bench = Bench.advantage();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.register();

        assertThat(bench.cli("show license status | section Registration")).isEqualTo("""
                Registration:
                  Status: REGISTERING - REGISTRATION IN PROGRESS
                  Export-Controlled Functionality: NOT ALLOWED
                  Initial Registration: FAILED on Mar 13 08:09:24 2024 UTC
                    Failure reason: Fail to send out Call Home HTTP message
                  Next Registration Attempt: Mar 13 08:09:54 2024 UTC
                """);
    }

    @Test
    void a_stack_is_one_device_with_its_members() {
        Bench bench = new Bench(
                Bench.hardware("C9300-24P:FOC1", "C9300-24U:FOC2", "C9300-48P:FOC3"),
                1,
                "license boot level network-advantage addon dna-advantage");
        bench.register();

        assertThat(bench.cli("show license udi")).isEqualTo("""
                UDI: PID:C9300-24P,SN:FOC1

                HA UDI List:
                    Active:PID:C9300-24P,SN:FOC1
                    Standby:PID:C9300-24U,SN:FOC2
                    Member:PID:C9300-48P,SN:FOC3

                """);
        assertThat(bench.cli("show license summary | include AUTHORIZED$")).isEqualTo("""
                  Status: AUTHORIZED
                  C9300 Network Advantage (C9300-24 Network Advan...)       2 AUTHORIZED
                  C9300 48P NW Advantage  (C9300-48 Network Advan...)       1 AUTHORIZED
                  C9300 DNA Advantage     (C9300-24 DNA Advantage)          2 AUTHORIZED
                  C9300 48P DNA Advantage (C9300-48 DNA Advantage)          1 AUTHORIZED
                """);
    }

    @Test
    void all_has_its_five_sections() {
        Bench bench = Bench.advantage();

        assertThat(bench.cli("show license all").lines().filter(line -> line.startsWith("==")))
                .hasSize(5);
        assertThat(bench.cli("show license all | begin Product Information")).isEqualTo("""
                Product Information
                ===================

                UDI: PID:C9300-24P,SN:FCW2145L0AB

                Agent Version
                =============

                Smart Agent for Licensing: 4.8.5.4_rel/22

                Reservation Info
                ================

                License reservation: DISABLED

                """);
    }

    @Test
    void the_event_log_tells_what_comes_into_use_and_what_no_longer_is() {
        String network =
                "entitlementTag=\"regid.2017-03.com.cisco.advantagek9,1.0_bd1da96e-ec1d-412b-a50e-53846b347d53\"";
        Bench bench = Bench.advantage();
        bench.crashAndRestart(Duration.ZERO);
        bench.configure("no license boot level");
        bench.configure("license boot level network-advantage");

        assertThat(bench.cli("show license eventlog | include USAGE").lines().map(line -> line.substring(28)))
                .containsExactly(
                        "SAEVT_LICENSE_USAGE count=\"1\" type=\"create\" " + network,
                        "SAEVT_ENDPOINT_USAGE count=\"1\" " + network,
                        "SAEVT_LICENSE_USAGE count=\"1\" type=\"destroy\" " + network,
                        "SAEVT_ENDPOINT_USAGE count=\"0\" " + network,
                        "SAEVT_LICENSE_USAGE count=\"1\" type=\"create\" " + network,
                        "SAEVT_ENDPOINT_USAGE count=\"1\" " + network);
    }

    @Test
    void the_event_log_tells_whether_export_is_allowed() {
        Bench bench = Bench.advantage();
        bench.register();

        assertThat(bench.cli("show license eventlog | include EXPORT_FLAG")
                        .lines()
                        .map(line -> line.substring(28)))
                .containsExactly(
                        "SAEVT_EXPORT_FLAG exportAllowed=\"False\"", "SAEVT_EXPORT_FLAG exportAllowed=\"True\"");
    }

    @Test
    void the_event_log_of_some_days_leaves_out_what_is_older() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.pass(Duration.ofDays(3));
        bench.cli("license smart deregister");

        assertThat(bench.cli("show license eventlog 2"))
                .contains("SAEVT_DEREGISTER_STATUS")
                .doesNotContain("SAEVT_REGISTER_REQUEST");
        assertThat(bench.cli("show license eventlog 4")).contains("SAEVT_REGISTER_REQUEST");
        bench.pass(Duration.ofDays(3));
        assertThat(bench.cli("show license eventlog 2")).isEqualTo("**** Event Log ****\n\n No EventLog Found.\n\n");
    }

    @Test
    void the_event_log_has_the_fields_of_the_field() {
        Bench bench = Bench.advantage();
        bench.register();
        bench.cli("license smart deregister");

        assertThat(bench.cli("show license eventlog"))
                .startsWith("**** Event Log ****\n")
                .contains(
                        "2024-03-13 08:09:24.000 UTC SAEVT_ENTITLEMENT_REQUEST count=\"1\" "
                                + "entitlementTag=\"regid.2017-03.com.cisco.advantagek9,1.0_bd1da96e-ec1d-412b-a50e-53846b347d53\"\n")
                .contains("SAEVT_DEREGISTER_STATUS msgStatus=\"OK\"\n");
    }
}
