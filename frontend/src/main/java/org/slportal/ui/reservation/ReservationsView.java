package org.slportal.ui.reservation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.reservation.ReservationListItem;
import org.slportal.services.reservation.ReservationListing;
import org.slportal.services.reservation.ReservationService;
import org.slportal.services.reservation.ReservationSettingsService;
import org.slportal.services.reservation.ReservationSort;
import org.slportal.services.reservation.ReservationState;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;

/** Devices of a Virtual Account whose licences are reserved. */
@Route("inventory/:va([0-9]+)/reservations")
@PermitAll
public class ReservationsView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private record Chosen(String search, boolean all) {}

    private final transient ReservationListing listing;
    private final transient ReservationService reservations;
    private final transient ReservationSettingsService settings;
    private final transient AccountService accounts;
    private final transient CurrentActor current;
    private final transient Dates dates;

    public ReservationsView(
            ReservationListing listing,
            ReservationService reservations,
            ReservationSettingsService settings,
            AccountService accounts,
            CurrentActor current,
            Dates dates) {
        this.listing = listing;
        this.reservations = reservations;
        this.settings = settings;
        this.accounts = accounts;
        this.current = current;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var id = new VirtualAccountId(ReservationNavigation.id(event.getRouteParameters(), ReservationNavigation.VA));
        VirtualAccountItem pool = accounts.virtualAccount(current.get(), id);
        boolean manages = current.get().may(Permission.MANAGE_LICENSES, pool.smartAccountId(), id);
        clear();
        header().title(t("reservation.title")).context(pool.name());
        if (manages && settings.isEnabled(current.get(), pool.smartAccountId())) {
            Button reserve = new Button(
                    t("reservation.open"),
                    click -> UI.getCurrent().navigate(ReserveView.class, ReservationNavigation.of(id)));
            reserve.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            header().actions(reserve);
        }
        TextField search = new TextField();
        search.setPlaceholder(t("reservation.search"));
        search.setAriaLabel(t("reservation.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        Checkbox all = new Checkbox(t("reservation.all"));
        LazyGrid<ReservationListItem, ReservationSort> grid =
                new LazyGrid<>(ReservationSort.class, ReservationSort.CREATED, false);
        grid.text(t("reservation.device"), row -> row.udi().asCli())
                .identifier()
                .sort(ReservationSort.DEVICE)
                .grow();
        grid.text(
                        t("reservation.kind"),
                        row -> t("reservation.kind." + row.kind().name()))
                .secondary();
        grid.component(t("reservation.state"), this::state).asShown().width("210px");
        grid.number(t("reservation.licenses"), ReservationListItem::licenses, false);
        grid.component(t("reservation.created"), row -> dates.timeWithDistance(row.createdAt()))
                .asShown()
                .sort(ReservationSort.CREATED)
                .secondary();
        grid.text(t("reservation.by"), ReservationListItem::createdBy).secondary();
        if (manages) {
            grid.component(t("grid.actions"), row -> menu(row, grid)).fixed();
        }
        grid.whenEmpty(() ->
                search.isEmpty() ? new EmptyState(t("reservation.none.title"), t("reservation.none.advice")) : null);
        grid.boundedSource(
                () -> new Chosen(search.getValue(), all.getValue()),
                (page, chosen) -> listing.list(current.get(), id, page, chosen.search(), chosen.all()),
                chosen -> listing.count(current.get(), id, chosen.search(), chosen.all()));
        search.addValueChangeListener(change -> grid.reload());
        all.addValueChangeListener(change -> grid.reload());
        add(div("toolbar", search, all), grid);
    }

    private Component state(ReservationListItem row) {
        Pill.Tone tone = row.state() == ReservationState.UPDATE_PENDING ? Pill.Tone.WARN : Pill.Tone.INFO;
        return new Pill(tone, t("reservation.state." + row.state().name()));
    }

    private Component menu(ReservationListItem row, LazyGrid<ReservationListItem, ReservationSort> grid) {
        String device = row.udi().asCli();
        if (row.state() == ReservationState.RETURNED || row.state() == ReservationState.REHOSTED) {
            return new Span();
        }
        RowMenu menu = new RowMenu(device);
        if (row.state() == ReservationState.UPDATE_PENDING) {
            menu.item(
                    t("reservation.confirm"),
                    () -> new CodeDialog(
                                    t("reservation.confirm.title"),
                                    t("reservation.confirm.text"),
                                    "code",
                                    t("reservation.confirm.code"),
                                    t("reservation.confirm.button"),
                                    code -> reservations.confirm(current.get(), row.id(), code))
                            .then(() -> {
                                Notices.done(t("reservation.confirmed", device));
                                grid.reload();
                            })
                            .open());
            menu.item(
                    t("reservation.cancel"),
                    () -> new Confirm(
                                    t("reservation.cancel.title"),
                                    t("reservation.cancel.text", device),
                                    t("reservation.cancel.button", device),
                                    () -> reservations.cancelUpdate(current.get(), row.id(), row.version()))
                            .then(() -> {
                                Notices.done(t("reservation.cancelled", device));
                                grid.reload();
                            })
                            .open());
        } else {
            menu.item(
                    t("reservation.update"),
                    () -> UI.getCurrent()
                            .navigate(UpdateReservationView.class, ReservationNavigation.of(row.pool(), row.id())));
        }
        menu.item(t("reservation.download"), () -> download(row));
        menu.item(
                t("reservation.rehost"),
                () -> new CodeDialog(
                                t("reservation.rehost.title"),
                                t("reservation.rehost.text", device, row.licenses()),
                                "requestCode",
                                t("reservation.request-code"),
                                t("reservation.rehost.button", device),
                                code -> show(
                                        reservations
                                                .rehost(current.get(), row.id(), code)
                                                .authorizationCode(),
                                        "rehosted"))
                        .then(grid::reload)
                        .open());
        menu.item(
                t("reservation.return"),
                () -> new CodeDialog(
                                t("reservation.return.title"),
                                t("reservation.return.text", device, row.licenses()),
                                "code",
                                t("reservation.return.code"),
                                t("reservation.return.button", device, row.licenses()),
                                code -> reservations.giveBack(current.get(), row.id(), code))
                        .then(() -> {
                            Notices.done(t("reservation.returned", device));
                            grid.reload();
                        })
                        .open());
        return menu;
    }

    private void download(ReservationListItem row) {
        Notices.attempt(
                this,
                () -> show(
                        reservations.authorizationCode(current.get(), row.id()),
                        row.udi().serialNumber()));
    }

    private void show(String code, String serialNumber) {
        Dialog dialog = new Dialog();
        dialog.setWidth("640px");
        dialog.setMaxWidth("100%");
        dialog.setHeaderTitle(t("reservation.code.title"));
        dialog.add(new AuthorizationCodePanel(code, serialNumber));
        dialog.getFooter().add(new Button(t("act.close"), click -> dialog.close()));
        dialog.open();
    }
}
