package org.slportal.ui.lab;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.lab.attached.AttachedSwitchItem;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.attached.AttachedSwitchSort;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Pill;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.ProductInstanceView;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The switches whose terminals can be opened. */
@Route("lab/switches")
@PermitAll
public class AttachedSwitchesView extends LabPage {

    private static final long serialVersionUID = 1L;
    /** As often as switches announce themselves. */
    private static final int POLL_MILLIS = 10_000;

    private static final String COMMAND = """
            ./portal agent serve --attach credentials.properties \\
              --url https://localhost:8443 --trust-anchor root.pem --follow-clock https://localhost:8443/lab/clock \\
              --switch name=acc-krk-01,pid=C9300-24P,sn=FCW2145L0AB,features=network-advantage""";

    private final transient AttachedSwitchService switches;
    private final transient Dates dates;
    private @Nullable LazyGrid<AttachedSwitchItem, AttachedSwitchSort> grid;
    private transient @Nullable Registration polling;

    public AttachedSwitchesView(
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
    void show(SmartAccountItem here) {
        header().context(here.name(), t("lab.switches.context"));
        LazyGrid<AttachedSwitchItem, AttachedSwitchSort> list =
                new LazyGrid<>(AttachedSwitchSort.class, AttachedSwitchSort.NAME, true);
        list.component(t("instances.name"), AttachedSwitchesView::name)
                .asShown()
                .sort(AttachedSwitchSort.NAME);
        list.text(t("lab.switches.udi"), item -> item.udi().asCli())
                .sort(AttachedSwitchSort.DEVICE)
                .identifier()
                .secondary()
                .grow();
        list.text(t("lab.switches.version"), AttachedSwitchItem::version)
                .sort(AttachedSwitchSort.VERSION)
                .secondary()
                .width("150px");
        list.component(t("lab.switches.registered"), this::registered)
                .asShown()
                .secondary()
                .width("190px");
        list.text(t("lab.switches.seen"), item -> dates.time(item.seenAt()))
                .sort(AttachedSwitchSort.SEEN)
                .secondary()
                .width("170px");
        list.component(t("lab.switches.state"), item -> state(this, item)).asShown();
        list.component(t("grid.actions"), this::open).notExported().width("140px");
        list.whenEmpty(this::empty);
        list.source(
                query -> switches.list(current.get(), here.id(), query),
                () -> switches.count(current.get(), here.id()));
        grid = list;
        add(list);
    }

    private static Span name(AttachedSwitchItem item) {
        Span name = new Span(item.name());
        name.addClassName("mono");
        return name;
    }

    static Pill state(Component reader, AttachedSwitchItem item) {
        return item.reachable()
                ? new Pill(Pill.Tone.GOOD, reader.getTranslation("lab.switches.attached"))
                : new Pill(Pill.Tone.NEUTRAL, reader.getTranslation("lab.switches.away"));
    }

    private Component registered(AttachedSwitchItem item) {
        return registered(this, item);
    }

    /** Where it is registered, as a link to what the portal knows of it. */
    static Component registered(Component reader, AttachedSwitchItem item) {
        AttachedSwitchItem.Registration registration = item.registration();
        if (registration == null) {
            return new Span(reader.getTranslation("lab.switches.unregistered"));
        }
        return new RouterLink(
                registration.poolName(),
                ProductInstanceView.class,
                InventoryNavigation.of(registration.pool(), registration.device()));
    }

    private RouterLink open(AttachedSwitchItem item) {
        RouterLink link = new RouterLink(t("lab.switches.open"), SwitchTerminalView.class, LabNavigation.of(item.id()));
        link.getElement().setAttribute("aria-label", t("lab.switches.open-of", item.name()));
        return link;
    }

    private Component empty() {
        Pre command = new Pre(COMMAND);
        command.addClassNames("secret", "command");
        return new EmptyState(t("lab.switches.empty.title"), t("lab.switches.empty.advice"), new Div(command));
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        attach.getUI().setPollInterval(POLL_MILLIS);
        polling = attach.getUI().addPollListener(event -> {
            if (grid != null) {
                grid.reload();
            }
        });
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        if (polling != null) {
            polling.remove();
        }
        detach.getUI().setPollInterval(-1);
        super.onDetach(detach);
    }
}
