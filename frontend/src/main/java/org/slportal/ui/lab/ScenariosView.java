package org.slportal.ui.lab;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.scenario.Scenario;
import org.slportal.services.lab.scenario.ScenarioRunItem;
import org.slportal.services.lab.scenario.ScenarioService;
import org.slportal.services.lab.scenario.ScenarioSort;
import org.slportal.services.lab.scenario.ScenarioText;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Pill;
import org.slportal.ui.decode.DecodeView;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The nine failures to practise, and who practised what. */
@Route("lab/scenarios")
@PermitAll
public class ScenariosView extends LabPage {

    private static final long serialVersionUID = 1L;

    private final transient ScenarioService scenarios;
    private final transient AttachedSwitchService switches;
    private final transient AccountService accounts;
    private final transient Dates dates;

    public ScenariosView(
            LabClockService clock,
            ScenarioService scenarios,
            AttachedSwitchService switches,
            AccountService accounts,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        super(clock, current, account);
        this.scenarios = scenarios;
        this.switches = switches;
        this.accounts = accounts;
        this.dates = dates;
    }

    @Override
    void show(SmartAccountItem here) {
        header().context(here.name(), t("scenarios.context"))
                .actions(new RouterLink(t("decode.link"), DecodeView.class));
        Div cards = div("scenario-cards");
        cards.getElement().setAttribute("role", "list");
        for (Scenario scenario : Scenario.values()) {
            cards.add(card(here.id(), scenario));
        }
        add(cards, new H2(t("scenarios.exercises")), exercises(here.id()));
    }

    private Component card(SmartAccountId here, Scenario scenario) {
        ScenarioText text = ScenarioText.of(scenario, getLocale());
        Span says = new Span(text.title());
        says.addClassNames("mono", "says");
        Button practise = new Button(
                t("scenarios.practise"),
                click -> new StartScenarioDialog(scenario, scenarios, switches, accounts, current, here).open());
        practise.setAriaLabel(t("scenarios.practise-of", scenario.number(), text.title()));
        H2 title = new H2(t("scenarios." + scenario.name()));
        Div card = div(
                "card scenario-card",
                new Span(t("scenarios.number", scenario.number())),
                title,
                says,
                div("scenario-act", practise));
        card.getElement().setAttribute("role", "listitem");
        return card;
    }

    private LazyGrid<ScenarioRunItem, ScenarioSort> exercises(SmartAccountId here) {
        LazyGrid<ScenarioRunItem, ScenarioSort> grid =
                new LazyGrid<>(ScenarioSort.class, ScenarioSort.STARTED_AT, false);
        grid.component(t("scenarios.exercise"), this::link).asShown().grow();
        grid.text(t("scenarios.switch"), ScenarioRunItem::switchName)
                .identifier()
                .width("150px");
        grid.text(t("scenarios.by"), ScenarioRunItem::startedBy).secondary().width("150px");
        grid.text(t("scenarios.started"), item -> dates.time(item.startedAt()))
                .secondary()
                .width("170px");
        grid.component(t("scenarios.state"), item -> state(this, item))
                .asShown()
                .width("140px");
        grid.whenEmpty(() -> new EmptyState(t("scenarios.empty.title"), t("scenarios.empty.advice")));
        grid.source(query -> scenarios.list(current.get(), here, query), () -> scenarios.count(current.get(), here));
        return grid;
    }

    private RouterLink link(ScenarioRunItem item) {
        return new RouterLink(
                t(
                        "scenarios.link",
                        item.scenario().number(),
                        t("scenarios." + item.scenario().name())),
                ScenarioView.class,
                LabNavigation.of(item.id()));
    }

    static Pill state(Component reader, ScenarioRunItem item) {
        Pill.Tone tone = switch (item.state()) {
            case SETTING_UP -> Pill.Tone.INFO;
            case READY -> Pill.Tone.WARN;
            case SOLVED -> Pill.Tone.GOOD;
            case FAILED -> Pill.Tone.DANGER;
            case ENDED -> Pill.Tone.NEUTRAL;
        };
        return new Pill(tone, reader.getTranslation("scenarios.state." + item.state()));
    }
}
