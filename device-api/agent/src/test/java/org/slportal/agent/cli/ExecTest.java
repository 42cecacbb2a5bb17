package org.slportal.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.Keyboard;
import org.slportal.domain.failure.FailureReason;

@Timeout(60)
class ExecTest {

    private final Bench bench = Bench.advantage();

    @Test
    void ping_answers_by_what_the_switch_can_resolve_and_reach() {
        bench.configure("ip host portal.example.com 127.0.0.1");

        assertThat(bench.cli("ping portal.example.com")).isEqualTo("""
                Type escape sequence to abort.
                Sending 5, 100-byte ICMP Echos to 127.0.0.1, timeout is 2 seconds:
                !!!!!
                Success rate is 100 percent (5/5), round-trip min/avg/max = 1/1/1 ms
                """);
        bench.configure("no ip domain lookup");
        assertThat(bench.cli("ping nowhere.example.com"))
                .isEqualTo("% Unrecognized host or address, or protocol not running.\n\n");
    }

    @Test
    void telnet_tells_an_open_port_from_a_closed_one() throws IOException {
        bench.configure("ip host portal.example.com 127.0.0.1", "no ip domain lookup");
        int port;
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = open.getLocalPort();
            assertThat(bench.cli("telnet portal.example.com " + port))
                    .startsWith("Trying portal.example.com (127.0.0.1), " + port + " ... Open\n");
        }
        assertThat(bench.cli("telnet portal.example.com " + port)).endsWith("% Connection refused by remote host\n\n");
        assertThat(bench.cli("telnet nowhere.example.com 443"))
                .isEqualTo("Translating \"nowhere.example.com\"\n"
                        + "% Unknown command or computer name, or unable to find computer address\n\n");
    }

    @Test
    void debugging_shows_each_exchange_until_it_is_switched_off() {
        assertThat(bench.cli("debug call-home smart-licensing all")).isEqualTo("""
                Call home smart licensing trace debugging is on
                Call home smart licensing error debugging is on
                """);
        bench.register();
        assertThat(bench.device.syslog().lines())
                .anyMatch(line -> line.contains("CALL-HOME-TRACE: call_home_sl_msg_send"))
                .anyMatch(line -> line.contains("CALL-HOME-TRACE: call_home_sl_msg_response"))
                .noneMatch(line -> line.contains("CALL-HOME-ERROR"));
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.cli("license smart renew auth");
        assertThat(bench.device.syslog().lines())
                .anyMatch(line ->
                        line.endsWith("CALL-HOME-ERROR: call_home_sl_msg_response: " + FailureReason.HTTP_SEND_FAILED));

        assertThat(bench.cli("show debugging")).contains("Call home smart licensing trace debugging is on");
        assertThat(bench.cli("un all")).isEqualTo("All possible debugging has been turned off\n");
        int before = bench.device.syslog().lines().size();
        bench.cli("license smart renew auth");
        assertThat(bench.device
                        .syslog()
                        .lines()
                        .subList(before, bench.device.syslog().lines().size()))
                .noneMatch(line -> line.contains("CALL-HOME-"));
        assertThat(bench.cli("show debugging")).isEmpty();
    }

    @Test
    void history_lists_the_last_ten_commands() {
        CliSession session = CliSession.privileged(bench.device);
        for (int i = 0; i < 12; i++) {
            session.execute("show clock | include " + i);
        }

        List<String> shown = session.execute("show history").lines().toList();

        assertThat(shown).hasSize(10).first().isEqualTo("  show clock | include 3");
        assertThat(shown).last().isEqualTo("  show history");
    }

    @Test
    void help_is_given_behind_do_and_behind_the_bar() {
        CliSession session = CliSession.privileged(bench.device);
        assertThat(session.execute("show version | ?")).startsWith("  begin    Begin with the line that matches\n");
        session.execute("configure terminal");
        assertThat(session.execute("do show lic?")).isEqualTo("license\n");
        assertThat(session.completion("do show lic")).isEqualTo("ense ");
        assertThat(session.execute("do show privilege | i level")).isEqualTo("Current privilege level is 15\n");
    }

    @Test
    void an_expression_that_would_never_end_is_given_up() {
        assertThat(bench.cli("show license all | include ^(([A-Za-z ]+)+)+[0-9]!$"))
                .isEqualTo("% Regular expression takes too long.\n\n");
        assertThat(bench.cli("show clock | include " + "(".repeat(2000) + ")".repeat(2000)))
                .satisfiesAnyOf(
                        printed -> assertThat(printed).isEqualTo("% Failed to compile regular expression.\n\n"),
                        printed -> assertThat(printed).endsWith("2024\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show switch",
                "show redundancy",
                "show platform",
                "show vlan",
                "show ip interface brief",
                "show call-home",
                "show startup-config",
                "show running-config all",
                "show clock detail",
                "show tech-support license",
                "show crypto pki trustpoints",
                "show crypto pki certificates",
                "show reload",
                "sh ip int br",
                "sh red",
                "sh start",
                "sh tech lic",
                "sh sw vi",
            })
    void what_tools_ask_for_is_answered(String command) {
        assertThat(bench.cli(command)).isNotBlank().doesNotContain("% ");
    }

    @Test
    void the_startup_configuration_is_what_was_saved() {
        bench.configure("hostname other");
        assertThat(bench.cli("show startup-config | include hostname")).isEqualTo("hostname acc-krk-01\n");
        bench.cli("write");
        assertThat(bench.cli("show startup-config | include hostname")).isEqualTo("hostname other\n");
    }

    @Test
    void copying_the_startup_configuration_merges_it_into_the_running_one() {
        bench.configure("hostname other", "ip host kept 127.0.0.1");
        CliSession session = CliSession.privileged(bench.device);
        session.interaction(new Keyboard(""));

        assertThat(session.execute("copy start run")).contains(" bytes copied in ");

        assertThat(bench.cli("show running-config | include hostname|ip host"))
                .isEqualTo("hostname acc-krk-01\nip host kept 127.0.0.1\n");
    }
}
