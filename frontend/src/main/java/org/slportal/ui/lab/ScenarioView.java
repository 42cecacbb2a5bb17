package org.slportal.ui.lab;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ScenarioRunId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.scenario.ScenarioCheck;
import org.slportal.services.lab.scenario.ScenarioRunItem;
import org.slportal.services.lab.scenario.ScenarioService;
import org.slportal.services.lab.scenario.ScenarioState;
import org.slportal.services.lab.scenario.ScenarioText;
import org.slportal.services.lab.scenario.StartScenario;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** One exercise: the switch's terminal, and beside it what is going on. */
@Route("lab/scenarios/:run([0-9]+)")
@PermitAll
public class ScenarioView extends LabPage {

    private static final long serialVersionUID = 1L;
    private static final int POLL_MILLIS = 1_000;
    private static final int NO_POLL = -1;
    /** A learner at the terminal wants privileged EXEC and the log. */
    private static final String GREETING = "enable\rterminal monitor\r";

    private final transient ScenarioService scenarios;
    private final transient AttachedSwitchService switches;
    private ScenarioRunId id = new ScenarioRunId(0);
    private @Nullable ScenarioState shown;
    private @Nullable ScenarioGuide guide;
    private transient @Nullable Registration polling;

    public ScenarioView(
            LabClockService clock,
            ScenarioService scenarios,
            AttachedSwitchService switches,
            CurrentActor current,
            CurrentAccount account) {
        super(clock, current, account);
        this.scenarios = scenarios;
        this.switches = switches;
    }

    @Override
    Class<? extends LabPage> tab() {
        return ScenariosView.class;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = LabNavigation.run(event);
        super.beforeEnter(event);
    }

    @Override
    void show(SmartAccountItem here) {
        ScenarioRunItem item = scenarios.find(current.get(), here.id(), id);
        shown = item.state();
        ScenarioText text = ScenarioText.of(item.scenario(), getLocale());
        header().title(t(
                        "scenarios.link",
                        item.scenario().number(),
                        t("scenarios." + item.scenario().name())))
                .context(context(item))
                .actions(actions(here.id(), item).toArray(Component[]::new));
        ScenarioGuide beside = new ScenarioGuide(text, item);
        guide = beside;
        add(div("two terminal-page scenario-page", main(item), beside));
        // The same page goes on to the next exercise when this one is set up again.
        getUI().ifPresent(this::pollWhileSettingUp);
    }

    private void pollWhileSettingUp(UI ui) {
        ui.setPollInterval(shown == ScenarioState.SETTING_UP ? POLL_MILLIS : NO_POLL);
    }

    private Component[] context(ScenarioRunItem item) {
        Span name = new Span(item.switchName());
        name.addClassName("mono");
        return new Component[] {
            name,
            new Span(item.udi().pid()),
            new Span(t("lab.switches.ios-xe", item.version())),
            new Span(item.virtualAccount()),
            ScenariosView.state(this, item)
        };
    }

    private List<Component> actions(SmartAccountId here, ScenarioRunItem item) {
        List<Component> actions = new ArrayList<>();
        boolean ready = item.state() == ScenarioState.READY;
        if (item.state() != ScenarioState.SETTING_UP) {
            actions.add(new Button(t("scenarios.again"), click -> again(here, item)));
        }
        if (ready) {
            actions.add(new Button(t("scenarios.end"), click -> {
                if (Notices.attempt(this, () -> scenarios.end(current.get(), here, id))) {
                    UI.getCurrent().navigate(ScenariosView.class);
                }
            }));
            item.scenario()
                    .condition()
                    .ifPresent(condition -> actions.add(new Button(t("scenarios.mend." + condition), click -> {
                        if (Notices.attempt(this, () -> scenarios.endServerTrouble(current.get(), here, id))) {
                            Notices.done(t("scenarios.mended." + condition));
                        }
                    })));
            Button check = new Button(t("scenarios.check"), click -> check(here));
            check.setDisableOnClick(true);
            check.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            actions.add(check);
        }
        return actions;
    }

    private void again(SmartAccountId here, ScenarioRunItem item) {
        Notices.attempt(this, () -> {
            ScenarioRunId fresh = scenarios.start(
                    current.get(), here, new StartScenario(item.scenario(), item.switchId(), item.virtualAccountId()));
            UI.getCurrent().navigate(ScenarioView.class, LabNavigation.of(fresh));
        });
    }

    private void check(SmartAccountId here) {
        Notices.attempt(this, () -> {
            ScenarioCheck check = scenarios.check(current.get(), here, id);
            if (guide != null) {
                guide.found(check);
            }
        });
        ScenarioRunItem now = scenarios.find(current.get(), here, id);
        header().context(context(now)).actions(actions(here, now).toArray(Component[]::new));
    }

    private Component main(ScenarioRunItem item) {
        if (item.state() == ScenarioState.SETTING_UP) {
            ProgressBar bar = new ProgressBar();
            bar.setIndeterminate(true);
            bar.getElement().setAttribute("aria-label", t("scenarios.setting-up"));
            return div("card", new H2(t("scenarios.setting-up")), bar, new Paragraph(t("scenarios.setting-up.advice")));
        }
        Div main = div("scenario-main");
        ScenarioRunItem.Problem problem = item.problem();
        if (problem != null) {
            Paragraph why = new Paragraph(t("error." + problem.reason(), problem.detail()));
            why.addClassName("problem");
            main.add(div("card", new H2(t("scenarios.failed")), why));
        }
        TerminalPane terminal = new TerminalPane(item.switchName());
        terminal.show(withoutPrompt(item.transcript()));
        if (item.state() == ScenarioState.READY || item.state() == ScenarioState.SOLVED) {
            terminal.connect(() -> {
                Actor actor = current.get();
                return listener -> switches.console(actor, item.switchId(), listener);
            });
            terminal.type(GREETING);
        }
        main.add(terminal);
        return main;
    }

    /** The session the learner gets begins with a prompt of its own. */
    private static String withoutPrompt(String transcript) {
        int end = transcript.lastIndexOf('\n');
        return end < 0 ? "" : transcript.substring(0, end + 1);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        pollWhileSettingUp(attach.getUI());
        polling = attach.getUI().addPollListener(event -> {
            if (shown == ScenarioState.SETTING_UP
                    && scenarios.find(current.get(), account.get().id(), id).state() != ScenarioState.SETTING_UP) {
                UI.getCurrent().refreshCurrentRoute(false);
            }
        });
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        if (polling != null) {
            polling.remove();
        }
        detach.getUI().setPollInterval(NO_POLL);
        super.onDetach(detach);
    }
}
