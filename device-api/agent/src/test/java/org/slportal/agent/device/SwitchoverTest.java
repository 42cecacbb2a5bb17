package org.slportal.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.engine.AuthorizationState;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.Keyboard;

class SwitchoverTest {

    private static Bench stack() {
        return new Bench(
                Bench.hardware("C9300-24P:FCW2145L0AB", "C9300-48P:FCW2145L0AC", "C9300-24P:FCW2145L0AD"),
                1,
                "hostname acc-krk-01",
                "license boot level network-advantage");
    }

    private static Keyboard switchOver(Bench bench, String... answers) {
        CliSession session = CliSession.privileged(bench.device);
        Keyboard keyboard = new Keyboard(answers);
        session.interaction(keyboard);
        session.execute("redundancy force-switchover");
        return keyboard;
    }

    @Test
    void the_standby_takes_over_and_unsaved_keys_are_lost() {
        Bench bench = stack();
        bench.register();
        bench.configure("hostname unsaved");

        Keyboard keyboard = switchOver(bench, "no", "");

        assertThat(keyboard.asked)
                .containsExactly(
                        "System configuration has been modified. Save? [yes/no]: ",
                        "Proceed with switchover to standby RP? [confirm]");
        assertThat(bench.state().identity()).isNull();
        assertThat(bench.device.config().current().hostname()).isEqualTo("unsaved");
        assertThat(bench.logged())
                .endsWith(
                        "%REDUNDANCY-3-SWITCHOVER",
                        "%SMART_LIC-3-HOT_STANDBY_OUT_OF_SYNC",
                        "%SMART_LIC-6-HA_ROLE_CHANGED",
                        "%SMART_LIC-5-EVAL_START");
        assertThat(bench.cli("show license udi")).isEqualTo("""
                UDI: PID:C9300-24P,SN:FCW2145L0AB

                HA UDI List:
                    Standby:PID:C9300-24P,SN:FCW2145L0AB
                    Active:PID:C9300-48P,SN:FCW2145L0AC
                    Member:PID:C9300-24P,SN:FCW2145L0AD

                """);
        assertThat(bench.cli("show switch")).containsPattern("(?m)^ 1 +Standby").containsPattern("(?m)^\\*2 +Active");
    }

    @Test
    void saved_keys_survive_and_the_portal_is_asked_as_before() {
        Bench bench = stack();
        bench.register();

        switchOver(bench, "yes", "");

        assertThat(bench.logged()).endsWith("%REDUNDANCY-3-SWITCHOVER", "%SMART_LIC-6-HA_ROLE_CHANGED");
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
        bench.pass(Duration.ofDays(31));
        assertThat(bench.portal.messages).hasSize(3);
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
    }

    @Test
    void who_is_active_is_known_after_the_simulations_end_and_forgotten_by_a_reload() {
        Bench bench = stack();
        bench.device.switchOver();

        bench.crashAndRestart(Duration.ZERO);
        assertThat(bench.device.hardware().role(1)).isEqualTo("Active");
        bench.device.reload();
        assertThat(bench.device.hardware().role(0)).isEqualTo("Active");
    }

    @Test
    void a_switch_alone_has_nobody_to_hand_over_to() {
        Bench bench = Bench.advantage();

        assertThat(bench.cli("redundancy force-switchover")).startsWith("No standby is available");
        assertThat(bench.cli("show redundancy | include Hardware")).contains("Simplex");
    }

    @Test
    void supervisors_of_one_chassis_hand_over_to_each_other_and_back() {
        Bench bench = new Bench(Bench.hardware("C9407R:FXS2145L0AB"), 1, "license boot level network-advantage");
        assertThat(bench.cli("show redundancy")).contains("Active Location = slot 3", "Standby Location = slot 4");

        switchOver(bench, "");
        assertThat(bench.cli("show redundancy")).contains("Active Location = slot 4", "Standby Location = slot 3");
        assertThat(bench.cli("show license udi"))
                .contains("    Standby:PID:C9407R,SN:FXS2145L0AB\n    Active:PID:C9407R,SN:FXS2145L0AB\n");
        switchOver(bench, "");

        assertThat(bench.device.hardware().activeUnit()).isZero();
        assertThat(bench.cli("show inventory"))
                .contains("NAME: \"Chassis\"", "NAME: \"Slot 3 Supervisor\"", "NAME: \"Slot 4 Supervisor\"");
    }
}
