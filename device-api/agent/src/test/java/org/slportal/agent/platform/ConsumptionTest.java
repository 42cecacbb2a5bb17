package org.slportal.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
