package org.slportal.ui.alert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertFilter;
import org.slportal.services.alert.AlertState;
import org.slportal.services.alert.Severity;
import org.slportal.ui.component.Page;
import org.slportal.ui.decode.DecodeView;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;
import org.slportal.ui.webhook.WebhooksView;

/** The alerts of the account and of all its Virtual Accounts, worst first; those that sleep; and those that are over. */
@Route("alerts")
@PermitAll
public class AlertsView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient AlertTools tools;
    private final transient CurrentAccount account;

    private final Select<AlertState> state = new Select<>();
    private final ComboBox<AlertCode> kind = new ComboBox<>();
    private final PoolPicker pool;
    private final TextField text = new TextField();
    private final SeverityToggles toggles = new SeverityToggles(this::reload, Severity.values());
    private final Div place = new Div();

    public AlertsView(AlertTools tools, CurrentAccount account) {
        this.tools = tools;
        this.account = account;
        pool = new PoolPicker("", account, Permission.VIEW);
        state.setAriaLabel(t("alerts.state"));
        state.setItems(AlertState.values());
        state.setItemLabelGenerator(one -> t("alerts.state." + one.name()));
        state.setValue(AlertState.OPEN);
        kind.setItems(Arrays.stream(AlertCode.values())
                .sorted(Comparator.comparing(this::label))
                .toList());
        kind.setItemLabelGenerator(this::label);
        kind.setPlaceholder(t("alerts.kind"));
        kind.setAriaLabel(t("alerts.kind"));
        kind.setClearButtonVisible(true);
        pool.setPlaceholder(t("alerts.any-pool"));
        pool.setAriaLabel(t("alerts.any-pool"));
        pool.setClearButtonVisible(true);
        text.setPlaceholder(t("alerts.search"));
        text.setAriaLabel(t("alerts.search"));
        text.setClearButtonVisible(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        state.addValueChangeListener(change -> list());
        kind.addValueChangeListener(change -> reload());
        pool.addValueChangeListener(change -> list());
        text.addValueChangeListener(change -> reload());
    }

    private String label(AlertCode code) {
        String label = t("alert." + code.name() + ".label");
        // Two kinds have one name; the list of kinds must tell them apart.
        return code == AlertCode.PI_REMOVED ? label + " (" + t("alerts.kind.removed") + ")" : label;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        clear();
        List<Component> actions = new ArrayList<>();
        actions.add(new RouterLink(t("decode.link"), DecodeView.class));
        if (tools.current().get().may(Permission.MANAGE_WEBHOOKS, here.id(), null)) {
            actions.add(new RouterLink(t("webhooks.title"), WebhooksView.class));
        }
        header().title(t("tab.alerts"))
                .context(here.name(), t("alerts.context"))
                .actions(actions.toArray(Component[]::new));
        add(toggles, div("toolbar", state, kind, pool, text), place);
        list();
    }

    private AlertFilter filter() {
        VirtualAccountItem chosen = pool.getValue();
        return new AlertFilter(
                state.getValue(),
                chosen == null ? null : chosen.id(),
                toggles.only(),
                kind.getValue(),
                text.getValue());
    }

    private void list() {
        place.removeAll();
        place.add(new AlertGrid(tools, account.get(), this::filter, this::recount));
        recount();
    }

    private void reload() {
        place.getChildren().forEach(grid -> ((AlertGrid) grid).reload());
    }

    /** What needs attention, whatever the list shows. */
    private void recount() {
        VirtualAccountItem chosen = pool.getValue();
        toggles.count(
                tools.alerts().counts(tools.current().get(), account.get().id(), chosen == null ? null : chosen.id()));
    }
}
