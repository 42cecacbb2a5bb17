package org.slportal.ui.alert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertCounts;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.alert.Severity;
import org.slportal.ui.account.AgreementsView;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.decode.DecodeView;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicenseView;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.inventory.ProductInstanceView;
import org.slportal.ui.search.SearchLinks;
import org.slportal.ui.search.SearchView;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The account's open alerts, worst first; the counters are the filter. */
@Route("alerts")
@PermitAll
public class AlertsView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient AlertService alerts;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;
    private final Map<Severity, Button> toggles = new EnumMap<>(Severity.class);
    private @Nullable Severity only;

    public AlertsView(AlertService alerts, CurrentActor current, CurrentAccount account, Dates dates) {
        this.alerts = alerts;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        clear();
        only = null;
        header().title(t("tab.alerts"))
                .context(here.name(), t("alerts.context"))
                .actions(new RouterLink(t("decode.link"), DecodeView.class));
        LazyGrid<AlertListItem, AlertSort> grid = new LazyGrid<>(AlertSort.class, AlertSort.SEVERITY, true);
        grid.component(t("alerts.severity"), this::severity).sort(AlertSort.SEVERITY);
        grid.component(t("events.message"), row -> message(row)).grow();
        grid.component(t("alerts.source"), this::source).secondary();
        grid.component(t("alerts.due"), row -> due(row)).secondary();
        grid.component(t("grid.actions"), row -> menu(row, grid)).fixed();
        grid.whenEmpty(() -> only == null
                ? new EmptyState(t("alerts.empty.title"), t("alerts.empty.advice"))
                : new EmptyState(t("alerts.none-of-kind"), t("alerts.none-of-kind.advice")));
        grid.source(
                page -> alerts.list(current.get(), here.id(), null, only, page),
                () -> alerts.count(current.get(), here.id(), null, only));
        add(
                div("toolbar", toggle(Severity.MAJOR, grid), toggle(Severity.MINOR, grid), toggle(Severity.INFO, grid)),
                grid);
        recount();
    }

    private void recount() {
        AlertCounts counts = alerts.counts(current.get(), account.get().id());
        toggles.forEach((severity, toggle) -> toggle.setText(t(
                "alerts.toggle",
                t("severity." + severity.name()),
                switch (severity) {
                    case MAJOR -> counts.major();
                    case MINOR -> counts.minor();
                    case INFO -> counts.info();
                })));
    }

    private Button toggle(Severity severity, LazyGrid<?, ?> grid) {
        Button button = new Button();
        button.addClassName("toggle");
        button.addClickListener(click -> {
            only = only == severity ? null : severity;
            toggles.forEach((which, other) -> press(other, which == only));
            grid.reload();
        });
        press(button, false);
        toggles.put(severity, button);
        return button;
    }

    private static void press(Button button, boolean pressed) {
        button.getElement().setAttribute("aria-pressed", Boolean.toString(pressed));
    }

    private Component severity(AlertListItem row) {
        Pill.Tone tone = switch (row.severity()) {
            case MAJOR -> Pill.Tone.DANGER;
            case MINOR -> Pill.Tone.WARN;
            case INFO -> Pill.Tone.INFO;
        };
        return new Pill(tone, t("severity." + row.severity().name()));
    }

    private Component message(AlertListItem row) {
        Span label = new Span(t("alert." + row.code().name() + ".label"));
        label.getStyle().setFontWeight("600");
        return new Span(label, new Span(" — "), new Span(AlertText.of(this, row, dates)));
    }

    private Component source(AlertListItem row) {
        var pool = row.virtualAccountId();
        String name = row.virtualAccount();
        return pool == null || name == null
                ? new Span(account.get().name())
                : new RouterLink(name, LicensesView.class, InventoryNavigation.of(pool));
    }

    private Component due(AlertListItem row) {
        var due = row.dueAt();
        return switch (row.code()) {
            // Nothing can be done in time any more.
            case PI_FAILED_TO_RENEW, PI_REMOVED -> new Span("—");
            default -> due == null ? new Span(t("alerts.now")) : dates.timeWithDistance(due);
        };
    }

    private Component menu(AlertListItem row, LazyGrid<AlertListItem, AlertSort> grid) {
        RowMenu menu = new RowMenu(t("alert." + row.code().name() + ".label"));
        var pool = row.virtualAccountId();
        var license = row.licenseId();
        String subject = row.subject();
        if (pool != null && license != null) {
            menu.item(
                    t("alerts.view-license"),
                    () -> UI.getCurrent().navigate(LicenseView.class, InventoryNavigation.of(pool, license)));
        }
        if (row.code() == AlertCode.INSUFFICIENT_LICENSES) {
            menu.item(t("licenses.convert"), () -> UI.getCurrent().navigate(ConvertPaksView.class));
        }
        if (subject != null) {
            menu.item(
                    t("alerts.view-conversion"),
                    () -> UI.getCurrent().navigate(SearchView.class, SearchLinks.query(subject)));
        }
        if (row.code() == AlertCode.AGREEMENT_PENDING || row.code() == AlertCode.AGREEMENT_UPDATED) {
            menu.item(t("alerts.view-agreement"), () -> UI.getCurrent().navigate(AgreementsView.class));
        }
        if (row.code().isDismissible()
                && current.get().may(Permission.MANAGE_LICENSES, account.get().id(), pool)) {
            menu.item(t("alerts.dismiss"), () -> {
                if (Notices.attempt(this, () -> alerts.dismiss(current.get(), row.id()))) {
                    recount();
                    grid.reload();
                }
            });
        }
        var device = row.productInstanceId();
        if (pool != null && device != null) {
            menu.item(
                    t("alerts.view-instance"),
                    () -> UI.getCurrent().navigate(ProductInstanceView.class, InventoryNavigation.of(pool, device)));
        }
        return menu;
    }
}
