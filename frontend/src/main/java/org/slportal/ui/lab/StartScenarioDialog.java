package org.slportal.ui.lab;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.ScenarioRunId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.attached.AttachedSwitchItem;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.attached.AttachedSwitchSort;
import org.slportal.services.lab.scenario.Scenario;
import org.slportal.services.lab.scenario.ScenarioService;
import org.slportal.services.lab.scenario.StartScenario;
import org.slportal.services.page.PageQuery;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.PoolPicker;

/** On which switch a failure is to be practised, and what that does to the switch. */
class StartScenarioDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final Scenario scenario;
    private final transient ScenarioService scenarios;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final Select<AttachedSwitchItem> device = new Select<>();
    private final PoolPicker pool;
    private @Nullable ScenarioRunId started;

    StartScenarioDialog(
            Scenario scenario,
            ScenarioService scenarios,
            AttachedSwitchService switches,
            AccountService accounts,
            CurrentActor current,
            SmartAccountId account) {
        super(
                UI.getCurrent()
                        .getTranslation(
                                "scenarios.start.title",
                                scenario.number(),
                                UI.getCurrent().getTranslation("scenarios." + scenario.name())),
                UI.getCurrent().getTranslation("scenarios.start.button"));
        this.scenario = scenario;
        this.scenarios = scenarios;
        this.current = current;
        this.account = account;
        List<AttachedSwitchItem> there =
                switches
                        .list(current.get(), account, PageQuery.first(PageQuery.MAX_LIMIT, AttachedSwitchSort.NAME))
                        .stream()
                        .filter(AttachedSwitchItem::reachable)
                        .toList();
        device.setLabel(getTranslation("scenarios.switch"));
        device.setItems(there);
        device.setItemLabelGenerator(item -> item.name() + " · " + item.udi().pid() + " · " + item.version());
        device.setHelperText(there.isEmpty() ? getTranslation("scenarios.start.none") : null);
        PoolPicker.Source pools = (name, offset, limit) ->
                accounts.virtualAccounts(current.get(), account, Permission.MANAGE_TOKENS, name, offset, limit);
        pool = new PoolPicker(getTranslation("scenarios.virtual-account"), pools);
        pool.setHelperText(getTranslation("scenarios.virtual-account.help"));
        // The default one comes first, if the person may make tokens in it.
        pools.page("", 0, 1).stream()
                .filter(VirtualAccountItem::isDefault)
                .findFirst()
                .ifPresent(pool::setValue);
        field("switch", device);
        field("virtualAccount", pool);
        Paragraph consequences = new Paragraph();
        consequences.getElement().setAttribute("aria-live", "polite");
        consequences.setText(getTranslation("scenarios.start.consequences"));
        device.addValueChangeListener(change -> {
            AttachedSwitchItem.Registration registration =
                    change.getValue() == null ? null : change.getValue().registration();
            consequences.setText(
                    registration == null
                            ? getTranslation("scenarios.start.consequences")
                            : getTranslation(
                                    "scenarios.start.consequences-of",
                                    change.getValue().name(),
                                    registration.poolName()));
        });
        if (!there.isEmpty()) {
            device.setValue(there.getFirst());
        }
        content(consequences);
        then(() -> {
            if (started != null) {
                UI.getCurrent().navigate(ScenarioView.class, LabNavigation.of(started));
            }
        });
    }

    @Override
    protected void act() {
        AttachedSwitchItem on = device.getValue();
        VirtualAccountItem with = pool.getValue();
        if (on == null) {
            throw PortalException.rejected("switch", ErrorReason.REQUIRED);
        }
        if (with == null) {
            throw PortalException.rejected("virtualAccount", ErrorReason.REQUIRED);
        }
        started = scenarios.start(current.get(), account, new StartScenario(scenario, on.id(), with.id()));
    }
}
