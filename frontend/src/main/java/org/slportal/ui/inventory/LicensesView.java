package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.inventory.LicenseExplanationService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.inventory.OwnedLicenseService;
import org.slportal.services.inventory.TransactionDetailService;
import org.slportal.services.page.PageQuery;
import org.slportal.services.reservation.ReservationSettingsService;
import org.slportal.services.tag.TagService;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.component.Tagged;
import org.slportal.ui.component.UsageBar;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.reservation.ReservationNavigation;

/** Licences owned and in use, with what is short, covered or about to expire. */
@Route("inventory/:va([0-9]+)/licenses")
@PermitAll
public class LicensesView extends PoolPage {

    private static final long serialVersionUID = 1L;

    private final transient ReservationSettingsService reservations;
    private final transient Dates dates;
    private final transient LicenseExplanationService explanations;
    private final transient OwnedLicenseService owned;
    private final transient TagService tags;
    private final transient TransactionDetailService details;
    private final Checkbox showTransactions = new Checkbox();
    /** Of the rows that were read, by licence. */
    /** Licences whose transactions are shown below them. */
    private final Set<LicenseId> opened = new HashSet<>();

    public LicensesView(
            InventoryFrame frame,
            Dates dates,
            LicenseExplanationService explanations,
            OwnedLicenseService owned,
            TagService tags,
            TransactionDetailService details,
            ReservationSettingsService reservations) {
        super(frame);
        this.reservations = reservations;
        this.dates = dates;
        this.explanations = explanations;
        this.owned = owned;
        this.tags = tags;
        this.details = details;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        TextField search = new TextField();
        search.setPlaceholder(t("licenses.search"));
        search.setAriaLabel(t("licenses.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        event.getLocation().getQueryParameters().getSingleParameter("q").ifPresent(search::setValue);
        Checkbox onlyShort = new Checkbox(t("licenses.only-short"));

        LazyGrid<Tagged<LicenseListItem>, LicenseSort> grid = new LazyGrid<>(LicenseSort.class, LicenseSort.NAME, true);
        grid.component(t("licenses.license"), row -> name(grid.grid(), row))
                .csv(row -> row.item().name())
                .sort(LicenseSort.NAME)
                .grow();
        grid.text(
                        t("licenses.billing"),
                        row -> t("billing." + row.item().billing().name()))
                .width("84px")
                .secondary();
        // Wide enough for the heads with their sorters: measured by their content they would break within a word.
        grid.number(t("licenses.purchased"), row -> row.item().owned(), false)
                .sort(LicenseSort.OWNED)
                .width("116px")
                .secondary();
        grid.number(
                        t("licenses.available"),
                        row -> row.item().owned() - row.item().reserved(),
                        false)
                .secondary();
        grid.text(t("licenses.in-use"), row -> inUse(row.item()))
                .end()
                .sort(LicenseSort.IN_USE)
                .width("96px");
        grid.number(
                        t("licenses.substitution"),
                        row -> row.item().borrowed() - row.item().lent(),
                        true)
                .secondary();
        grid.number(t("licenses.balance"), row -> row.item().balance(), true)
                .sort(LicenseSort.BALANCE)
                .width("104px");
        grid.component(t("licenses.usage"), row -> usage(row.item()))
                .width("96px")
                .secondary()
                .notExported();
        grid.component(t("licenses.alerts"), row -> alert(row.item()))
                .asShown()
                .width("190px")
                .secondary();
        grid.component(t("grid.actions"), row -> menu(row.item())).fixed().secondary();
        grid.whenEmpty(() -> search.isEmpty() && !onlyShort.getValue() ? empty() : null);
        grid.source(
                () -> filter(search, onlyShort),
                (page, chosen) -> page(pool, page, chosen),
                chosen -> frame().inventory().countLicenses(actor(), pool.id(), chosen));
        search.addValueChangeListener(change -> grid.reload());
        onlyShort.addValueChangeListener(change -> grid.reload());
        transactionLevel(grid, pool);
        Div toolbar = div("toolbar", search, onlyShort, showTransactions);
        actions(toolbar, actor, pool);
        if (reservations.isEnabled(actor, pool.smartAccountId())) {
            toolbar.add(ReservationNavigation.link(t("reservation.open"), pool.id()));
        }
        add(toolbar, grid);
    }

    private List<Tagged<LicenseListItem>> page(
            VirtualAccountItem pool, PageQuery<LicenseSort> page, LicenseFilter filter) {
        List<LicenseListItem> rows = frame().inventory().licenses(actor(), pool.id(), page, filter);
        List<LicenseId> ids = rows.stream().map(LicenseListItem::id).toList();
        return Tagged.of(rows, LicenseListItem::id, tags.ofLicenses(actor(), pool.id(), ids));
    }

    /** The ledger below a licence is read when somebody opens it, and not before. */
    private void transactionLevel(LazyGrid<Tagged<LicenseListItem>, LicenseSort> grid, VirtualAccountItem pool) {
        showTransactions.setLabel(t("licenses.show-transactions"));
        opened.clear();
        grid.grid().setDetailsVisibleOnClick(false);
        grid.grid()
                .setItemDetailsRenderer(new ComponentRenderer<>(row -> new TransactionsBelow(
                        dates,
                        pool.id(),
                        row.item().id(),
                        details.latest(actor(), pool.id(), row.item().id()))));
        showTransactions.addValueChangeListener(change -> {
            opened.clear();
            grid.reload();
        });
    }

    /** What is done with the licences as a whole, beside the search. */
    private void actions(Div toolbar, Actor actor, VirtualAccountItem pool) {
        if (!actor.may(Permission.MANAGE_LICENSES, pool.smartAccountId(), pool.id())) {
            return;
        }
        MenuBar menu = new MenuBar();
        var root = menu.addItem(t("licenses.actions") + " ▾");
        root.getSubMenu()
                .addItem(
                        t("transfer.open"),
                        click -> UI.getCurrent().navigate(TransferView.class, InventoryNavigation.of(pool.id())));
        if (actor.may(Permission.MANAGE_LICENSES, pool.smartAccountId(), null)) {
            root.getSubMenu()
                    .addItem(
                            t("add-licenses.open"),
                            click -> new AddLicensesDialog(owned, frame().current(), pool)
                                    // The figures above change with the list.
                                    .then(() -> UI.getCurrent().refreshCurrentRoute(false))
                                    .open());
        }
        toolbar.add(menu);
    }

    private static LicenseFilter filter(TextField search, Checkbox onlyShort) {
        return new LicenseFilter(search.getValue().strip(), onlyShort.getValue());
    }

    private Component name(Grid<Tagged<LicenseListItem>> grid, Tagged<LicenseListItem> row) {
        Div cell = new Div();
        cell.addClassName("license-name");
        if (showTransactions.getValue()) {
            cell.add(toggle(grid, row));
        }
        Div words = new Div(link(row.item()));
        words.addClassName("license-words");
        row.pills().forEach(words::add);
        cell.add(words);
        return cell;
    }

    private Button toggle(Grid<Tagged<LicenseListItem>> grid, Tagged<LicenseListItem> row) {
        Button toggle = new Button();
        toggle.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        toggle.addClassName("row-toggle");
        mark(toggle, row.item());
        toggle.addClickListener(click -> {
            boolean open = opened.add(row.item().id());
            if (!open) {
                opened.remove(row.item().id());
            }
            grid.setDetailsVisible(row, open);
            mark(toggle, row.item());
        });
        return toggle;
    }

    private void mark(Button toggle, LicenseListItem row) {
        boolean open = opened.contains(row.id());
        toggle.setText(open ? "−" : "+");
        toggle.setAriaLabel(t(open ? "licenses.close-transactions" : "licenses.open-transactions", row.name()));
        toggle.getElement().setAttribute("aria-expanded", Boolean.toString(open));
    }

    private Component link(LicenseListItem row) {
        RouterLink link = new RouterLink(row.name(), LicenseView.class, InventoryNavigation.of(pool().id(), row.id()));
        link.getElement().setAttribute("title", row.entitlementTag());
        return link;
    }

    private String inUse(LicenseListItem row) {
        return row.reserved() > 0
                ? t("licenses.in-use-reserved", Numbers.plain(row.inUse()), Numbers.plain(row.reserved()))
                : Numbers.plain(row.inUse());
    }

    private Component usage(LicenseListItem row) {
        return new UsageBar(row.inUse(), (long) row.owned() + row.borrowed() - row.lent(), row.balance() < 0);
    }

    private Component alert(LicenseListItem row) {
        if (row.balance() < 0) {
            return new Pill(Pill.Tone.DANGER, t("alert.INSUFFICIENT_LICENSES.label"));
        }
        @Nullable LocalDate expires = row.expiringOn();
        if (row.expiringQuantity() > 0 && expires != null) {
            return new Pill(
                    Pill.Tone.WARN, t("licenses.expiring", Numbers.plain(row.expiringQuantity()), dates.date(expires)));
        }
        @Nullable String coveredBy = row.coveredBy();
        if (coveredBy != null) {
            Pill pill = new Pill(Pill.Tone.INFO, t("licenses.covered", coveredBy));
            pill.setTitle(t("licenses.covered-why", coveredBy));
            return pill;
        }
        return new Span();
    }

    private Component menu(LicenseListItem row) {
        RowMenu menu = new RowMenu(row.name());
        menu.item(
                t("licenses.details"),
                () -> UI.getCurrent().navigate(LicenseView.class, InventoryNavigation.of(pool().id(), row.id())));
        menu.item(
                t("why.open"),
                () -> new WhyDialog(pool().id(), explanations.explain(actor(), pool().id(), row.id()), dates).open());
        if (actor().may(Permission.MANAGE_LICENSES, pool().smartAccountId(), pool().id())) {
            menu.item(
                    t("transfer.open"),
                    () -> UI.getCurrent()
                            .navigate(
                                    TransferView.class,
                                    InventoryNavigation.of(pool().id()),
                                    TransferView.of(row.id())));
            menu.item(t("licenses.convert"), () -> UI.getCurrent().navigate(ConvertPaksView.class));
        }
        return menu;
    }

    private Component empty() {
        return new EmptyState(
                t("licenses.empty.title"),
                t("licenses.empty.advice"),
                new RouterLink(t("licenses.empty.link"), ConvertPaksView.class));
    }
}
