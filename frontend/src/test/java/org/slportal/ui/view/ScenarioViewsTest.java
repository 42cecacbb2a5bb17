package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.select.Select;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.domain.id.ScenarioRunId;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.attached.AttachedSwitchSort;
import org.slportal.services.lab.scenario.Scenario;
import org.slportal.services.lab.scenario.ScenarioService;
import org.slportal.services.lab.scenario.ScenarioState;
import org.slportal.services.lab.scenario.StartScenario;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.ScriptedSwitch;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.lab.ScenarioView;
import org.slportal.ui.lab.ScenariosView;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "portal.lab=true")
@ContextConfiguration(initializers = LabDatabase.class, inheritInitializers = false)
@DirtiesContext
class ScenarioViewsTest extends ViewTest {

    @Autowired
    AttachedSwitchService switches;

    @Autowired
    ScenarioService scenarios;

    private final ScriptedSwitch device = new ScriptedSwitch();

    @AfterEach
    void switch_off() {
        device.close();
    }

    private AttachedSwitchId attached(TestAccounts.Account to) {
        switches.announce(to.administrator(), to.id(), List.of(device.ssh.announced()));
        return switches.list(to.administrator(), to.id(), PageQuery.first(1, AttachedSwitchSort.NAME))
                .getFirst()
                .id();
    }

    private ScenarioRunId ready(TestAccounts.Account in) throws InterruptedException {
        ScenarioRunId run = scenarios.start(
                in.administrator(), in.id(), new StartScenario(Scenario.NO_TRANSPORT, attached(in), in.pool()));
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (scenarios.find(in.administrator(), in.id(), run).state() == ScenarioState.SETTING_UP) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
        return run;
    }

    @Test
    void all_nine_are_there_and_one_is_started_on_a_chosen_switch() {
        attached(account());

        ScenariosView view = navigate("lab/scenarios", ScenariosView.class);
        assertThat(text(view))
                .contains("Scenario 1", "Product Already Registered", "Scenario 9", "Data and signature do not match")
                .contains("No exercise yet");
        test(find(Button.class).all().stream()
                        .filter(each -> each.getAriaLabel().orElse("").startsWith("Practise scenario 4"))
                        .findFirst()
                        .orElseThrow())
                .click();
        assertThat(text(find(Dialog.class).single())).contains("The switch is taken for the exercise");
        test(button("Set the failure up")).click();

        assertThat(find(H1.class, find(ScenarioView.class).single()).single().getText())
                .isEqualTo("Scenario 4 · Nothing to send with");
        assertThat(scenarios.count(account().administrator(), account().id())).isEqualTo(1);
    }

    @Test
    void without_a_switch_the_dialog_says_where_to_attach_one_and_starts_nothing() {
        navigate("lab/scenarios", ScenariosView.class);
        test(find(Button.class).all().stream()
                        .filter(each -> each.getAriaLabel().orElse("").startsWith("Practise scenario 1"))
                        .findFirst()
                        .orElseThrow())
                .click();
        test(button("Set the failure up")).click();

        Select<?> choice = find(Select.class).all().getFirst();
        assertThat(choice.isInvalid()).isTrue();
        assertThat(choice.getHelperText()).contains("No switch is attached");
        assertThat(scenarios.count(account().administrator(), account().id())).isZero();
    }

    @Test
    void an_exercise_shows_what_is_going_on_gives_hints_one_by_one_and_says_what_is_missing() throws Exception {
        ScenarioRunId run = ready(account());

        ScenarioView view = navigate("lab/scenarios/" + run, ScenarioView.class);
        assertThat(text(view)).contains("To be mended", "What is going on", "nothing to send with", "Hint 1 of 3");
        assertThat(text(view)).doesNotContain("profile \"CiscoTAC-1\"");
        test(button("Hint 1 of 3")).click();
        test(button("Hint 2 of 3")).click();
        assertThat(text(view)).contains("profile \"CiscoTAC-1\"", "Hint 3 of 3");

        test(button("Check my fix")).click();
        assertThat(text(view)).contains("Not mended yet", "The switch is not registered", "UNREGISTERED");

        device.answers.put(
                "show license status",
                "Smart Licensing is ENABLED\r\n\r\nRegistration:\r\n  Status: REGISTERED\r\n"
                        + "  Initial Registration: SUCCEEDED on Jan 01 00:00:00 2099 UTC\r\nsw#");
        test(button("Check my fix")).click();
        assertThat(text(view)).contains("Mended: the switch is registered").doesNotContain("Check my fix");
    }

    @Test
    void the_page_looks_again_while_a_failure_is_being_set_up_and_also_when_that_is_done_again() throws Exception {
        ScenarioRunId run = ready(account());
        navigate("lab/scenarios/" + run, ScenarioView.class);
        assertThat(UI.getCurrent().getPollInterval()).isEqualTo(-1);

        device.fallSilent();
        test(button("Set it up again")).click();

        assertThat(text(find(ScenarioView.class).single())).contains("The failure is being set up");
        assertThat(UI.getCurrent().getPollInterval()).isEqualTo(1_000);
    }

    @Test
    void whoever_does_not_operate_the_lab_sees_neither_page() throws Exception {
        ScenarioRunId run = ready(account());
        signInAs(Role.SMART_ACCOUNT_USER, null);

        navigate("lab/scenarios", RefusedView.class);
        navigate("lab/scenarios/" + run, RefusedView.class);
    }

    @Test
    void another_accounts_exercise_does_not_exist() throws Exception {
        ScenarioRunId run = ready(accounts.account());

        assertThat(text(navigate("lab/scenarios/" + run, RefusedView.class))).contains("Not found");
    }

    @Test
    void a_korean_reader_reads_korean_beside_what_the_device_says_in_english() throws Exception {
        ScenarioRunId run = ready(account());
        UI.getCurrent().setLocale(Locale.KOREAN);

        String page = text(navigate("lab/scenarios/" + run, ScenarioView.class));

        assertThat(page).contains("무슨 일이 일어나고 있는가", "Communication transport not available", "조치 확인");
    }
}
