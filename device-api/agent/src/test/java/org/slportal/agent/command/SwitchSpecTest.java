package org.slportal.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.legacy.LegacyLicense;
import org.slportal.agent.platform.SoftwareVersion;

class SwitchSpecTest {

    private static final String STACK = "pid=WS-C3850-24P,sn=FOC1,members=WS-C3850-48P:FOC2+WS-C3850-48P-L:FOC3";

    private static List<LegacyChassis> legacy(String more) {
        return SwitchSpec.parse(STACK + more).legacy();
    }

    @Test
    void one_list_is_for_every_member() {
        assertThat(legacy(",legacy=ipservices+ap:5"))
                .hasSize(3)
                .containsOnly(new LegacyChassis("ipservices", "ipservices", 5, List.of()));
    }

    @Test
    void lists_parted_by_slashes_are_one_for_each_member() {
        assertThat(legacy(",legacy=ipservices+ap:5//lanbase"))
                .containsExactly(
                        new LegacyChassis("ipservices", "ipservices", 5, List.of()),
                        new LegacyChassis(null, null, 0, List.of()),
                        new LegacyChassis("lanbase", "lanbase", 0, List.of()));
    }

    @Test
    void without_a_list_the_product_id_says_the_level() {
        assertThat(legacy("")).extracting(LegacyChassis::levelInUse).containsExactly(null, null, "lanbase");
    }

    @Test
    void a_router_names_what_its_paks_gave() {
        assertThat(SwitchSpec.parse("pid=ISR4331/K9,sn=FDO1,legacy=SL-4330-SEC-K9+throughput:2")
                        .legacy())
                .containsExactly(new LegacyChassis(
                        null,
                        null,
                        0,
                        List.of(new LegacyLicense("SL-4330-SEC-K9", 1), new LegacyLicense("throughput", 2))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",legacy=ipservices/lanbase",
                ",legacy=ipservices+lanbase",
                ",legacy=network-advantage",
                ",legacy=ipbase:2",
                ",legacy=ap:-1",
                ",legacy=ap:1000001",
                ",legacy=ap:many",
                ",legacy=ipbase+",
            })
    void what_no_switch_can_hold_is_refused(String more) {
        assertThatThrownBy(() -> SwitchSpec.parse(STACK + more)).isInstanceOf(UsageException.class);
    }

    @Test
    void a_model_without_conversion_takes_no_legacy_licences() {
        assertThatThrownBy(() -> SwitchSpec.parse("pid=C9300-24P,sn=FOC1,legacy=ipbase"))
                .isInstanceOf(UsageException.class)
                .hasMessage("A C9300-24P has no legacy licences to convert");
    }

    @Test
    void the_levels_of_older_models_become_boot_levels() {
        assertThat(SwitchSpec.parse("pid=WS-C3850-24P,sn=FOC1,features=ipservices")
                        .factoryCommands("https://portal"))
                .endsWith("license boot level ipservices");
    }

    @Test
    void version_and_restconf_are_read_and_have_defaults() {
        SwitchSpec plain = SwitchSpec.parse("pid=C9300-24P,sn=FOC1");
        SwitchSpec full = SwitchSpec.parse("pid=C9500-32C,sn=CAT1,version=16.12.3a,restconf=8441");

        assertThat(plain.hardware().software()).isEqualTo(SoftwareVersion.V16_9_1);
        assertThat(plain.restconf()).isEmpty();
        assertThat(full.hardware().software()).isEqualTo(SoftwareVersion.V16_12_3A);
        assertThat(full.restconf()).hasValue(8441);
    }

    @Test
    void a_router_runs_no_release_in_which_smart_licensing_was_not_its_only_method() {
        assertThat(SwitchSpec.parse("pid=ISR4331/K9,sn=FDO1").hardware().software())
                .isEqualTo(SoftwareVersion.V16_10_1);
        assertThat(SwitchSpec.parse("pid=ISR4331/K9,sn=FDO1,version=16.12.3a")
                        .hardware()
                        .software())
                .isEqualTo(SoftwareVersion.V16_12_3A);
        assertThatThrownBy(() -> SwitchSpec.parse("pid=CSR1000V,sn=9A1,version=16.9.5"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "No such version of a CSR1000V: 16.9.5. Smart Licensing is its only method from 16.10.1 on. "
                                + "Known: 16.10.1, 16.11.1, 16.12.1, 16.12.2, 16.12.3a");
    }

    @Test
    void the_time_between_two_requests_while_out_of_compliance_is_read() {
        assertThat(SwitchSpec.parse("pid=C9300-24P,sn=FOC1,ooc-retry=12")
                        .settings()
                        .outOfComplianceRetry())
                .isEqualTo(Duration.ofHours(12));
        assertThat(SwitchSpec.parse("pid=C9300-24P,sn=FOC1").settings().outOfComplianceRetry())
                .isEqualTo(Duration.ofDays(1));
        assertThatThrownBy(() -> SwitchSpec.parse("pid=C9300-24P,sn=FOC1,ooc-retry=0"))
                .isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version=17.3.1", "version=", "restconf=", "restconf=99999", "restconf=x"})
    void a_version_or_port_that_is_none_is_said_plainly(String wrong) {
        assertThatThrownBy(() -> SwitchSpec.parse("pid=C9300-24P,sn=FOC1," + wrong))
                .isInstanceOf(UsageException.class);
    }
}
