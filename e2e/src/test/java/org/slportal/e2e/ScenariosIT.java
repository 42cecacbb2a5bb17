package org.slportal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * All nine scenarios from cause to remedy: the failure is set up by the command line, the learner's hands are on the switch's SSH terminal, and
 * everything that is printed is compared with what was recorded.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenariosIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SWITCH = "acc-krk-07";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private RunningPortal portal;
    private Switches switches;
    private int ssh;
    private String token;
    private int runs;

    @BeforeAll
    void start() throws Exception {
        portal = RunningPortal.fresh("scenarios");
        ssh = RunningPortal.freePort();
        switches = Switches.attached(
                portal,
                List.of("name=" + SWITCH + ",pid=C9300-24P,sn=FCW2145L0AB,ssh=" + ssh
                        + ",features=network-advantage+dna-advantage"));
        token = portal.demo().getProperty("registration-token");
    }

    @AfterAll
    void stop() {
        if (switches != null) {
            switches.close();
        }
        if (portal != null) {
            portal.close();
        }
    }

    /** One exercise, as it was set up. */
    private final class Exercise {

        private final int scenario;
        private final String id;
        private final Recording recording = new Recording();

        Exercise(int scenario) throws Exception {
            this.scenario = scenario;
            String printed = agent(0, Integer.toString(scenario), "--switch", SWITCH, "--hints");
            Matcher number = Pattern.compile("exercise (\\d+)").matcher(printed);
            assertThat(number.find()).as(printed).isTrue();
            id = number.group(1);
            printed.lines()
                    .skip(2)
                    .takeWhile(line -> line.isEmpty() || line.startsWith("  "))
                    .map(line -> line.isEmpty() ? "" : line.substring(2))
                    .forEach(recording::add);
            recording.add("=== remedy ===");
            assertThat(agent(1, "--check", id)).contains("Not mended yet");
        }

        /** Types the remedy, and waits until the switch shows what it leads to. A command with an arrow is repeated until it prints that. */
        void mend(List<String> commands, String... shown) throws Exception {
            try (Terminal terminal = new Terminal(ssh)) {
                recording.add(terminal.type("enable"));
                terminal.type("terminal length 0");
                for (String command : commands) {
                    String[] until = command.split(" -> ", 2);
                    recording.add(
                            until.length == 1
                                    ? terminal.type(command)
                                    : terminal.typeUntil(until[0], PATIENCE, until[1]));
                }
                recording.add(terminal.typeUntil("show license status", PATIENCE, shown));
                recording.add(terminal.type("show license summary"));
            }
            assertThat(agent(0, "--check", id)).contains("Mended");
            recording.keep(scenario);
            assertThat(recording.text()).isEqualTo(Recording.of(scenario));
        }

        void endServerTrouble() throws Exception {
            agent(0, "--end-server-trouble", id);
        }
    }

    private String agent(int exit, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(
                List.of("scenario", "--credentials", portal.credentials().toString()));
        all.addAll(List.of(arguments));
        Path output = portal.data.resolveSibling("scenarios-" + ++runs + ".log");
        try (Child program = Child.start(output, Jars.agent(), all)) {
            int code = program.awaitExit(Duration.ofMinutes(3));
            assertThat(code).as(program.output()).isEqualTo(exit);
            return program.output();
        }
    }

    private String register(boolean force) {
        return "license smart register idtoken " + token + (force ? " force" : "");
    }

    @Test
    void scenario_1_product_already_registered_is_mended_with_force() throws Exception {
        new Exercise(1).mend(List.of(register(true)), "Status: REGISTERED", "Status: AUTHORIZED on");
    }

    @Test
    void scenario_2_a_busy_server_recovers_and_a_new_token_registers() throws Exception {
        Exercise exercise = new Exercise(2);
        exercise.endServerTrouble();
        exercise.mend(List.of(register(false)), "Status: REGISTERED", "Status: AUTHORIZED on");
    }

    @Test
    void scenario_3_a_wrong_clock_is_set_right() throws Exception {
        Exercise exercise = new Exercise(3);
        exercise.mend(
                List.of("clock set " + CLOCK.format(Instant.now()), register(false)),
                "Status: REGISTERED",
                "Status: AUTHORIZED on");
    }

    @Test
    void scenario_4_the_call_home_profile_is_activated() throws Exception {
        new Exercise(4)
                .mend(
                        List.of(
                                "show call-home profile all",
                                "configure terminal",
                                "call-home",
                                "profile \"CiscoTAC-1\"",
                                "active",
                                "end",
                                register(false)),
                        "Status: REGISTERED",
                        "Status: AUTHORIZED on");
    }

    @Test
    void scenario_5_the_host_entry_that_leads_nowhere_is_removed() throws Exception {
        new Exercise(5)
                .mend(
                        List.of(
                                "show running-config | include ip host|ip route",
                                "ping localhost",
                                "configure terminal",
                                "no ip host localhost",
                                "end",
                                "license smart renew auth"),
                        "Last Communication Attempt: SUCCEEDED on");
    }

    @Test
    void scenario_6_the_licence_server_renews_its_signing_certificate() throws Exception {
        Exercise exercise = new Exercise(6);
        exercise.endServerTrouble();
        exercise.mend(List.of("license smart renew auth"), "Last Communication Attempt: SUCCEEDED on");
    }

    @Test
    void scenario_7_the_trustpoint_does_without_the_revocation_list() throws Exception {
        new Exercise(7)
                .mend(
                        List.of(
                                "configure terminal",
                                "crypto pki trustpoint SLA-TrustPoint",
                                "revocation-check none",
                                "end",
                                register(false)),
                        "Status: REGISTERED",
                        "Status: AUTHORIZED on");
    }

    @Test
    void scenario_8_the_switch_registers_where_its_licences_are() throws Exception {
        new Exercise(8).mend(List.of(register(true)), "Virtual Account: Krakow LAN-SW", "Status: AUTHORIZED on");
    }

    @Test
    void scenario_9_a_new_identity_takes_the_place_of_the_broken_one() throws Exception {
        new Exercise(9)
                .mend(
                        List.of(
                                "license smart deregister",
                                "show license status -> Status: UNREGISTERED",
                                register(true)),
                        "Status: REGISTERED",
                        "Status: AUTHORIZED on");
    }

    @Test
    void in_the_browser_one_click_sets_a_failure_up_and_the_remedy_is_typed_beside_it() {
        try (Browser browser = new Browser()) {
            Page page = browser.open(Browser.WIDE, ColorScheme.LIGHT);
            Browser.signIn(page, portal, "jkim");
            page.navigate(portal.url("/lab/scenarios"));
            PlaywrightAssertions.assertThat(page.getByText("Scenario 9").first())
                    .isVisible();
            assertThat(Accessibility.violations(page)).isEmpty();
            Browser.keep(page, "lab-scenarios");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(Pattern.compile("^Practise scenario 4")))
                    .click();
            Browser.button(page, "Set the failure up").click();
            Locator check = Browser.button(page, "Check my fix");
            check.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE.toMillis()));
            PlaywrightAssertions.assertThat(page.locator(".terminal-bar [role=status]"))
                    .containsText("Connected", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
            Locator screen = page.locator(".terminal-canvas .xterm-rows");
            PlaywrightAssertions.assertThat(screen).containsText(SWITCH + "#");
            Browser.keep(page, "lab-scenario-ready");
            // Opened by its address, the page shows the same.
            page.reload();
            PlaywrightAssertions.assertThat(screen)
                    .containsText("Failure reason: Communication transport not available");
            PlaywrightAssertions.assertThat(screen).containsText(SWITCH + "#");
            assertThat(Accessibility.violations(page)).isEmpty();
            check.click();
            PlaywrightAssertions.assertThat(page.getByText("The switch is not registered"))
                    .isVisible();

            page.locator(".terminal-canvas textarea").focus();
            for (String line : List.of(
                    "configure terminal", "call-home", "profile \"CiscoTAC-1\"", "active", "end", register(false))) {
                page.keyboard().type(line);
                page.keyboard().press("Enter");
            }
            PlaywrightAssertions.assertThat(screen)
                    .containsText("AUTH_RENEW_SUCCESS", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
            check.click();
            PlaywrightAssertions.assertThat(page.getByText("Mended: the switch is registered"))
                    .isVisible();
            Browser.keep(page, "lab-scenario-mended");
        }
    }
}
