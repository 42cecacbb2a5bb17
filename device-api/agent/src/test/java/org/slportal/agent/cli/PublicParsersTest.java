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
 * look for is written here anew: sections that begin with a headline at the margin, hold indented lines and end with an empty line; dated
 * statuses of six words after the status; a row of the usage table; and the fields of {@code show version} and {@code show inventory}.
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
