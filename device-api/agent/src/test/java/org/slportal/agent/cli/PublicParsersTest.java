package org.slportal.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slportal.agent.platform.SoftwareVersion;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.Situation;

/**
 * The output as the field's public structured parsers read it. Neither Genie's nor ntc-templates' parsers are packaged by Debian, so what they
 * look for is written here anew, from what was read in their repositories. Of ntc-templates, {@code show license status}: sections that begin
 * with a headline at the margin, hold indented lines and end with an empty line; dated statuses of six words after the status. Of Genie,
 * {@code show license summary}, {@code udi}, {@code usage} and {@code eventlog N}; its parsers of {@code status}, {@code all} and
 * {@code usage} want the layout of 17.x as a whole, and trip over a real 16.x switch too. And of both, the fields of {@code show version}
 * and {@code show inventory}.
 */
class PublicParsersTest {

    private static final Pattern HEADLINE = Pattern.compile("^([A-Z][A-Za-z ]+):\\s*$");
    private static final Pattern INDENTED = Pattern.compile("^\\s+(\\S+\\s*)+$");
    private static final Pattern DATED = Pattern.compile("^\\s+Status:\\s+(.*?)(\\s+\\S+){6}$");
    private static final Pattern USAGE_ROW =
            Pattern.compile("^(?<license>.+?)\\s+\\((?<tag>.+)\\)\\s+(?<count>\\d+)\\s+(?<status>.+)$");

    /** Section by section; fails on a line that no section may hold. */
    private static Map<String, List<String>> sections(String output) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> open = null;
        for (String line : output.lines().toList()) {
            Matcher headline = HEADLINE.matcher(line);
            if (line.isBlank()) {
                open = null;
            } else if (headline.matches()) {
                assertThat(open)
                        .as("a section before %s without an empty line", line)
                        .isNull();
                open = new ArrayList<>();
                sections.put(headline.group(1), open);
            } else if (open != null) {
                assertThat(line).matches(INDENTED);
                open.add(line);
            }
        }
        assertThat(open).as("the last section has no empty line at its end").isNull();
        return sections;
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void status_falls_into_sections_in_the_order_scripts_count_on(Situation situation) {
        String output = situation.bench().cli("show license status");

        assertThat(output).containsPattern("(?m)^Smart\\s+Licensing\\s+is\\s+ENABLED\\s*$");
        Map<String, List<String>> sections = sections(output);
        assertThat(sections.keySet())
                .startsWith("Utility", "Data Privacy", "Transport", "Registration", "License Authorization")
                .contains("Export Authorization Key");
        assertThat(sections.get("Transport")).first().asString().matches("\\s+Type:\\s+Callhome\\s*");
        List<String> statuses =
                output.lines().filter(line -> line.contains("Status:")).toList();
        assertThat(statuses.get(0)).isEqualTo("  Status: DISABLED");
        assertThat(sections.get("Registration")).contains(statuses.get(1));
        assertThat(sections.get("License Authorization")).contains(statuses.get(2));
        if (situation == Situation.AUTHORIZED || situation == Situation.OUT_OF_COMPLIANCE) {
            Matcher dated = DATED.matcher(statuses.get(2));
            assertThat(dated.matches()).isTrue();
            assertThat(dated.group(1)).isEqualTo(situation.name().replace('_', ' '));
        }
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void summary_falls_into_sections_and_its_table_into_rows(Situation situation) {
        Bench bench = situation.bench();
        Map<String, List<String>> sections = sections(bench.cli("show license summary"));

        assertThat(sections.keySet()).containsExactly("Registration", "License Authorization", "License Usage");
        boolean named = bench.state().identity() != null;
        long rows = sections.getOrDefault("License Usage", List.of()).stream()
                .map(String::strip)
                .filter(line -> USAGE_ROW.matcher(line).matches() && !line.startsWith("License  "))
                .count();
        assertThat(rows)
                .isEqualTo(
                        named ? bench.device.agent().licenses().licensesInUse().size() : 0);
    }

    /** Genie reads a switch's licences as blocks that begin with a name, a tag in brackets and a colon. */
    @ParameterizedTest
    @EnumSource(Situation.class)
    void usage_is_a_status_and_then_a_block_for_each_licence(Situation situation) {
        Bench bench = situation.bench();
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        List<String> fields = new ArrayList<>();
        blocks.put("", fields);
        for (String line :
                bench.cli("show license usage").lines().map(String::strip).toList()) {
            if (line.matches("^.*\\(.*:+.*$")) {
                fields = new ArrayList<>();
                assertThat(blocks.put(line, fields)).as("two blocks " + line).isNull();
            } else if (line.matches("^[A-Z][a-z]+( [a-z]+)?: +.*$")) {
                fields.add(line.substring(0, line.indexOf(':')));
            }
        }

        assertThat(blocks.remove("")).containsExactly("Status");
        assertThat(blocks)
                .hasSize(bench.device.agent().licenses().licensesInUse().size());
        // the fields without a value have none before the portal has named the licence
        assertThat(blocks.values())
                .allSatisfy(block -> assertThat(block).contains("Count", "Version", "Status", "Export status"));
        if (bench.state().identity() != null) {
            assertThat(blocks.values()).allSatisfy(block -> assertThat(block).startsWith("Description", "Count"));
        }
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void account_udi_and_events_are_read_line_by_line(Situation situation) {
        Bench bench = situation.bench();
        String summary = bench.cli("show license summary");
        boolean registered = bench.state().identity() != null;

        // an account that is not there must not be named at all: the parser reads the Virtual Account into the Smart
        // Account's entry
        assertThat(summary.lines().filter(line -> line.strip().matches("Smart +Account: +.+")))
                .hasSize(registered ? 1 : 0);
        assertThat(summary.lines().filter(line -> line.strip().matches("Virtual +Account: +.+")))
                .hasSize(registered ? 1 : 0);
        assertThat(bench.cli("show license udi").lines().map(String::strip).filter(line -> !line.isEmpty()))
                .allMatch(line -> line.equals("HA UDI List:")
                        || line.matches("(UDI: |Active:|Standby:|Member:)PID:\\S+,SN:\\S+"));
        List<String> events = bench.cli("show license eventlog 365")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(events.getFirst()).matches("\\*+\\s+Event Log\\s+\\*+");
        assertThat(events.subList(1, events.size()))
                .isNotEmpty()
                .allMatch(line -> line.matches("[\\d-]+\\s[\\d:.]+\\s\\w+\\s+SAEVT_.*"));
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void all_holds_the_same_sections_and_tech_support_all_of_that(Situation situation) {
        Bench bench = situation.bench();
        String all = bench.cli("show license all");

        assertThat(all)
                .contains(bench.cli("show license status"))
                .contains(bench.cli("show license udi"))
                .contains(bench.cli("show license usage").split("\n\n", 2)[1]);
        assertThat(bench.cli("show license tech-support")).startsWith(all);
        assertThat(bench.cli("show tech-support license")).isEqualTo(bench.cli("show license tech-support"));
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void udi_and_events_have_their_fields(Situation situation) {
        Bench bench = situation.bench();

        assertThat(bench.cli("show license udi")).containsPattern("(?m)^UDI: PID:\\S+,SN:\\S+$");
        assertThat(bench.cli("show license eventlog").lines().filter(line -> line.contains("SAEVT_")))
                .isNotEmpty()
                .allMatch(
                        line -> line.matches(
                                "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} UTC SAEVT_[A-Z_]+( [A-Za-z]+=\"[^\"]*\")*"));
        assertThat(bench.cli("show license all"))
                .containsPattern("(?m)^Smart Agent for Licensing: \\S+$")
                .containsPattern("(?m)^License reservation: DISABLED$");
    }

    @Test
    void a_stack_names_each_role() {
        assertThat(Situation.STACK.bench().cli("show license udi"))
                .containsPattern("(?m)^\\s+Active:PID:.*,SN:.*$")
                .containsPattern("(?m)^\\s+Standby:PID:.*,SN:.*$")
                .containsPattern("(?m)^\\s+Member:PID:.*,SN:.*$");
    }

    @Test
    void version_and_inventory_have_the_fields_of_every_release() {
        for (SoftwareVersion release : SoftwareVersion.values()) {
            Bench bench = new Bench(
                    Bench.hardware("C9300-24P:FCW2145L0AB", "C9300-48P:FCW2145L0AC")
                            .running(release),
                    1,
                    "hostname acc-krk-01");
            String version = bench.cli("show version");

            assertThat(version)
                    .containsPattern("(?m)^.*Software,*\\s+\\((\\S+)\\),\\sVersion\\s" + Pattern.quote(release.number())
                            + ",*\\s+RELEASE.*\\((\\S+)\\)")
                    .containsPattern("(?m)^Cisco IOS XE Software, Version 16\\.\\d\\d\\.\\d\\d[a-z]?$")
                    .containsPattern("(?m)^ROM:\\s+(\\S+)")
                    .containsPattern("(?m)^acc-krk-01\\s+uptime\\s+is\\s+0 minutes$")
                    .containsPattern("(?m)^[sS]ystem\\s+image\\s+file\\s+is\\s+\"flash:\\S+\"")
                    .containsPattern("(?m)^[Pp]rocessor\\s+board\\s+ID\\s+FCW2145L0AB$")
                    .containsPattern("(?m)^[Cc]isco\\s+C9300-24P\\s+\\(.+\\).+")
                    .containsPattern("(?m)^[Cc]onfiguration\\s+register\\s+is\\s+0x102$")
                    .containsPattern("(?m)^Base\\s+Ethernet\\s+MAC\\s+Address\\s+:\\s+([0-9a-f]{2}(:[0-9a-f]{2}){5})$")
                    .containsPattern("(?m)^Switch 02$")
                    .containsPattern("(?m)^System\\s+Serial\\s+Number\\s+:\\s+FCW2145L0AC$")
                    .containsPattern("(?m)^\\*\\s+1 41\\s+C9300-24P\\s+" + Pattern.quote(release.number()) + "\\s")
                    .containsPattern("(?m)^ \\s+2 65\\s+C9300-48P\\s+" + Pattern.quote(release.number()) + "\\s");
            assertThat(bench.cli("show inventory"))
                    .containsPattern("(?m)^NAME:\\s+\"Switch 2\",\\s+DESCR:\\s+\"C9300-48P\"$")
                    .containsPattern("(?m)^PID:\\s+C9300-48P.*,.*VID:\\s+V01\\s*,.*SN:\\s+FCW2145L0AC$");
        }
    }
}
