package org.slportal.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.agent.rig.Bench;

class VersionsTest {

    private static Bench bench(SoftwareVersion version, String... chassis) {
        return new Bench(
                Bench.hardware(chassis).running(version),
                1,
                "hostname core",
                "license boot level network-advantage addon dna-advantage");
    }

    private static List<String> asked(Bench bench) {
        return bench.device.agent().licenses().licensesInUse().stream()
                .map(use -> use.license().portalName() + " x" + use.count())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "V16_9_1, C9500 32QC NW Advantage",
        "V16_9_5, C9500 32QC NW Advantage",
        "V16_11_1, C9500 32QC NW Advantage",
        "V16_12_1, C9500 32QC NW Advantage",
        "V16_12_2, C9500 32QC NW Advantage",
        "V16_12_3A, C9500 Network Advantage",
    })
    void high_performance_models_ask_for_their_own_network_licence_until_it_became_generic(
            SoftwareVersion version, String network) {
        assertThat(asked(bench(version, "C9500-32QC:CAT2145L0AB")))
                .containsExactly(network + " x1", "C9500 32QC DNA Advantage x1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C9500-32C", "C9500-32QC", "C9500-24Y4C", "C9500-48Y4C"})
    void every_high_performance_model_becomes_generic_at_16_12_3a(String pid) {
        assertThat(asked(bench(SoftwareVersion.V16_12_3A, pid + ":CAT2145L0AB")))
                .first()
                .isEqualTo("C9500 Network Advantage x1");
    }

    @ParameterizedTest
    @CsvSource({"C9500-40X, C9500 Network Advantage x1", "C9300-24P, C9300 Network Advantage x1"})
    void other_models_ask_for_the_same_in_every_version(String pid, String network) {
        for (SoftwareVersion version : SoftwareVersion.values()) {
            assertThat(asked(bench(version, pid + ":CAT2145L0AB"))).first().isEqualTo(network);
        }
    }

    @Test
    void a_stackwise_virtual_pair_consumes_two_of_each_and_two_supervisors_two_and_one() {
        assertThat(asked(bench(SoftwareVersion.V16_12_3A, "C9500-40X:CAT2145L0AB", "C9500-40X:CAT2145L0AC")))
                .containsExactly("C9500 Network Advantage x2", "C9500-DNA-40X-A x2");
        assertThat(asked(bench(SoftwareVersion.V16_9_1, "C9407R:FXS2145L0AB")))
                .containsExactly("C9400 Network Advantage x2", "C9400 DNA Advantage x1");
    }

    @Test
    void the_version_is_in_the_configuration_and_in_show_version() {
        Bench bench = bench(SoftwareVersion.V16_12_3A, "C9500-32C:CAT2145L0AB");

        assertThat(bench.cli("show running-config | include ^version")).isEqualTo("version 16.12\n");
        assertThat(bench.cli("show version"))
                .contains(
                        "Cisco IOS XE Software, Version 16.12.03a\n",
                        "Cisco IOS Software [Gibraltar], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 16.12.3a,")
                .containsPattern("(?m)^network-advantage\\s+Smart License\\s+network-advantage$")
                .containsPattern("(?m)^dna-advantage\\s+Subscription Smart License\\s+dna-advantage$");
    }

    @Test
    void a_pair_shows_both_chassis_everywhere() {
        Bench bench = bench(SoftwareVersion.V16_12_3A, "C9500-40X:CAT2145L0AB", "C9500-40X:CAT2145L0AC");

        assertThat(bench.cli("show switch virtual")).contains("Virtual switch domain number : 1");
        assertThat(bench.cli("show switch"))
                .containsPattern("(?m)^\\*1 +Active")
                .containsPattern("(?m)^ 2 +Standby");
        assertThat(bench.cli("show inventory")).contains("NAME: \"Chassis 1\"", "NAME: \"Chassis 2\"");
        assertThat(bench.cli("show platform")).contains("CAT2145L0AC");
        assertThat(bench.cli("show redundancy")).contains("Hardware Mode = Duplex");
    }

    @Test
    void versions_are_found_by_number() {
        assertThat(SoftwareVersion.find("16.12.3A")).contains(SoftwareVersion.V16_12_3A);
        assertThat(SoftwareVersion.find("17.3.1")).isEmpty();
        assertThat(SoftwareVersion.V16_9_1.paddedNumber()).isEqualTo("16.09.01");
        assertThat(SoftwareVersion.V16_11_1.paddedNumber()).isEqualTo("16.11.01");
    }
}
