package org.slportal.ui.alert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import java.util.Set;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.AlertId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.alert.AlertFilter;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.alert.AlertState;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicensesView;

/** Alerts, worst first, and what can be done about them: one by one, or several that are ticked. */
class AlertGrid extends Div {

    private static final long serialVersionUID = 1L;

    private final transient AlertTools tools;
    private final transient SmartAccountItem account;
    private final SerializableSupplier<AlertFilter> filter;
    private final SerializableRunnable changed;
    private final AlertState state;
    private final LazyGrid<AlertListItem, AlertSort> grid;
    private final Button dismiss = new Button();
    private final Button snooze = new Button();
    private final Button wake = new Button();

    /**
     * @param filter asked at every reload; its state does not change
     * @param changed told after somebody dismissed or snoozed something here
     */
    AlertGrid(
            AlertTools tools,
            SmartAccountItem account,
            SerializableSupplier<AlertFilter> filter,
            SerializableRunnable changed) {
        this.tools = tools;
        this.account = account;
        this.filter = filter;
        this.changed = changed;
        state = filter.get().state();
        addClassName("page");
        boolean history = state == AlertState.CLEARED;
        grid = history
                ? new LazyGrid<>(AlertSort.class, AlertSort.CLEARED_AT, false)
                : new LazyGrid<>(AlertSort.class, AlertSort.SEVERITY, true);
        var severity = grid.component(getTranslation("alerts.severity"), this::severity)
                .asShown();
        if (!history) {
            severity.sort(AlertSort.SEVERITY);
        }
        grid.component(getTranslation("events.message"), this::message)
                .asShown()
                .grow();
        if (filter.get().pool() == null) {
            grid.component(getTranslation("alerts.source"), this::source)
                    .asShown()
                    .secondary();
        }
        when();
        if (!history) {
            grid.component(getTranslation("grid.actions"), this::menu).fixed();
        }
        grid.whenEmpty(this::empty);
        add(bulk(), grid);
        grid.boundedSource(
                filter::get,
                (page, chosen) -> tools.alerts().list(actor(), account.id(), chosen, page),
                chosen -> tools.alerts().count(actor(), account.id(), chosen));
    }

    private void when() {
        switch (state) {
            case OPEN ->
                grid.component(getTranslation("alerts.due"), this::due)
                        .asShown()
                        .secondary();
            case SNOOZED ->
                grid.component(getTranslation("alerts.until"), this::until)
                        .asShown()
                        .secondary();
            case CLEARED ->
                grid.component(getTranslation("alerts.cleared"), this::cleared)
                        .asShown()
                        .secondary();
        }
    }

    final void reload() {
        grid.grid().deselectAll();
        grid.reload();
    }

    private Actor actor() {
        return tools.current().get();
    }

    private boolean mayHandle(AlertListItem row) {
        return actor().may(Permission.MANAGE_LICENSES, account.id(), row.virtualAccountId());
    }

    private Component bulk() {
        Div bar = new Div(dismiss, snooze, wake);
        bar.addClassName("toolbar");
        boolean may = state != AlertState.CLEARED && actor().mayAnywhere(Permission.MANAGE_LICENSES, account.id());
        bar.setVisible(false);
        if (may) {
            var ticks = grid.ticks();
            ticks.addMultiSelectionListener(change -> {
                bar.setVisible(!change.getAllSelectedItems().isEmpty());
                count(change.getAllSelectedItems());
            });
            dismiss.addClickListener(click -> dismiss(ids(ticks.getSelectedItems(), true)));
            snooze.addClickListener(click -> snooze(ids(ticks.getSelectedItems(), false)));
            wake.addClickListener(click -> wake(ids(ticks.getSelectedItems(), false)));
        }
        snooze.setVisible(state == AlertState.OPEN);
        wake.setVisible(state == AlertState.SNOOZED);
        return bar;
    }

    private void count(Set<AlertListItem> ticked) {
        int dismissible = ids(ticked, true).size();
        dismiss.setText(getTranslation("alerts.dismiss-several", dismissible));
        dismiss.setEnabled(dismissible > 0);
        int all = ids(ticked, false).size();
        snooze.setText(getTranslation("alerts.snooze-several", all));
        snooze.setEnabled(all > 0);
        wake.setText(getTranslation("alerts.wake-several", all));
        wake.setEnabled(all > 0);
    }

    private List<AlertId> ids(Set<AlertListItem> ticked, boolean dismissible) {
        return ticked.stream()
                .filter(row -> (!dismissible || row.code().isDismissible()) && mayHandle(row))
                .map(AlertListItem::id)
                .toList();
    }

    private void dismiss(List<AlertId> alerts) {
        if (Notices.attempt(this, () -> tools.alerts().dismiss(actor(), alerts))) {
            done("alerts.dismissed", alerts.size());
        }
    }

    private void snooze(List<AlertId> alerts) {
        new SnoozeDialog(tools.dates(), alerts.size(), until -> tools.alerts().snooze(actor(), alerts, until))
                .then(() -> done("alerts.snoozed", alerts.size()))
                .open();
    }

    private void wake(List<AlertId> alerts) {
        if (Notices.attempt(this, () -> tools.alerts().wake(actor(), alerts))) {
            done("alerts.woken", alerts.size());
        }
    }

    private void done(String text, int alerts) {
        Notices.done(getTranslation(text, alerts));
        reload();
        changed.run();
    }

    private Component severity(AlertListItem row) {
        Pill.Tone tone = switch (row.severity()) {
            case MAJOR -> Pill.Tone.DANGER;
            case MINOR -> Pill.Tone.WARN;
            case INFO -> Pill.Tone.INFO;
        };
        return new Pill(tone, getTranslation("severity." + row.severity().name()));
    }

    private Component message(AlertListItem row) {
        String label = getTranslation("alert." + row.code().name() + ".label");
        AlertActions.Target target = AlertActions.target(row);
        Component name = target == null ? new Span(label) : new RouterLink(label, target.view(), target.parameters());
        name.addClassName("strong");
        return new Span(name, new Span(" — "), new Span(AlertText.of(this, row, tools.dates())));
    }

    private Component source(AlertListItem row) {
        var pool = row.virtualAccountId();
        String name = row.virtualAccount();
        return pool == null || name == null
                ? new Span(account.name())
                : new RouterLink(name, LicensesView.class, InventoryNavigation.of(pool));
    }

    private Component due(AlertListItem row) {
        var due = row.dueAt();
        if (due != null) {
            return tools.dates().timeWithDistance(due);
        }
        return switch (row.code()) {
            case INSUFFICIENT_LICENSES,
                    LICENSES_EXPIRED,
                    RESERVED_LICENSE_EXPIRED,
                    RESTRICTED_LICENSE_NOT_AVAILABLE,
                    AGREEMENT_PENDING,
                    AGREEMENT_UPDATED,
                    SYNC_OVERDUE -> new Span(getTranslation("alerts.now"));
            // Nothing must be done, or nothing can be done in time any more.
            default -> new Span("—");
        };
    }

    private Component until(AlertListItem row) {
        return new Span(
                tools.dates().timeWithDistance(row.awakeAt()),
                new Span(" " + getTranslation("alerts.by", String.valueOf(row.snoozedBy()))));
    }

    private Component cleared(AlertListItem row) {
        String by = row.dismissedBy();
        return new Span(
                tools.dates().timeWithDistance(row.clearedAt()),
                new Span(" " + (by == null ? getTranslation("alerts.by-rule") : getTranslation("alerts.by", by))));
    }

    private Component menu(AlertListItem row) {
        RowMenu menu = new RowMenu(getTranslation("alert." + row.code().name() + ".label"));
        AlertActions.Place place = new AlertActions.Place(tools, this, () -> {
            reload();
            changed.run();
        });
        AlertActions.addTo((text, way) -> menu.item(getTranslation(text), way), row, place, account);
        if (mayHandle(row)) {
            List<AlertId> one = List.of(row.id());
            if (state == AlertState.SNOOZED) {
                menu.item(getTranslation("alerts.wake"), () -> wake(one));
            } else {
                menu.item(getTranslation("alerts.snooze"), () -> snooze(one));
            }
            if (row.code().isDismissible()) {
                menu.item(getTranslation("alerts.dismiss"), () -> dismiss(one));
            }
        }
        return menu;
    }

    private Component empty() {
        AlertFilter now = filter.get();
        boolean limited =
                now.severity() != null || now.code() != null || !now.text().isBlank();
        if (limited) {
            return new EmptyState(getTranslation("alerts.none-found"), getTranslation("alerts.none-found.advice"));
        }
        return switch (state) {
            case OPEN -> new EmptyState(getTranslation("alerts.empty.title"), getTranslation("alerts.empty.advice"));
            case SNOOZED ->
                new EmptyState(getTranslation("alerts.none-snoozed"), getTranslation("alerts.none-snoozed.advice"));
            case CLEARED ->
                new EmptyState(getTranslation("alerts.none-cleared"), getTranslation("alerts.none-cleared.advice"));
        };
    }
}
