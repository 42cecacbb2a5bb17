package org.slportal.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.legacy.LegacyLicense;
import org.slportal.agent.rig.Bench;
import org.slportal.domain.device.Udi;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.ConversionStatus;
import tools.jackson.databind.json.JsonMapper;

class ConversionCommandsTest {

    private static final String STARTED =
            "Conversion process is in progress. Use the 'show license status' command to check the progress and result\n";

    private static Bench single() {
        Bench bench = new Bench(Bench.hardware("WS-C3850-24P-S:FOC1842X0AA"), 1, "license boot level ipbase");
        bench.register();
        return bench;
    }

    private static Bench stack() {
        Bench bench = new Bench(
                Bench.hardware("WS-C3850-24P:FOC1", "WS-C3850-48P:FOC2"),
                List.of(
                        new LegacyChassis("ipservices", "ipservices", 5, List.of()),
                        new LegacyChassis("lanbase", "lanbase", 0, List.of())),
                1);
        bench.register();
        return bench;
    }

    private static String block(Bench bench) {
        return bench.cli("show license status | sec License Conversion");
    }

    @Test
    void the_block_before_the_start_and_its_place() {
        Bench bench = single();

        assertThat(bench.cli("show license status | begin License Authorization"))
                .isEqualTo("""
                License Authorization:
                  Status: AUTHORIZED on Mar 13 08:09:24 2024 UTC
                  Last Communication Attempt: SUCCEEDED on Mar 13 08:09:24 2024 UTC
                  Next Communication Attempt: Apr 12 08:09:24 2024 UTC
                  Communication Deadline: Jun 11 08:04:24 2024 UTC

                License Conversion:
                  Automatic Conversion Enabled: False
                  Status: Not started

                Export Authorization Key:
                  Features Authorized:
                    <none>

                """);
        assertThat(bench.cli("show license all")).contains("License Conversion:\n");
    }

    @Test
    void a_model_that_cannot_convert_has_no_block_and_says_so() {
        Bench bench = Bench.advantage();
        bench.register();

        assertThat(block(bench)).isEmpty();
        assertThat(bench.cli("license smart conversion start"))
                .isEqualTo("License conversion is not supported on this platform\n");
        assertThat(bench.cli("license smart conversion stop"))
                .isEqualTo("License conversion is not supported on this platform\n");
        assertThat(bench.cli("show license data conversion"))
                .isEqualTo("License conversion is not supported on this platform\n\n");
        assertThat(bench.cli("show license tech-support | include conversion"))
                .isEqualTo("conversionAutomatic: False\nconversionAllowed: False\n");
    }

    @Test
    void every_stage_is_printed_as_the_field_prints_it() {
        Bench bench = single();
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        assertThat(bench.cli("license smart conversion start")).isEqualTo(STARTED);
        assertThat(block(bench)).isEqualTo("""
                License Conversion:
                  Automatic Conversion Enabled: False
                  Status: In Progress
                  Failure Reason: Fail to send out Call Home HTTP message
                """);
        assertThat(bench.cli("license smart conversion start"))
                .isEqualTo("License conversion has already been started\n");

        bench.portal.fault = null;
        bench.portal.pollsLeft = 1;
        bench.pass(Duration.ofSeconds(30));
        assertThat(block(bench)).isEqualTo("""
                License Conversion:
                  Automatic Conversion Enabled: False
                  Status: Waiting for reply
                """);
        assertThat(bench.cli("license smart conversion start"))
                .isEqualTo("License conversion is already in progress\n");
        assertThat(bench.cli("show license tech-support | include onversion"))
                .contains("License Conversion: Mar 13 08:10:54 2024 UTC\n", "conversionAllowed: True\n");

        bench.pass(Duration.ofSeconds(60));
        assertThat(block(bench)).isEqualTo("""
                License Conversion:
                  Automatic Conversion Enabled: False
                  Status: Successful on Mar 13 08:10:54 2024 UTC
                """);
        assertThat(bench.cli("lic sm con start")).isEqualTo("Licenses have already been converted\n");
        assertThat(bench.cli("show logging | include CONVERSION_SUCCESS"))
                .endsWith(
                        "%SMART_LIC-6-CONVERSION_SUCCESS: License conversion successful for udi PID:WS-C3850-24P-S,SN:FOC1842X0AA\n");
    }

    @Test
    void a_failure_shows_its_reason_and_an_earlier_conversion_that_there_was_one() {
        Bench failed = single();
        failed.portal.refusal = "Device led conversion is disabled for the Virtual Account \"Default\"";
        failed.cli("license smart conversion start");
        Bench before = single();
        before.portal.outcome(new Udi("WS-C3850-24P-S", "FOC1842X0AA"), ConversionStatus.ALREADY_CONVERTED, null);
        before.cli("license smart conversion start");

        assertThat(block(failed)).isEqualTo("""
                License Conversion:
                  Automatic Conversion Enabled: False
                  Status: Failed on Mar 13 08:09:24 2024 UTC
                  Failure Reason: Device led conversion is disabled for the Virtual Account "Default"
                """);
        assertThat(block(before)).isEqualTo("""
                License Conversion:
                  Automatic Conversion Enabled: False
                  Status: Already converted
                """);
    }

    @Test
    void a_stack_has_a_line_for_each_member() {
        Bench bench = stack();
        bench.portal.outcome(new Udi("WS-C3850-48P", "FOC2"), ConversionStatus.CONVERT_FAILED, "No room");
        bench.cli("license smart conversion start");

        assertThat(block(bench)).isEqualTo("""
                License Conversion:
                  Automatic Conversion Enabled: False
                  Status: Failed on Mar 13 08:09:24 2024 UTC
                  Failure Reason: No room
                    Active: PID:WS-C3850-24P,SN:FOC1: Successful on Mar 13 08:09:24 2024 UTC
                    Standby: PID:WS-C3850-48P,SN:FOC2: Failed on Mar 13 08:09:24 2024 UTC (No room)
                """);
    }

    @Test
    void orders_out_of_place_have_their_line() {
        Bench unregistered = new Bench(Bench.hardware("WS-C3850-24P-S:FOC1842X0AA"), 1);
        Bench running = single();
        running.portal.pollsLeft = 3;

        assertThat(unregistered.cli("license smart conversion start")).isEqualTo("Smart Agent not registered\n");
        assertThat(running.cli("license smart conversion stop")).isEqualTo("No license conversion is in progress\n");
        running.cli("license smart conversion start");
        assertThat(running.cli("license smart conversion stop"))
                .isEqualTo(
                        "License conversion has been stopped partially: the request has been accepted and will be completed\n");
        running.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        running.cli("license smart conversion start");
        assertThat(running.cli("license smart conversion stop")).isEqualTo("License conversion has been stopped\n");
    }

    @Test
    void the_data_is_the_json_list_of_the_field() {
        String printed = stack().cli("show license data conversion");

        assertThat(JsonMapper.builder().build().readTree(printed))
                .isEqualTo(JsonMapper.builder().build().readTree("""
                        [{"sudi":{"udi_pid":"WS-C3850-24P","udi_serial_number":"FOC1"},
                          "software_tag_identifier":"regid.2026-11.org.slportal.C3850,v1_93368a2c-b9bb-5f4a-a715-6fb2813ce1d6",
                          "conversion_lines":[
                           {"conversion_type":"RTU","conversion_encoding_type":"PLAIN","conversion_string":"ipservices","conversion_count":1},
                           {"conversion_type":"RTU","conversion_encoding_type":"PLAIN","conversion_string":"apcount","conversion_count":5}]},
                         {"sudi":{"udi_pid":"WS-C3850-48P","udi_serial_number":"FOC2"},
                          "software_tag_identifier":"regid.2026-11.org.slportal.C3850,v1_93368a2c-b9bb-5f4a-a715-6fb2813ce1d6",
                          "conversion_lines":[
                           {"conversion_type":"RTU","conversion_encoding_type":"PLAIN","conversion_string":"lanbase","conversion_count":1}]}]
                        """));
        assertThat(printed).endsWith("]\n\n").contains("\"udi_pid\" : \"WS-C3850-24P\"");
    }

    @Test
    void a_router_reports_what_its_paks_gave() {
        Bench bench = new Bench(
                Bench.hardware("ISR4331/K9:FDO1"),
                List.of(new LegacyChassis(
                        null, null, 0, List.of(new LegacyLicense("securityk9", 1), new LegacyLicense("uck9", 1)))),
                1);

        assertThat(bench.cli("show license data conversion | include conversion_(type|string)"))
                .isEqualTo("""
                    "conversion_type" : "PAK",
                    "conversion_string" : "securityk9",
                    "conversion_type" : "PAK",
                    "conversion_string" : "uck9",
                """);
        assertThat(bench.cli("show license right-to-use summary"))
                .isEqualTo("Right-to-use licenses are not supported on this platform\n\n");
    }

    @Test
    void the_right_to_use_summary_has_the_columns_and_levels_of_the_field() {
        assertThat(stack().cli("show license right-to-use summary")).isEqualTo("""
                  License Name    Type         Period left
                  -----------------------------------------------
                  ipservices      permanent    Lifetime
                  apcount         adder        Lifetime
                  -----------------------------------------------

                License Level In Use: ipservices
                License Level on Reboot: ipservices eula accepted
                Total AP Count Licenses: 5

                """);
        assertThat(stack().cli("sh lic right slot 2")).contains("License Level In Use: lanbase\n");
        assertThat(stack().cli("sh lic right slot 3")).isEqualTo("% Switch 3 is not a member of the stack.\n\n");
    }

    @Test
    void an_activated_level_is_reported_at_once_and_in_use_after_the_next_start() {
        Bench bench = stack();

        assertThat(bench.cli("license right-to-use activate ipbase slot 2 acceptEULA"))
                .isEqualTo("Switch 2: license level on reboot is ipbase\n");

        assertThat(bench.cli("show license right-to-use slot 2 | include Level"))
                .isEqualTo("License Level In Use: lanbase\nLicense Level on Reboot: ipbase eula accepted\n");
        assertThat(bench.device.legacy().members().get(1).held()).containsExactly(new LegacyLicense("ipbase", 1));
        bench.restart(Duration.ofMinutes(5));
        assertThat(bench.cli("show license right-to-use slot 2 | include Level In"))
                .isEqualTo("License Level In Use: lanbase\n");
        bench.device.reload();
        assertThat(bench.cli("show license right-to-use slot 2 | include Level"))
                .isEqualTo("License Level In Use: ipbase\nLicense Level on Reboot: ipbase eula accepted\n");
        assertThat(bench.cli("license right-to-use activate lanbase all acceptEULA"))
                .isEqualTo(
                        "Switch 1: license level on reboot is lanbase\nSwitch 2: license level on reboot is lanbase\n");
    }

    @Test
    void a_level_or_a_slot_that_is_not_there_changes_nothing() {
        Bench bench = stack();

        assertThat(bench.cli("license right-to-use activate network-advantage all acceptEULA"))
                .isEqualTo("% Invalid value for this platform.\n\n");
        assertThat(bench.cli("license right-to-use activate ipbase slot 3 acceptEULA"))
                .isEqualTo("% Switch 3 is not a member of the stack.\n\n");
        assertThat(bench.cli("license right-to-use activate ipbase all")).isEqualTo("% Incomplete command.\n\n");
        assertThat(Bench.advantage().cli("license right-to-use activate ipbase acceptEULA"))
                .isEqualTo("% Invalid value for this platform.\n\n");
        assertThat(bench.device.legacy().members().getFirst().levelOnReboot()).isEqualTo("ipservices");
    }

    @Test
    void the_event_log_tells_the_course() {
        Bench bench = single();
        bench.portal.pollsLeft = 1;
        bench.cli("license smart conversion start");
        bench.pass(Duration.ofSeconds(60));

        assertThat(bench.cli("show license eventlog | include CONVERSION")).isEqualTo("""
                2024-03-13 08:09:24.000 UTC SAEVT_CONVERSION_START
                2024-03-13 08:09:24.000 UTC SAEVT_CONVERSION_REQUEST udi="PID:WS-C3850-24P-S,SN:FOC1842X0AA" lines="1"
                2024-03-13 08:09:24.000 UTC SAEVT_CONVERSION_RESPONSE msgStatus="OK_POLL" pollId="9007199254740993"
                2024-03-13 08:10:24.000 UTC SAEVT_CONVERSION_POLL pollId="9007199254740993"
                2024-03-13 08:10:24.000 UTC SAEVT_CONVERSION_STATUS udi="PID:WS-C3850-24P-S,SN:FOC1842X0AA" status="SUCCESSFUL"
                2024-03-13 08:10:24.000 UTC SAEVT_CONVERSION_RESPONSE msgStatus="OK"
                """);
    }

    @Test
    void older_levels_are_configured_on_older_models_only() {
        Bench older = single();
        Bench newer = Bench.advantage();

        assertThat(older.configure("license boot level ipservices")).isEmpty();
        assertThat(older.cli("show license summary | include C3850"))
                .isEqualTo("  C3850_24_Ipserv         (C3850_24_Ipserv)                 1 AUTHORIZED\n");
        assertThat(older.configure("license boot level network-advantage")).startsWith("% Invalid value");
        assertThat(older.configure("license boot level lanbase addon dna-advantage"))
                .startsWith("% Invalid value");
        assertThat(newer.configure("license boot level ipbase")).startsWith("% Invalid value");
    }
}
