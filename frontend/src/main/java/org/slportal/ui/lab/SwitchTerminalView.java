package org.slportal.ui.lab;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.lab.attached.AttachedSwitchItem;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.ui.component.Facts;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** One attached switch: its terminal, and what the portal knows of it. */
@Route("lab/switches/:switch([0-9]+)")
@PermitAll
public class SwitchTerminalView extends LabPage {

    private static final long serialVersionUID = 1L;

    private final transient AttachedSwitchService switches;
    private final transient Dates dates;
    private AttachedSwitchId id = new AttachedSwitchId(0);

    public SwitchTerminalView(
            LabClockService clock,
            AttachedSwitchService switches,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        super(clock, current, account);
        this.switches = switches;
        this.dates = dates;
    }

    @Override
    Class<? extends LabPage> tab() {
        return AttachedSwitchesView.class;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = LabNavigation.id(event);
        super.beforeEnter(event);
    }

    @Override
    void show(SmartAccountItem here) {
        AttachedSwitchItem device = switches.require(current.get(), here.id(), id);
        Span udi = new Span(device.udi().asCli());
        udi.addClassName("mono");
        header().title(device.name()).context(udi, new Span(t("lab.switches.ios-xe", device.version())));
        TerminalPane terminal = new TerminalPane(device.name());
        terminal.connect(() -> {
            Actor actor = current.get();
            return listener -> switches.console(actor, device.id(), listener);
        });
        add(div("two terminal-page", terminal, div("card", new H2(t("lab.switches.about")), facts(device))));
    }

    private Facts facts(AttachedSwitchItem device) {
        return new Facts()
                .fact(t("lab.switches.state"), AttachedSwitchesView.state(this, device))
                .identifier(t("instances.pid"), device.udi().pid())
                .identifier(t("instances.serial"), device.udi().serialNumber())
                .fact(t("lab.switches.version"), device.version())
                .fact(t("lab.switches.registered"), AttachedSwitchesView.registered(this, device))
                .identifier(t("lab.switches.address"), device.address())
                .fact(t("lab.switches.seen"), dates.time(device.seenAt()));
    }
}
