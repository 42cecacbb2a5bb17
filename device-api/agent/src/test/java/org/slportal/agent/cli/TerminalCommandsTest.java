package org.slportal.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.FakePortal;

class TerminalCommandsTest {

    @ParameterizedTest
    @CsvSource({
        "sh lic sum, show license summary",
        "SHOW LICENSE SUMMARY, show license summary",
        "sh li st, show license status",
        "sh lic a, show license all",
        "sh lic us, show license usage",
        "sh lic ud, show license udi",
        "sh lic e, show license eventlog",
        "sho ver, show version",
        "sh inv, show inventory",
        "sh clo, show clock",
        "sh run, show running-config",
        "sh priv, show privilege",
        "sh call sm, show call-home smart-licensing",
        "sh call pro a, show call-home profile all",
        "sh log, show logging",
        "sh lic sum | i Status, show license summary | include Status",
        "sh lic sum | exc Status, show license summary | exclude Status",
        "sh lic st | b License, show license status | begin License",
        "sh lic st | sec Registration, show license status | section Registration",
        "sh lic st | cou Status, show license status | count Status",
    })
    void every_unambiguous_abbreviation_prints_the_same(String brief, String full) {
        Bench bench = Bench.advantage();

        assertThat(bench.cli(brief))
                .isEqualTo(bench.cli(full))
                .doesNotContain("%  ")
                .isNotEmpty();
        assertThat(bench.cli(full)).doesNotStartWith("%").doesNotContain("Invalid input");
    }

    @Test
    void lic_sm_reg_id_registers() {
        Bench bench = Bench.advantage();

        assertThat(bench.cli("lic sm reg id " + FakePortal.TOKEN))
                .isEqualTo(
                        "Registration process is in progress. Use the 'show license status' command to check the progress and result\n");
        assertThat(bench.portal.knows("FCW2145L0AB")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh c", "c", "sh lic s", "sh lic u", "license smart re", "show l"})
    void what_could_mean_two_things_is_ambiguous(String line) {
        assertThat(Bench.advantage().cli(line)).isEqualTo("% Ambiguous command:  \"" + line + "\"\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"show", "show license", "license smart", "license smart register idtoken", "terminal length"})
    void what_stops_too_early_is_incomplete(String line) {
        assertThat(Bench.advantage().cli(line)).isEqualTo("% Incomplete command.\n\n");
    }

    @ParameterizedTest
    @CsvSource({
        "show foo, 5",
        "show licence summary, 10",
        "bogus, 0",
        "show version detail, 13",
        "terminal length 999, 16",
        "'  show foo', 7",
    })
    void the_caret_stands_under_the_first_character_that_fits_nothing(String line, int column) {
        // the prompt acc-krk-01# stands before what was typed
        assertThat(Bench.advantage().cli(line))
                .isEqualTo(
                        " ".repeat("acc-krk-01#".length() + column) + "^\n% Invalid input detected at '^' marker.\n\n");
    }

    @Test
    void user_exec_becomes_privileged_by_enable_and_shows_its_level() {
        CliSession session = CliSession.user(Bench.advantage().device);
        assertThat(session.prompt()).isEqualTo("acc-krk-01>");
        assertThat(session.execute("show privilege")).isEqualTo("Current privilege level is 1\n");
        assertThat(session.execute("configure terminal")).contains("% Invalid input detected");

        assertThat(session.execute("en")).isEmpty();

        assertThat(session.prompt()).isEqualTo("acc-krk-01#");
        assertThat(session.execute("show privilege")).isEqualTo("Current privilege level is 15\n");
        session.execute("disable");
        assertThat(session.prompt()).isEqualTo("acc-krk-01>");
        session.execute("exit");
        assertThat(session.isEnded()).isTrue();
    }

    @Test
    void with_an_enable_secret_the_right_password_is_asked_for_up_to_three_times() {
        Bench bench = Bench.advantage();
        bench.configure("enable secret s3cret");
        assertThat(bench.cli("show running-config")).doesNotContain("s3cret").contains("enable secret 8 $8$");
        CliSession session = CliSession.user(bench.device);
        java.util.List<String> prompts = new java.util.ArrayList<>();
        session.interaction((prompt, secret) -> {
            prompts.add(prompt + secret);
            return "wrong";
        });

        assertThat(session.execute("enable")).isEqualTo("% Bad secrets\n\n");
        assertThat(prompts).containsExactly("Password: true", "Password: true", "Password: true");
        assertThat(session.prompt()).endsWith(">");

        session.interaction((prompt, secret) -> "s3cret");
        session.execute("enable");
        assertThat(session.prompt()).endsWith("#");
    }

    @Test
    void modes_have_their_prompts_and_end_exit_and_do() {
        CliSession session = CliSession.privileged(Bench.advantage().device);
        assertThat(session.execute("conf t"))
                .isEqualTo("Enter configuration commands, one per line.  End with CNTL/Z.\n");
        assertThat(session.prompt()).isEqualTo("acc-krk-01(config)#");
        session.execute("call-home");
        assertThat(session.prompt()).isEqualTo("acc-krk-01(cfg-call-home)#");
        session.execute("profile \"CiscoTAC-1\"");
        assertThat(session.prompt()).isEqualTo("acc-krk-01(cfg-call-home-profile)#");
        assertThat(session.execute("do show privilege")).isEqualTo("Current privilege level is 15\n");
        assertThat(session.execute("do sh foo"))
                .isEqualTo(
                        " ".repeat(session.prompt().length() + 6) + "^\n% Invalid input detected at '^' marker.\n\n");
        session.execute("hostname other");
        assertThat(session.prompt()).isEqualTo("other(config)#");
        session.execute("call-home");
        session.execute("exit");
        assertThat(session.prompt()).isEqualTo("other(config)#");
        session.execute("end");
        assertThat(session.prompt()).isEqualTo("other#");
    }

    @Test
    void the_prompt_shows_twenty_characters_of_a_long_name() {
        Bench bench = new Bench("hostname a123456789b123456789c123456789");

        assertThat(CliSession.user(bench.device).prompt()).isEqualTo("a123456789b123456789>");
    }

    @Test
    void call_home_is_configured_and_shown() {
        Bench bench = Bench.advantage();

        bench.configure(
                "call-home",
                "profile CiscoTAC-1",
                "destination address http https://portal.example.com:8443/its/service/oddce/services/DDCEService");

        assertThat(bench.cli("show call-home smart-licensing")).isEqualTo("""
                Current smart-licensing transport settings:
                 Smart-license messages: enabled
                 Profile: CiscoTAC-1 (status: ACTIVE)
                 Destination  URL(s):  https://portal.example.com:8443/its/service/oddce/services/DDCEService

                """);
        assertThat(bench.cli("show call-home profile CiscoTAC-1")).contains("""
                        Profile Name: CiscoTAC-1
                            Profile status: ACTIVE
                            Profile mode: Full Reporting
                            Reporting Data: Smart Call Home, Smart Licensing
                            Preferred Message Format: xml
                            Message Size Limit: 3145728 Bytes
                            Transport Method: http
                            HTTP  address(es): https://portal.example.com:8443/its/service/oddce/services/DDCEService
                        """);
        assertThat(bench.cli("show run | in destination address http"))
                .contains("  destination address http https://portal.example.com:8443/");
    }

    @Test
    void only_one_active_profile_carries_licensing() {
        Bench bench = Bench.advantage();

        bench.configure(
                "call-home",
                "profile Lab",
                "destination address http https://lab.example.com/",
                "reporting smart-licensing-data",
                "active");

        assertThat(bench.device
                        .config()
                        .current()
                        .licensingProfile()
                        .orElseThrow()
                        .name())
                .isEqualTo("Lab");
        assertThat(bench.device
                        .config()
                        .current()
                        .profile("CiscoTAC-1")
                        .orElseThrow()
                        .licensing())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no service call-home",
                "call-home|profile CiscoTAC-1|no active",
                "call-home|profile CiscoTAC-1|no reporting smart-licensing-data"
            })
    void a_profile_that_does_not_carry_licensing_leaves_no_transport(String lines) {
        Bench bench = Bench.advantage();

        bench.configure(lines.split("\\|"));

        assertThat(bench.device.config().current().licensingProfile()).isEmpty();
        assertThat(bench.cli("show call-home smart-licensing")).contains(" Smart-license messages: disabled\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/x", "nonsense", "https://", "https://user@host/"})
    void an_address_that_is_none_is_refused(String url) {
        Bench bench = Bench.advantage();

        assertThat(bench.configure("call-home", "profile CiscoTAC-1", "destination address http " + url))
                .startsWith("% Invalid URL");
        assertThat(bench.device
                        .config()
                        .current()
                        .profile("CiscoTAC-1")
                        .orElseThrow()
                        .addresses())
                .containsExactly("https://tools.cisco.com/its/service/oddce/services/DDCEService");
    }

    @Test
    void licences_are_consumed_only_when_configured_and_only_where_the_model_has_them() {
        Bench bench = new Bench();
        assertThat(bench.device.agent().licenses().licensesInUse()).isEmpty();

        assertThat(bench.configure("license boot level network-essentials addon dna-advantage"))
                .startsWith("% Invalid value");
        assertThat(bench.configure("license boot level ax")).startsWith("% Invalid value");
        assertThat(bench.configure("license feature hseck9")).startsWith("% Invalid value");
        assertThat(bench.device.agent().licenses().licensesInUse()).isEmpty();
        assertThat(bench.configure("license boot level network-essentials")).isEmpty();
        assertThat(bench.device.agent().licenses().licensesInUse()).hasSize(1);
    }

    @Test
    void the_running_configuration_makes_the_same_configuration_again() {
        Bench bench = new Bench(
                "hostname acc-krk-01",
                "enable secret s3cret",
                "ip host portal.example.com 192.0.2.7",
                "license boot level network-advantage addon dna-advantage",
                "call-home",
                "http-proxy proxy.example.com port 3128",
                "profile Lab",
                "destination address http https://a.example.com/",
                "destination address http https://b.example.com/",
                "reporting smart-licensing-data",
                "active");
        String before = bench.cli("show running-config | begin version");

        bench.crashAndRestart(java.time.Duration.ZERO);

        assertThat(bench.cli("show running-config | begin version")).isEqualTo(before);
        assertThat(before).contains("hostname acc-krk-01", " profile \"Lab\"", "ip host portal.example.com 192.0.2.7");
    }

    @Test
    void help_lists_what_may_follow() {
        Bench bench = Bench.advantage();

        assertThat(bench.cli("license smart ?")).isEqualTo("""
                          conversion   Convert traditional licenses to Smart Licensing
                          deregister   Deregister Smart License with the Cisco back office
                          register     Register License with the Cisco back office
                          renew        Renew License information
                          reservation  License reservation

                        """);
        assertThat(bench.cli("sh?")).isEqualTo("show\n");
        assertThat(bench.cli("show c?")).isEqualTo("call-home  clock  crypto\n");
        assertThat(bench.cli("write ?"))
                .isEqualTo("  erase   Erase NV memory\n  memory  Write to NV memory\n  <cr>\n\n");
        assertThat(bench.cli("nothing ?")).isEqualTo("% Unrecognized command\n");
        assertThat(CliSession.privileged(bench.device).completion("show lic")).isEqualTo("ense ");
        assertThat(CliSession.privileged(bench.device).completion("show c")).isEmpty();
    }

    @Test
    void write_memory_saves_and_says_so() {
        Bench bench = Bench.advantage();

        assertThat(bench.cli("wr")).isEqualTo("Building configuration...\n[OK]\n");
        assertThat(bench.cli("copy run start")).isEqualTo("Building configuration...\n[OK]\n");
        assertThat(bench.nvram.read("startup-config")).isPresent();
    }

    @Test
    void show_version_has_the_lines_tools_look_for() {
        assertThat(Bench.advantage().cli("show version"))
                .containsPattern("(?m)^Cisco IOS Software .*, Version 16\\.9\\.1,")
                .contains("acc-krk-01 uptime is 0 minutes\n", "System image file is \"flash:packages.conf\"\n")
                .containsPattern("(?m)^cisco C9300-24P \\(X86\\) processor with \\d+K/\\d+K bytes of memory\\.$")
                .contains("Smart Licensing Status: UNREGISTERED\n")
                .containsPattern("(?m)^\\* +1 41 +C9300-24P +16\\.9\\.1 ");
    }

    @Test
    void show_inventory_and_clock() {
        Bench bench = Bench.advantage();

        assertThat(bench.cli("show inventory"))
                .contains(
                        "NAME: \"Switch 1\", DESCR: \"C9300-24P\"\nPID: C9300-24P         , VID: V01  , SN: FCW2145L0AB\n");
        assertThat(bench.cli("show clock")).isEqualTo("08:09:24.000 UTC Wed Mar 13 2024\n");
    }

    @Test
    void filters_refuse_what_they_cannot_do() {
        Bench bench = Bench.advantage();

        assertThat(bench.cli("show clock | include (")).isEqualTo("% Failed to compile regular expression.\n\n");
        assertThat(bench.cli("show clock | include")).isEqualTo("% Incomplete command.\n\n");
        assertThat(bench.cli("show clock | frobnicate x")).isEqualTo("% Invalid output filter.\n\n");
        assertThat(bench.cli("show license status | include Smart Account:|UTC|Status: D"))
                .isEqualTo("  Status: DISABLED\n");
        assertThat(bench.cli("show clock | count UTC")).isEqualTo("Number of lines which match regexp = 1\n");
    }

    @Test
    void any_input_gets_an_answer() {
        Bench bench = Bench.advantage();

        assertThat(bench.cli("x".repeat(10_000))).isEqualTo("% Line too long\n\n");
        assertThat(bench.cli("\u0000\u0001|||\"\"\"")).contains("% ");
        assertThat(bench.cli("show license summary |")).contains("% Incomplete command.");
        assertThat(bench.cli("|")).isNotNull();
        assertThat(bench.cli("")).isEmpty();
        assertThat(bench.cli("! comment")).isEmpty();
    }
}
