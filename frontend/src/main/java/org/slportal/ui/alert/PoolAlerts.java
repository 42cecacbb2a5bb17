package org.slportal.ui.alert;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.alert.AlertFilter;
import org.slportal.services.alert.Severity;
import org.slportal.ui.component.LiveContent;

/** The counters of a Virtual Account's alerts; pressed, the alerts of that severity are shown below them until they are hidden. */
public final class PoolAlerts extends Div implements LiveContent {

    private static final long serialVersionUID = 1L;

    private final transient AlertTools tools;
    private final transient SmartAccountItem account;
    private final VirtualAccountId pool;
    private final SeverityToggles toggles;
    private final Button hide;
    private final Div panel = new Div();

    public PoolAlerts(AlertTools tools, SmartAccountItem account, VirtualAccountId pool) {
        this.tools = tools;
        this.account = account;
        this.pool = pool;
        addClassName("page");
        toggles = new SeverityToggles(this::show, Severity.MAJOR, Severity.MINOR, Severity.INFO);
        toggles.getElement().setAttribute("role", "group");
        toggles.getElement().setAttribute("aria-label", getTranslation("tab.alerts"));
        hide = new Button(getTranslation("alerts.hide"), click -> toggles.press(null));
        hide.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        hide.setVisible(false);
        toggles.add(hide);
        add(toggles, panel);
        recount();
    }

    @Override
    public void refreshLive() {
        recount();
        LiveContent.refreshIn(panel);
    }

    private void recount() {
        toggles.count(tools.alerts().counts(tools.current().get(), account.id(), pool));
    }

    private void show() {
        panel.removeAll();
        Severity only = toggles.only();
        hide.setVisible(only != null);
        if (only != null) {
            AlertFilter filter = AlertFilter.OPEN.of(pool).only(only);
            panel.add(new AlertGrid(tools, account, () -> filter, this::recount));
        }
    }
}
