package org.slportal.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.engine.AuthorizationState;
import org.slportal.agent.engine.RegistrationStatus;
import org.slportal.agent.engine.SmartAgent;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.FakePortal;
import org.slportal.agent.rig.Keyboard;
import org.slportal.domain.failure.FailureReason;

class ReloadTest {

    private final Bench bench = Bench.advantage();

    /** Types a line in privileged EXEC and answers what is asked. */
    private String type(Keyboard keyboard, String line) {
        CliSession session = CliSession.privileged(bench.device);
        session.interaction(keyboard);
        return session.execute(line);
    }

    @Test
    void a_reload_without_saving_loses_the_configuration_and_the_registration() {
        bench.register();
        bench.configure("hostname unsaved");
        bench.pass(Duration.ofDays(1));
        Keyboard keyboard = new Keyboard("no", "");

        String printed = type(keyboard, "reload");

        assertThat(keyboard.asked)
                .containsExactly(
                        "System configuration has been modified. Save? [yes/no]: ", "Proceed with reload? [confirm]");
        assertThat(printed).contains("Initializing Hardware...").endsWith("Press RETURN to get started!\n\n\n");
        assertThat(bench.device.config().current().hostname()).isEqualTo("acc-krk-01");
        assertThat(bench.state().identity()).isNull();
        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.UNREGISTERED);
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_MODE);
        // the portal knows nothing of it: scenario 1
        assertThat(bench.portal.knows("FCW2145L0AB")).isTrue();
        bench.register();
        assertThat(bench.cli("show license status"))
                .contains("    Failure reason: " + FailureReason.PRODUCT_ALREADY_REGISTERED + "\n");
    }

    @Test
    void what_was_saved_is_there_after_a_reload() {
        bench.register();
        bench.configure("hostname saved");
        Keyboard keyboard = new Keyboard("yes", "y");

        type(keyboard, "reload");

        assertThat(keyboard.asked.getLast())
                .isEqualTo("Building configuration...\n[OK]\nProceed with reload? [confirm]");
        assertThat(bench.device.config().current().hostname()).isEqualTo("saved");
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
        assertThat(bench.portal.messages).hasSize(2);
    }

    @Test
    void copy_running_config_saves_the_keys_too_and_then_nothing_is_asked_but_to_confirm() {
        bench.register();
        assertThat(bench.device.isSaved()).isFalse();
        Keyboard copying = new Keyboard("");

        assertThat(type(copying, "copy run start")).isEqualTo("Building configuration...\n[OK]\n");

        assertThat(copying.asked).containsExactly("Destination filename [startup-config]? ");
        Keyboard reloading = new Keyboard("");
        type(reloading, "reload");
        assertThat(reloading.asked).containsExactly("Proceed with reload? [confirm]");
        assertThat(bench.state().identity()).isNotNull();
    }

    @Test
    void another_file_name_is_refused_and_saves_nothing() {
        bench.configure("hostname other");

        assertThat(type(new Keyboard("elsewhere"), "copy run start")).startsWith("%Error opening nvram:elsewhere");

        assertThat(bench.device.isSaved()).isFalse();
    }

    @Test
    void a_registration_saved_before_it_was_renewed_by_force_is_lost_with_its_new_key() {
        bench.register();
        bench.cli("write memory");
        bench.nextKey = DeviceKey.generate();
        bench.cli("license smart register idtoken " + FakePortal.TOKEN + " force");

        assertThat(bench.device.agent().hasUnsavedKeys()).isTrue();
        bench.device.reload();

        assertThat(bench.state().identity()).isNull();
    }

    @Test
    void a_reload_not_confirmed_changes_nothing() {
        bench.configure("hostname other");

        type(new Keyboard("maybe", "no", "n"), "reload");
        type(new Keyboard(), "reload");

        assertThat(bench.device.config().current().hostname()).isEqualTo("other");
        assertThat(bench.device.starts()).isZero();
    }

    @Test
    void yes_or_no_is_insisted_on() {
        bench.configure("hostname other");
        Keyboard keyboard = new Keyboard("maybe", "", "n", "x");

        type(keyboard, "reload");

        assertThat(keyboard.asked)
                .element(1)
                .isEqualTo("% Please answer 'yes' or 'no'.\nSystem configuration has been modified. Save? [yes/no]: ");
        assertThat(keyboard.asked).hasSize(4);
    }

    @Test
    void the_evaluation_goes_on_over_reloads_saved_or_not() {
        bench.pass(Duration.ofDays(30));
        bench.device.reload();
        bench.pass(Duration.ofDays(10));
        bench.register();
        bench.pass(Duration.ofDays(5));

        bench.device.reload();

        assertThat(bench.device.agent().evaluationRemaining()).isEqualTo(Duration.ofDays(50));
        bench.pass(Duration.ofDays(50));
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_EXPIRED);
        bench.device.reload();
        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.EVAL_EXPIRED);
    }

    @Test
    void the_simulations_end_is_no_reload() {
        bench.register();
        bench.configure("hostname unsaved");
        bench.cli("debug call-home smart-licensing trace");
        String log = bench.cli("show logging");
        String events = bench.cli("show license eventlog");
        bench.pass(Duration.ofHours(1));

        bench.crashAndRestart(Duration.ofMinutes(1));

        assertThat(bench.device.config().current().hostname()).isEqualTo("unsaved");
        assertThat(bench.state().identity()).isNotNull();
        assertThat(bench.device.isSaved()).isFalse();
        assertThat(bench.cli("show logging")).isEqualTo(log);
        assertThat(bench.cli("show license eventlog")).isEqualTo(events);
        assertThat(bench.cli("show debugging")).contains("trace debugging is on");
        assertThat(bench.cli("show version")).contains("unsaved uptime is 1 hours, 1 minutes\n");
    }

    @Test
    void a_reload_empties_the_log_and_starts_the_uptime() {
        bench.register();
        bench.pass(Duration.ofHours(1));

        type(new Keyboard("n", ""), "reload");

        assertThat(bench.logged())
                .containsExactly(
                        "%SYS-5-RESTART",
                        "%SMART_LIC-6-AGENT_READY",
                        "%SMART_LIC-6-AGENT_ENABLED",
                        "%SMART_LIC-6-EXPORT_CONTROLLED",
                        "%SMART_LIC-6-HA_ROLE_CHANGED",
                        "%SMART_LIC-5-EVAL_START",
                        "%CALL_HOME-6-CALL_HOME_ENABLED",
                        "%PKI-2-NON_AUTHORITATIVE_CLOCK");
        assertThat(bench.cli("show version")).contains("acc-krk-01 uptime is 0 minutes\n");
        assertThat(bench.cli("show license eventlog")).contains("SAEVT_REGISTER_RESPONSE");
    }

    @Test
    void the_first_start_says_the_same_and_nothing_before_the_licensing_software_is_ready() {
        assertThat(bench.logged())
                .containsExactly(
                        "%SMART_LIC-6-AGENT_READY",
                        "%SMART_LIC-6-AGENT_ENABLED",
                        "%SMART_LIC-6-EXPORT_CONTROLLED",
                        "%SMART_LIC-6-HA_ROLE_CHANGED",
                        "%SMART_LIC-5-EVAL_START",
                        "%CALL_HOME-6-CALL_HOME_ENABLED",
                        "%PKI-2-NON_AUTHORITATIVE_CLOCK");
        assertThat(bench.cli("show logging | include EXPORT_CONTROLLED")).endsWith("features is not allowed\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clock calendar-valid", "ntp server 192.0.2.1"})
    void a_source_of_time_silences_the_pki_software(String line) {
        bench.configure(line);
        bench.cli("write memory");

        bench.device.reload();

        assertThat(bench.logged()).doesNotContain("%PKI-2-NON_AUTHORITATIVE_CLOCK");
    }

    @Test
    void without_call_home_nobody_enables_it_and_a_saved_registration_keeps_its_export() {
        bench.register();
        bench.configure("no service call-home");
        bench.cli("write memory");

        bench.device.reload();

        assertThat(bench.logged()).doesNotContain("%CALL_HOME-6-CALL_HOME_ENABLED", "%SMART_LIC-5-EVAL_START");
        assertThat(bench.cli("show logging | include EXPORT_CONTROLLED")).endsWith("features is allowed\n");
    }

    @Test
    void whoever_still_holds_what_ran_before_a_reload_changes_nothing() {
        bench.register();
        bench.cli("write memory");
        SmartAgent before = bench.device.agent();

        bench.device.reload();
        before.deregister();
        before.register("late", true);
        bench.crashAndRestart(Duration.ZERO);

        assertThat(bench.device.agent().authorizationState()).isEqualTo(AuthorizationState.AUTHORIZED);
        assertThat(bench.portal.messages).hasSize(2);
    }

    @Test
    void a_reload_forgets_a_registration_being_tried() {
        bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
        bench.register();

        bench.device.reload();
        bench.portal.fault = null;
        bench.pass(Duration.ofHours(1));

        assertThat(bench.state().registration().status()).isEqualTo(RegistrationStatus.UNREGISTERED);
        assertThat(bench.portal.knows("FCW2145L0AB")).isFalse();
    }

    @Test
    void a_reload_ordered_for_later_comes_at_its_second_even_if_the_simulation_ended_between() {
        Keyboard keyboard = new Keyboard("");
        type(keyboard, "reload in 10");
        assertThat(keyboard.asked)
                .containsExactly("Reload scheduled for 08:19:24 UTC Wed Mar 13 2024 (in 10 minutes) by console\n"
                        + "Reload reason: Reload Command\nProceed with reload? [confirm]");
        assertThat(bench.cli("show reload")).startsWith("Reload scheduled for 08:19:24 UTC Wed Mar 13 2024");

        bench.crashAndRestart(Duration.ofMinutes(5));
        bench.pass(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(bench.device.starts()).isZero();
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.device.starts()).isEqualTo(1);
        assertThat(bench.cli("show reload")).startsWith("No reload is scheduled.");
    }

    @Test
    void an_ordered_reload_is_cancelled() {
        type(new Keyboard(""), "reload in 1:30");

        assertThat(bench.cli("reload cancel")).contains("*** --- SHUTDOWN ABORTED ---");
        assertThat(bench.cli("reload cancel")).startsWith("%There is no pending reload");
        bench.pass(Duration.ofHours(2));

        assertThat(bench.device.starts()).isZero();
        assertThat(bench.cli("reload in soon")).startsWith("% Invalid time");
    }

    @Test
    void after_write_erase_a_reload_starts_from_nothing() {
        bench.register();
        bench.cli("write memory");

        assertThat(type(new Keyboard(""), "write erase")).isEqualTo("[OK]\nErase of nvram: complete\n");
        assertThat(bench.cli("show startup-config")).startsWith("startup-config is not present");
        bench.device.reload();

        assertThat(bench.device.config().current().hostname()).isEqualTo("Switch");
        assertThat(bench.state().identity()).isNull();
        assertThat(bench.cli("show license summary")).contains("  No licenses in use\n");
    }

    @Test
    void remote_sessions_end_at_a_reload_and_the_console_begins_anew() {
        CliSession remote = CliSession.remote(bench.device, "admin on vty0 (127.0.0.1)");
        CliSession console = CliSession.privileged(bench.device);

        bench.device.reload();

        assertThat(remote.isEnded()).isTrue();
        assertThat(console.isEnded()).isFalse();
        assertThat(console.prompt()).isEqualTo("acc-krk-01>");
    }

    @Test
    void leaving_configuration_and_reloading_are_logged_with_who_did_it() {
        CliSession remote = CliSession.remote(bench.device, "admin on vty0 (127.0.0.1)");
        remote.execute("enable");
        remote.execute("configure terminal");
        remote.execute("hostname other");
        remote.execute("end");

        assertThat(bench.device.syslog().lines().getLast())
                .endsWith("%SYS-5-CONFIG_I: Configured from console by admin on vty0 (127.0.0.1)");
    }
}
