package org.slportal.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slportal.agent.rig.Bench;

class ConsumptionTest {

    private static final List<String> ADVANTAGE = List.of("network-advantage", "dna-advantage");

    private static List<String> used(Hardware hardware, List<String> features) {
        return hardware.consumption(PlatformCatalogue.bundled(), features).stream()
                .map(use -> use.count() + " " + use.license().portalName())
                .toList();
    }

    @Test
    void a_stack_consumes_one_of_each_for_every_switch() {
        assertThat(used(Bench.hardware("C9300-24P:A1", "C9300-24U:A2", "C9300-48P:A3"), ADVANTAGE))
                .containsExactly(
                        "2 C9300 Network Advantage",
                        "1 C9300 48P NW Advantage",
                        "2 C9300 DNA Advantage",
                        "1 C9300 48P DNA Advantage");
    }

    @Test
    void a_modular_chassis_consumes_network_licences_for_each_supervisor_and_one_dna() {
        assertThat(used(Bench.hardware("C9407R:A1"), ADVANTAGE))
                .containsExactly("2 C9400 Network Advantage", "1 C9400 DNA Advantage");
    }

    @Test
    void a_stackwise_virtual_pair_consumes_two_of_each() {
        assertThat(used(Bench.hardware("C9500-40X:A1", "C9500-40X:A2"), ADVANTAGE))
                .containsExactly("2 C9500 Network Advantage", "2 C9500-DNA-40X-A");
    }

    @Test
    void a_high_performance_model_has_its_own_tags() {
        assertThat(used(Bench.hardware("C9500-32C:A1"), ADVANTAGE))
                .containsExactly("1 C9500 32C NW Advantage", "1 C9500 32C DNA Advantage");
    }

    @ParameterizedTest
    @CsvSource({
        "C9200-24P, '1 C9200 Network Advantage, 24-port license'",
        "C9200L-48P-4G, '1 C9200L Network Advantage, 48-port license'",
        "C9300L-48P-4X, 1 C9300L 48P Network Advantage",
        "C9404R, 2 C9400 Network Advantage",
        "C9500-12Q, 1 C9500 Network Advantage",
        "C9606R, 2 C9600 Network Advantage",
    })
    void every_family_of_the_guide_has_its_network_licence(String pid, String network) {
        assertThat(used(Bench.hardware(pid + ":A1"), ADVANTAGE)).first().isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "WS-C3850-48P-S; license boot level ipservices addon dna-advantage; C3850_48_Ipserv, C3850-DNA-A-48",
                "WS-C3650-24P-S; license boot level ipbase addon dna-essentials; C3650_24_Ipbase, C3650-DNA-E-24",
                "WS-C3850-12XS-S; license boot level ipbase; C3850_XS_12_Ipbase",
                "C1111-8P; license boot level securityk9; ISR_1100_8P_Security",
                "ISR4321/K9; platform hardware throughput level 100000; ISR_4321_100M_Performance",
                "ISR4451-X/K9; platform hardware throughput level 2000000; ISR_4451_2G_Performance",
                "ASR1002-X; license boot level adventerprise; ASR_1000_AdvEnterprise",
                "ISRV; license boot level ax; ISRV AX 10M",
                "C9300-24P; license boot level network-essentials addon dna-essentials; C9300 Network Essentials, C9300 DNA Essentials",
            })
    void a_command_of_each_platform_consumes_its_licences(String pid, String command, String licences) {
        Bench bench = new Bench(Bench.hardware(pid + ":A1"), 1, "hostname one");
        assertThat(bench.device.agent().licenses().licensesInUse()).isEmpty();

        assertThat(bench.configure(command)).isEmpty();

        assertThat(bench.device.agent().licenses().licensesInUse().stream()
                        .map(use -> use.license().portalName())
                        .toList())
                .isEqualTo(List.of(licences.split(", ")));
        bench.configure("no " + command.replaceFirst(" addon .*", "").replaceFirst("(throughput level).*", "$1"));
        assertThat(bench.device.agent().licenses().licensesInUse()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "C9300-24P, license boot level network-essentials addon dna-advantage",
        "C9300-24P, license boot level ipbase",
        "C9300-24P, license boot level dna-advantage",
        "C9300-24P, license boot level network-advantage addon network-essentials",
        "C9300-24P, platform hardware throughput level 100000",
        "WS-C3850-48P-S, license boot level lanbase addon dna-essentials",
        "ISR4331/K9, platform hardware throughput level 100000",
        "ISR4331/K9, platform hardware throughput level MB 100",
        "ISRV, platform hardware throughput level MB 5000",
        "C1111-4P, license boot level uck9",
    })
    void what_a_model_does_not_have_is_refused_and_consumes_nothing(String pid, String command) {
        Bench bench = new Bench(Bench.hardware(pid + ":A1"), 1, "hostname one");

        assertThat(bench.configure(command)).startsWith("% Invalid value for this platform.");

        assertThat(bench.device.agent().licenses().licensesInUse()).isEmpty();
    }

    @Test
    void routers_consume_what_their_commands_switch_on() {
        Bench isr = new Bench(
                Bench.hardware("ISR4331/K9:FDO1"), 1, "license boot level securityk9", "license feature hseck9");
        Bench csr = new Bench(
                Bench.hardware("CSR1000V:9A1"),
                1,
                "license boot level ax",
                "platform hardware throughput level MB 1000");

        assertThat(used(
                        isr.device.hardware(),
                        isr.device
                                .config()
                                .current()
                                .licensedFeatures(isr.device.hardware().platform())))
                .containsExactly("1 ISR_4331_Security", "1 ISR_4331_Hsec");
        assertThat(used(
                        csr.device.hardware(),
                        csr.device
                                .config()
                                .current()
                                .licensedFeatures(csr.device.hardware().platform())))
                .containsExactly("1 CSR 1KV AX 1G");
    }

    @Test
    void every_model_has_licences_and_no_tag_has_two_names() {
        PlatformCatalogue catalogue = PlatformCatalogue.bundled();
        Set<String> pairs = new HashSet<>();
        Set<String> tags = new HashSet<>();
        for (PlatformLicense license : catalogue.licenses()) {
            pairs.add(license.tag() + license.portalName());
            tags.add(license.tag().value());
        }

        assertThat(catalogue.platforms())
                .hasSizeGreaterThan(10)
                .allSatisfy(platform -> assertThat(catalogue.licenses())
                        .anyMatch(license -> license.licenseGroup().equals(platform.licenseGroup())));
        assertThat(pairs).hasSameSizeAs(tags);
    }
}
