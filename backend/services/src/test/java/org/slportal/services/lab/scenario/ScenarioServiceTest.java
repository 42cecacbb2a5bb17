package org.slportal.services.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.domain.id.ScenarioRunId;
import org.slportal.domain.token.TokenText;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.attached.AttachedSwitchSort;
import org.slportal.services.lab.condition.LabCondition;
import org.slportal.services.lab.condition.LabConditions;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.ScriptedSwitch;
import org.slportal.services.testing.ServicesTestApplication;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.token.TokenListItem;
import org.slportal.services.token.TokenService;
import org.slportal.services.token.TokenSort;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** Who may practise what; what the real switch makes of each scenario is tested end to end. */
@SpringBootTest(
        classes = ServicesTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "portal.lab=true")
@ContextConfiguration(initializers = LabDatabase.class)
@DirtiesContext
class ScenarioServiceTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    AttachedSwitchService switches;

    @Autowired
    ScenarioService scenarios;

    @Autowired
    LabConditions conditions;

    @Autowired
    TokenService tokens;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private final ScriptedSwitch device = new ScriptedSwitch();
    private TestAccounts.Account account;
    private AttachedSwitchId id;

    @BeforeEach
    void begin() {
        account = accounts.account();
        id = attach(account);
    }

    @AfterEach
    void end() {
        device.close();
    }

    private AttachedSwitchId attach(TestAccounts.Account to) {
        switches.announce(to.administrator(), to.id(), List.of(device.ssh.announced()));
        return switches.list(to.administrator(), to.id(), PageQuery.first(1, AttachedSwitchSort.NAME))
                .getFirst()
                .id();
    }

    private StartScenario noTransport() {
        return new StartScenario(Scenario.NO_TRANSPORT, id, account.pool());
    }

    private ScenarioRunId start(Scenario scenario) {
        return scenarios.start(account.administrator(), account.id(), new StartScenario(scenario, id, account.pool()));
    }

    private ScenarioRunItem find(ScenarioRunId run) {
        return scenarios.find(account.administrator(), account.id(), run);
    }

    private ScenarioRunItem settled(ScenarioRunId run) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        ScenarioRunItem item = find(run);
        while (item.state() == ScenarioState.SETTING_UP && System.nanoTime() < deadline) {
            Thread.sleep(20);
            item = find(run);
        }
        return item;
    }

    private int events(EventCode code) {
        return sql.fetchCount(EVENT, EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq(code.name())));
    }

    @Test
    void a_failure_is_set_up_and_what_the_switch_printed_is_kept_without_the_token() throws Exception {
        ScenarioRunItem item = settled(start(Scenario.NO_TRANSPORT));

        assertThat(item.problem()).isNull();
        assertThat(item.state()).isEqualTo(ScenarioState.READY);
        assertThat(item.readyAt()).isEqualTo(clock.instant());
        assertThat(item.transcript())
                .contains("%SMART_LIC-3-AGENT_REG_FAILED", "Status: UNREGISTERED")
                .doesNotContain("configure terminal");
        TokenListItem token = tokens.list(
                        account.administrator(), account.pool(), PageQuery.first(1, TokenSort.CREATED_AT))
                .getFirst();
        String whole = tokens.reveal(account.administrator(), token.id());
        assertThat(item.transcript()).doesNotContain(whole).contains(TokenText.abbreviate(whole));
        assertThat(scenarios.list(account.administrator(), account.id(), PageQuery.first(10, ScenarioSort.STARTED_AT)))
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.id()).isEqualTo(item.id());
                    assertThat(listed.transcript()).as("lists leave it out").isEmpty();
                });
        assertThat(events(EventCode.SCENARIO_STARTED)).isEqualTo(1);
        assertThat(events(EventCode.SCENARIO_READY)).isEqualTo(1);
    }

    @Test
    void a_switch_that_does_not_show_the_failure_is_no_exercise() throws Exception {
        device.answers.put(
                "license smart register", "\r\n%SMART_LIC-6-AGENT_REG_SUCCESS: Registration successful\r\nsw#");

        ScenarioRunItem item = settled(start(Scenario.NO_TRANSPORT));

        assertThat(item.state()).isEqualTo(ScenarioState.FAILED);
        assertThat(Objects.requireNonNull(item.problem()).reason()).isEqualTo(ErrorReason.SCENARIO_SYMPTOM_MISSING);
        assertThat(item.transcript()).contains("AGENT_REG_SUCCESS");
        assertThat(events(EventCode.SCENARIO_FAILED)).isEqualTo(1);
    }

    @Test
    void an_enable_secret_is_told() throws Exception {
        device.answers.put("enable", "Password: ");

        assertThat(Objects.requireNonNull(settled(start(Scenario.NO_TRANSPORT)).problem())
                        .reason())
                .isEqualTo(ErrorReason.SCENARIO_ENABLE_SECRET);
    }

    @Test
    void whoever_does_not_operate_the_lab_starts_and_sees_none() throws Exception {
        ScenarioRunId run = start(Scenario.NO_TRANSPORT);
        settled(run);
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);

        assertNotAllowed(() -> scenarios.start(viewer, account.id(), noTransport()));
        assertNotAllowed(() -> scenarios.find(viewer, account.id(), run));
        assertNotAllowed(() -> scenarios.check(viewer, account.id(), run));
        assertNotAllowed(() -> scenarios.end(viewer, account.id(), run));
        assertNotAllowed(() -> scenarios.endServerTrouble(viewer, account.id(), run));
    }

    @Test
    void what_is_another_accounts_does_not_exist() throws Exception {
        ScenarioRunId run = start(Scenario.NO_TRANSPORT);
        settled(run);
        var other = accounts.account();
        var stranger = other.administrator();

        assertUnknown(() -> scenarios.find(stranger, other.id(), run));
        assertUnknown(() -> scenarios.find(stranger, account.id(), run));
        assertUnknown(() -> scenarios.check(stranger, other.id(), run));
        assertUnknown(() -> scenarios.end(stranger, other.id(), run));
        assertUnknown(() -> scenarios.endServerTrouble(stranger, other.id(), run));
        assertUnknown(() ->
                scenarios.start(stranger, other.id(), new StartScenario(Scenario.NO_TRANSPORT, id, other.pool())));
        assertUnknown(() -> scenarios.start(
                account.administrator(), account.id(), new StartScenario(Scenario.NO_TRANSPORT, id, other.pool())));
        assertThat(scenarios.count(stranger, other.id())).isZero();
    }

    @Test
    void of_two_who_want_the_switch_at_once_one_gets_it() throws Exception {
        device.fallSilent();

        List<Object> outcomes = Threads.race(2, i -> (Callable<Object>) () -> {
            try {
                return scenarios.start(account.administrator(), account.id(), noTransport());
            } catch (PortalException refused) {
                return refused.reason();
            }
        });

        assertThat(outcomes)
                .hasAtLeastOneElementOfType(ScenarioRunId.class)
                .contains(ErrorReason.SCENARIO_SWITCH_TAKEN);
        assertThat(scenarios.count(account.administrator(), account.id())).isEqualTo(1);
    }

    @Test
    void an_exercise_gives_way_to_the_next_of_the_same_person_and_to_nobody_elses() throws Exception {
        ScenarioRunId first = start(Scenario.NO_TRANSPORT);
        settled(first);
        var colleague = accounts.actor(account, Role.SMART_ACCOUNT_ADMINISTRATOR, null);
        assertRefused(ErrorReason.SCENARIO_SWITCH_TAKEN, () -> scenarios.start(colleague, account.id(), noTransport()));
        assertThat(find(first).state()).isEqualTo(ScenarioState.READY);

        ScenarioRunId second = start(Scenario.NO_TRANSPORT);

        assertThat(find(first).state()).isEqualTo(ScenarioState.ENDED);
        assertThat(settled(second).state()).isEqualTo(ScenarioState.READY);
    }

    @Test
    void a_switch_that_is_away_is_refused() {
        clock.advance(Duration.ofSeconds(31));

        assertRefused(ErrorReason.SCENARIO_SWITCH_AWAY, () -> start(Scenario.NO_TRANSPORT));
    }

    @Test
    void what_was_being_set_up_when_the_portal_stopped_is_over_after_five_minutes() {
        device.fallSilent();
        ScenarioRunId run = start(Scenario.NO_TRANSPORT);
        assertRefused(
                ErrorReason.SCENARIO_NOT_READY, () -> scenarios.check(account.administrator(), account.id(), run));

        clock.advance(Duration.ofMinutes(5));
        assertThat(find(run).state()).isEqualTo(ScenarioState.SETTING_UP);
        clock.advance(Duration.ofMillis(1));

        assertThat(find(run).state()).isEqualTo(ScenarioState.FAILED);
        assertThat(Objects.requireNonNull(find(run).problem()).reason()).isEqualTo(ErrorReason.SCENARIO_INTERRUPTED);
        attach(account);
        assertThat(start(Scenario.NO_TRANSPORT)).isNotEqualTo(run);
    }

    @Test
    void the_check_says_what_is_still_missing_and_notices_the_remedy() throws Exception {
        ScenarioRunId run = start(Scenario.NO_TRANSPORT);
        settled(run);
        assertThat(scenarios.check(account.administrator(), account.id(), run))
                .satisfies(check -> assertThat(check.solved()).isFalse())
                .extracting(check -> check.findings().getFirst())
                .isEqualTo(new ScenarioCheck.Finding(ScenarioCheck.Point.REGISTERED, false, "UNREGISTERED"));

        String now = java.time.format.DateTimeFormatter.ofPattern("MMM dd HH:mm:ss yyyy", java.util.Locale.ENGLISH)
                .withZone(java.time.ZoneOffset.UTC)
                .format(clock.instant());
        device.answers.put(
                "show license status",
                "Smart Licensing is ENABLED\r\n\r\nRegistration:\r\n  Status: REGISTERED\r\n"
                        + "  Initial Registration: SUCCEEDED on " + now + " UTC\r\nsw#");

        assertThat(scenarios.check(account.administrator(), account.id(), run).solved())
                .isTrue();
        assertThat(find(run).state()).isEqualTo(ScenarioState.SOLVED);
        scenarios.check(account.administrator(), account.id(), run);
        assertThat(events(EventCode.SCENARIO_SOLVED)).isEqualTo(1);
    }

    @Test
    void giving_up_undoes_the_cause_and_frees_the_switch() throws Exception {
        ScenarioRunId run = start(Scenario.SERVER_BUSY);
        device.answers.put("license smart register", ScriptedSwitch.FAILURE);
        ScenarioRunItem item = settled(run);
        assertThat(item.state()).as("the scripted switch shows another failure").isEqualTo(ScenarioState.FAILED);
        ScenarioRunId ready = start(Scenario.NO_TRANSPORT);
        settled(ready);

        scenarios.end(account.administrator(), account.id(), ready);

        assertThat(find(ready).state()).isEqualTo(ScenarioState.ENDED);
        assertThat(device.ssh.shell().typed()).contains("active\r", "lab firewall pass\r", "service call-home\r");
        scenarios.end(account.administrator(), account.id(), ready);
        assertThat(events(EventCode.SCENARIO_ENDED)).isEqualTo(1);
    }

    @Test
    void the_servers_trouble_ends_by_a_word_of_the_operator() throws Exception {
        device.answers.put(
                "license smart register",
                "\r\n%SMART_LIC-3-AGENT_REG_FAILED: Your request could not be processed right now. Please try again\r\nsw#");
        ScenarioRunId run = start(Scenario.SERVER_BUSY);
        ScenarioRunItem item = settled(run);
        assertThat(item.state()).isEqualTo(ScenarioState.READY);
        assertThat(conditions.holds(LabCondition.SERVER_BUSY, item.udi())).isTrue();

        scenarios.endServerTrouble(account.administrator(), account.id(), run);

        assertThat(conditions.holds(LabCondition.SERVER_BUSY, item.udi())).isFalse();
        assertThat(events(EventCode.SCENARIO_SERVER_MENDED)).isEqualTo(1);
        ScenarioRunId other = start(Scenario.NO_TRANSPORT);
        assertRefused(
                ErrorReason.SCENARIO_NOTHING_TO_END,
                () -> scenarios.endServerTrouble(account.administrator(), account.id(), other));
    }
}
