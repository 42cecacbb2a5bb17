package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.conversion.PakFilter;
import org.slportal.services.conversion.PakListItem;
import org.slportal.services.conversion.PakService;
import org.slportal.services.conversion.PakSort;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The account's PAKs, each with the way to its conversion. */
@Route("convert/paks")
@RouteAlias("convert")
@PermitAll
public class ConvertPaksView extends ConvertPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient PakService paks;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;
    private final transient BulkSelection selection;

    public ConvertPaksView(
            PakService paks, CurrentActor current, CurrentAccount account, Dates dates, BulkSelection selection) {
        this.paks = paks;
        this.selection = selection;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        frame(here);
        add(explanation());
        TextField search = new TextField();
        search.setPlaceholder(t("convert.search"));
        search.setAriaLabel(t("convert.search"));
        search.setTooltipText(t("convert.search.how"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        event.getLocation().getQueryParameters().getSingleParameter("q").ifPresent(search::setValue);
        Select<PakStatus> status = new Select<>();
        status.setItems(PakStatus.values());
        status.setItemLabelGenerator(value -> value == null ? t("convert.any-status") : t("pak." + value.name()));
        status.setEmptySelectionAllowed(true);
        status.setEmptySelectionCaption(t("convert.any-status"));
        status.setPlaceholder(t("convert.any-status"));
        status.setAriaLabel(t("convert.status"));
        Span updated = new Span();
        updated.addClassName("muted");

        LazyGrid<PakListItem, PakSort> grid = new LazyGrid<>(PakSort.class, PakSort.ORDER_DATE, false);
        grid.component("PAK", this::link).asShown().sort(PakSort.NUMBER);
        grid.text(t("convert.skus"), row -> Skus.text(row.skus())).grow();
        grid.text(t("convert.order-number"), PakListItem::orderNumber)
                .identifier()
                .sort(PakSort.ORDER_NUMBER)
                .secondary();
        grid.text(t("convert.order-date"), row -> dates.date(row.orderDate()))
                .sort(PakSort.ORDER_DATE)
                .secondary();
        grid.text(t("inventory.virtual-account"), row -> {
                    String name = row.virtualAccount();
                    return name == null ? "—" : name;
                })
                .secondary();
        grid.component(t("convert.status"), this::status)
                .asShown()
                .sort(PakSort.STATUS)
                .secondary();
        boolean mayConvert = current.get().mayAnywhere(Permission.MANAGE_LICENSES, here.id());
        if (mayConvert) {
            grid.component(t("grid.actions"), this::menu).fixed().secondary();
        }
        grid.whenEmpty(() -> search.isEmpty() && status.isEmpty()
                ? new EmptyState(t("convert.empty.title"), t("convert.empty.advice"))
                : null);
        grid.boundedSource(
                () -> filter(search, status),
                (page, chosen) -> paks.list(current.get(), here.id(), page, chosen),
                chosen -> paks.countBounded(current.get(), here.id(), chosen));
        if (mayConvert) {
            offerBulk(grid, search, status);
        }
        Button refresh = new Button("↻", click -> {
            grid.reload();
            stamp(updated);
        });
        refresh.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        refresh.setAriaLabel(t("convert.refresh"));
        search.addValueChangeListener(change -> grid.reload());
        status.addValueChangeListener(change -> grid.reload());
        stamp(updated);
        add(div("toolbar", search, status, updated, refresh), grid);
    }

    private Component explanation() {
        return div(
                "prose",
                new Paragraph(t("convert.explanation")),
                new Paragraph(t("convert.missing")),
                new UnorderedList(new ListItem(automatic())));
    }

    /** The settings open to whoever may change them; the others read that there are some. */
    private Component[] automatic() {
        Span text = new Span(t("convert.automatic"));
        return current.get().may(Permission.MANAGE_VIRTUAL_ACCOUNTS, account.id(), null)
                ? new Component[] {
                    text, new Span(" "), new RouterLink(t("convert.automatic.link"), ConversionSettingsView.class)
                }
                : new Component[] {text};
    }

    /** What is ticked, all that is listed, or a file. */
    private void offerBulk(LazyGrid<PakListItem, PakSort> grid, TextField search, Select<PakStatus> status) {
        // A million rows cannot be ticked: for all of them there is the button.
        var ticks = grid.ticks();
        Button selected = new Button(t("bulk.selected"), click -> {
            selection.choose(
                    grid.grid().getSelectedItems().stream().map(PakListItem::id).toList());
            UI.getCurrent().navigate(BulkConvertView.class);
        });
        selected.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        selected.setEnabled(false);
        ticks.addMultiSelectionListener(
                change -> selected.setEnabled(!change.getValue().isEmpty()));
        Button all = new Button(
                t("bulk.all"),
                click ->
                        UI.getCurrent().navigate(BulkConvertView.class, BulkConvertView.allOf(filter(search, status))));
        Button file = new Button(t("bulk.from-file"), click -> UI.getCurrent().navigate(BulkConvertView.class));
        header().actions(file, all, selected);
    }

    private void stamp(Span updated) {
        updated.setText(t("convert.updated", dates.time(dates.now())));
    }

    private static PakFilter filter(TextField search, Select<PakStatus> status) {
        return new PakFilter(search.getValue().strip(), status.getValue());
    }

    private Component link(PakListItem row) {
        RouterLink link = new RouterLink(row.number(), ConvertPakView.class, ConvertPakView.of(row.id()));
        link.addClassName("mono");
        return link;
    }

    private Component status(PakListItem row) {
        Pill.Tone tone = switch (row.status()) {
            case CONVERTED -> Pill.Tone.GOOD;
            case PARTIALLY_CONVERTED -> Pill.Tone.INFO;
            case UNFULFILLED, PARTIALLY_FULFILLED, FULFILLED -> Pill.Tone.NEUTRAL;
        };
        return new Pill(tone, t("pak." + row.status().name()));
    }

    private Component menu(PakListItem row) {
        return new RowMenu(row.number())
                .item(
                        t("convert.action"),
                        () -> UI.getCurrent().navigate(ConvertPakView.class, ConvertPakView.of(row.id())));
    }
}
