package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.registration.PakAssignmentService;
import org.slportal.services.registration.PakExport;
import org.slportal.services.registration.RegisteredPakItem;
import org.slportal.services.registration.RegisteredPakService;
import org.slportal.services.registration.RegisteredPakSort;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.convert.BulkSelection;
import org.slportal.ui.convert.ConvertPakView;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** PAKs or Tokens: what was bought, where it is, and what is left of it. */
@Route("registration")
@PermitAll
public class RegisteredPaksView extends RegistrationPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    /** Where a selection of PAKs is converted together. */
    private static final String BULK = "convert/bulk";

    private final transient RegisteredPakService paks;
    private final transient PakAssignmentService assignments;
    private final transient PakExport exports;
    private final transient AccountService accounts;
    private final transient BulkSelection bulk;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    private final LazyGrid<RegisteredPakItem, RegisteredPakSort> grid =
            new LazyGrid<>(RegisteredPakSort.class, RegisteredPakSort.FAMILY, true);
    private final Span chosen = new Span();
    private final List<MenuItem> needSelection = new ArrayList<>();
    private final List<MenuItem> needOne = new ArrayList<>();

    public RegisteredPaksView(
            RegisteredPakService paks,
            PakAssignmentService assignments,
            PakExport exports,
            AccountService accounts,
            BulkSelection bulk,
            CurrentActor current,
            CurrentAccount account) {
        this.paks = paks;
        this.assignments = assignments;
        this.exports = exports;
        this.accounts = accounts;
        this.bulk = bulk;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        SmartAccountId id = here.id();
        frame(here);
        boolean manages = current.get().mayAnywhere(Permission.MANAGE_LICENSES, id);
        PakFilterPanel filter = new PakFilterPanel(paks.families(current.get(), id), account, this::reload);
        @Nullable
        String asked =
                event.getLocation().getQueryParameters().getSingleParameter("q").orElse(null);
        filter.search(asked);
        filter.setVisible(asked != null);

        columns(here, manages);
        grid.whenEmpty(() -> filter.filter().isEmpty() ? nothingYet(manages) : null);
        grid.notExported();
        grid.boundedSource(
                page -> paks.list(current.get(), id, page, filter.filter()),
                () -> paks.countBounded(current.get(), id, filter.filter()));
        add(toolbar(here, filter, manages), filter, grid);
        selectionChanged(Set.of());
    }

    private void columns(SmartAccountItem here, boolean manages) {
        if (manages) {
            grid.ticks();
            grid.grid().addSelectionListener(change -> selectionChanged(change.getAllSelectedItems()));
        }
        grid.component(t("lrp.pak"), this::link).asShown().sort(RegisteredPakSort.FAMILY);
        grid.text(t("inventory.virtual-account"), row -> {
                    String name = row.virtualAccount();
                    return name == null ? "—" : name;
                })
                .secondary();
        grid.text(t("convert.order-number"), RegisteredPakItem::orderNumber)
                .identifier()
                .sort(RegisteredPakSort.ORDER_NUMBER)
                .secondary();
        grid.component(t("lrp.product"), row -> new ProductRows(row.lines()))
                .asShown()
                .grow();
        grid.grid().getColumns().getLast().setHeader(ProductRows.head(this));
        if (manages) {
            grid.component(t("grid.actions"), row -> menu(here, row)).fixed().secondary();
        }
    }

    private Component link(RegisteredPakItem row) {
        RouterLink link = new RouterLink(row.number(), RegisteredPakView.class, RegisteredPakView.of(row.id()));
        link.addClassName("mono");
        Div family = new Div(t("lrp.family-of", row.family()));
        family.addClassNames("small", "muted");
        return new Div(link, family);
    }

    private Component nothingYet(boolean manages) {
        return manages
                ? new EmptyState(
                        t("lrp.empty.title"),
                        t("lrp.empty.advice"),
                        new RouterLink(t("lrp.add"), AddPaksView.class),
                        new RouterLink(t("lrp.guide-me"), RegistrationGuideView.class))
                : new EmptyState(t("lrp.empty.title"), t("lrp.empty.ask"));
    }

    // Toolbar

    private Component toolbar(SmartAccountItem here, PakFilterPanel filter, boolean manages) {
        Div bar = div("toolbar");
        if (manages) {
            MenuBar get = new MenuBar();
            MenuItem licenses = get.addItem(t("lrp.get-licenses") + " ▾");
            needOne.add(licenses.getSubMenu().addItem(t("lrp.get-from-pak"), click -> getLicenses(one())));
            licenses.getSubMenu()
                    .addItem(t("lrp.get-from-device"), click -> UI.getCurrent().navigate(RegisteredDevicesView.class));
            Button add = new Button(t("lrp.add"), click -> UI.getCurrent().navigate(AddPaksView.class));
            add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            bar.add(get, add, acts(here));
        }
        // The click is a request of its own: it exports what the filter shows then.
        bar.add(Downloads.csv(
                t("lrp.export"), "PAKs.csv", out -> exports.write(current.get(), here.id(), filter.filter(), out)));
        Button show = new Button();
        show.addClickListener(click -> {
            filter.setVisible(!filter.isVisible());
            named(show, filter);
        });
        named(show, filter);
        chosen.addClassName("muted");
        chosen.getElement().setAttribute("aria-live", "polite");
        bar.add(show, chosen);
        return bar;
    }

    private void named(Button show, PakFilterPanel filter) {
        show.setText(t(filter.isVisible() ? "lrp.hide-filter" : "lrp.show-filter"));
        show.getElement().setAttribute("aria-expanded", Boolean.toString(filter.isVisible()));
    }

    private MenuBar acts(SmartAccountItem here) {
        MenuBar acts = new MenuBar();
        MenuItem smart = acts.addItem(t("lrp.smart-accounts") + " ▾");
        needSelection.add(smart.getSubMenu().addItem(t("lrp.assign"), click -> assign(here, selection())));
        needSelection.add(smart.getSubMenu().addItem(t("lrp.unassign"), click -> unassign(here, selection())));
        needSelection.add(smart.getSubMenu().addItem(t("convert.action"), click -> convert(selection())));
        MenuItem manage = acts.addItem(t("lrp.manage") + " ▾");
        needOne.add(manage.getSubMenu().addItem(t("lrp.view"), click -> view(one())));
        needOne.add(manage.getSubMenu().addItem(t("lrp.files"), click -> view(one())));
        needSelection.add(manage.getSubMenu().addItem(t("lrp.remove"), click -> remove(here, selection())));
        return acts;
    }

    private Component menu(SmartAccountItem here, RegisteredPakItem row) {
        return new RowMenu(row.number())
                .item(t("lrp.assign"), () -> assign(here, List.of(row)))
                .item(t("convert.action"), () -> convert(List.of(row)))
                .item(t("lrp.get-license"), () -> getLicenses(row))
                .item(t("lrp.view"), () -> view(row))
                .item(t("lrp.remove"), () -> remove(here, List.of(row)));
    }

    private void selectionChanged(Set<RegisteredPakItem> selected) {
        needSelection.forEach(item -> item.setEnabled(!selected.isEmpty()));
        needOne.forEach(item -> item.setEnabled(selected.size() == 1));
        chosen.setText(selected.isEmpty() ? "" : t("lrp.selected", selected.size()));
    }

    private List<RegisteredPakItem> selection() {
        return List.copyOf(grid.grid().getSelectedItems());
    }

    private RegisteredPakItem one() {
        return selection().getFirst();
    }

    private void reload() {
        grid.grid().deselectAll();
        grid.reload();
    }

    // Acts

    private void assign(SmartAccountItem here, List<RegisteredPakItem> rows) {
        new AssignPaksDialog(assignments, accounts, current, here, ids(rows), this::reload).open();
    }

    private void unassign(SmartAccountItem here, List<RegisteredPakItem> rows) {
        new Confirm(
                        t("lrp.unassign.title", rows.size()),
                        t("lrp.unassign.text"),
                        t("lrp.unassign.button", rows.size()),
                        () -> {
                            int left = assignments.unassign(current.get(), here.id(), ids(rows));
                            Notices.done(t("lrp.unassign.done", left));
                        })
                .then(this::reload)
                .open();
    }

    private void remove(SmartAccountItem here, List<RegisteredPakItem> rows) {
        removal(
                        this,
                        rows.size(),
                        rows.getFirst().number(),
                        () -> assignments.remove(current.get(), here.id(), ids(rows)))
                .then(this::reload)
                .open();
    }

    /** Asks before PAKs are removed. */
    static Confirm removal(Component page, int number, String first, SerializableRunnable act) {
        return new Confirm(
                page.getTranslation("lrp.remove.title", number, first),
                page.getTranslation("lrp.remove.text"),
                page.getTranslation("lrp.remove.button", number, first),
                () -> {
                    act.run();
                    Notices.done(page.getTranslation("lrp.remove.done", number, first));
                });
    }

    private void convert(List<RegisteredPakItem> rows) {
        if (rows.size() == 1) {
            UI.getCurrent()
                    .navigate(
                            ConvertPakView.class,
                            ConvertPakView.of(rows.getFirst().id()));
        } else {
            bulk.choose(ids(rows));
            UI.getCurrent().navigate(BULK);
        }
    }

    private static void getLicenses(RegisteredPakItem row) {
        UI.getCurrent().navigate(GetLicensesView.class, GetLicensesView.of(row.id()));
    }

    private static void view(RegisteredPakItem row) {
        UI.getCurrent().navigate(RegisteredPakView.class, RegisteredPakView.of(row.id()));
    }

    private static List<PakId> ids(List<RegisteredPakItem> rows) {
        return rows.stream().map(RegisteredPakItem::id).toList();
    }
}
