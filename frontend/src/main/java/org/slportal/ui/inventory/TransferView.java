package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.inventory.PoolOutlook;
import org.slportal.services.transfer.LicenseTransferService;
import org.slportal.services.transfer.LicenseTransferService.Target;
import org.slportal.services.transfer.MovableLot;
import org.slportal.services.transfer.TransferLine;
import org.slportal.services.transfer.TransferPreview;
import org.slportal.services.transfer.TransferRequest;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** Transfer Between Virtual Accounts: which licences, where to, what it means for both, and the act. */
@Route("inventory/:va([0-9]+)/licenses/transfer")
@PermitAll
public class TransferView extends PoolPage {

    private static final long serialVersionUID = 1L;

    /** Names the only licence to choose from. */
    static final String LICENSE = "license";
    /** Names the Virtual Account that should get it. */
    static final String TO = "to";

    /** The only order lots come in: by licence and end. */
    private enum LotSort {
        LICENSE
    }

    private final transient LicenseTransferService transfers;
    private final transient Dates dates;
    private final transient Map<LicenseLotId, TransferLine> lines = new LinkedHashMap<>();
    private final ComboBox<Target> target = new ComboBox<>();
    private final Div outlook = new Div();
    private String requestId = "";

    public TransferView(InventoryFrame frame, LicenseTransferService transfers, Dates dates) {
        super(frame);
        this.transfers = transfers;
        this.dates = dates;
    }

    static QueryParameters of(LicenseId license) {
        return QueryParameters.of(LICENSE, license.toString());
    }

    static QueryParameters of(LicenseId license, VirtualAccountId to) {
        return new QueryParameters(Map.of(LICENSE, List.of(license.toString()), TO, List.of(to.toString())));
    }

    @Override
    protected Class<? extends PoolPage> tab() {
        return LicensesView.class;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        actor.require(Permission.MANAGE_LICENSES, pool.smartAccountId(), pool.id());
        header().title(t("transfer.title")).context(t("transfer.from", pool.name()));
        lines.clear();
        outlook.removeAll();
        requestId = UUID.randomUUID().toString();
        var query = event.getLocation().getQueryParameters();
        @Nullable
        LicenseId license = query.getSingleParameter(LICENSE)
                .map(TransferView::number)
                .map(LicenseId::new)
                .orElse(null);

        target.setLabel(t("transfer.to"));
        target.setRequiredIndicatorVisible(true);
        target.setItemLabelGenerator(Target::name);
        target.setItems(
                page ->
                        transfers
                                .targets(
                                        actor(),
                                        pool.id(),
                                        page.getFilter().orElse(""),
                                        page.getOffset(),
                                        page.getLimit())
                                .stream(),
                page -> transfers.countTargets(
                        actor(), pool.id(), page.getFilter().orElse("")));
        target.addValueChangeListener(change -> outlook.removeAll());
        query.getSingleParameter(TO)
                .map(TransferView::number)
                .map(VirtualAccountId::new)
                .filter(to -> !to.equals(pool.id()))
                .ifPresent(to -> target.setValue(new Target(
                        to, frame().accounts().virtualAccount(actor, to).name())));

        TextField search = new TextField();
        search.setPlaceholder(t("licenses.license"));
        search.setAriaLabel(t("licenses.license"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setVisible(license == null);
        LazyGrid<MovableLot, LotSort> grid = lots(pool.id(), license, search);
        search.addValueChangeListener(change -> grid.reload());

        Button preview = new Button(t("transfer.preview"), click -> preview());
        Button transfer = new Button(t("transfer.act"), click -> transfer());
        transfer.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Button cancel = new Button(t("act.cancel"), click -> InventoryNavigation.open(pool().id()));
        outlook.getElement().setAttribute("aria-live", "polite");
        add(div("toolbar", target, search), grid, div("toolbar", preview, transfer, cancel), outlook);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private LazyGrid<MovableLot, LotSort> lots(VirtualAccountId pool, @Nullable LicenseId license, TextField search) {
        LazyGrid<MovableLot, LotSort> grid = new LazyGrid<>(LotSort.class, LotSort.LICENSE, true);
        grid.text(t("licenses.license"), MovableLot::licenseName).grow();
        grid.text(t("license.term"), lot -> t("term." + lot.term().name())).secondary();
        grid.text(t("transfer.starts"), lot -> day(lot.startsOn())).secondary();
        grid.text(t("transfer.ends"), lot -> day(lot.endsOn())).secondary();
        grid.number(t("licenses.purchased"), MovableLot::quantity, false).secondary();
        grid.number(t("transfer.free"), MovableLot::free, false);
        grid.component(t("transfer.quantity"), this::quantity)
                .csv(this::chosenQuantity)
                .width("150px");
        grid.whenEmpty(() -> new Span(t("transfer.nothing")));
        grid.boundedSource(
                search::getValue,
                (page, chosen) -> transfers.movable(actor(), pool, license, chosen, page.offset(), page.limit()),
                chosen -> transfers.countMovable(actor(), pool, license, chosen));
        return grid;
    }

    private String day(java.time.@Nullable LocalDate day) {
        return day == null ? "—" : dates.date(day);
    }

    private int chosenQuantity(MovableLot lot) {
        TransferLine chosen = lines.get(lot.id());
        return chosen == null ? 0 : chosen.quantity();
    }

    private Component quantity(MovableLot lot) {
        IntegerField field = new IntegerField();
        field.setAriaLabel(t("transfer.quantity-of", lot.licenseName()));
        field.setMin(0);
        field.setMax(lot.free());
        field.setWidthFull();
        field.setStepButtonsVisible(true);
        TransferLine chosen = lines.get(lot.id());
        field.setValue(chosen == null ? null : Integer.valueOf(chosen.quantity()));
        field.addValueChangeListener(change -> {
            Integer quantity = change.getValue();
            if (quantity == null || quantity == 0) {
                lines.remove(lot.id());
            } else {
                lines.put(lot.id(), TransferLine.of(lot, quantity));
            }
            outlook.removeAll();
        });
        return field;
    }

    private @Nullable Target chosenTarget() {
        Target chosen = target.getValue();
        target.setInvalid(chosen == null);
        if (chosen == null) {
            target.setErrorMessage(t("error.REQUIRED"));
            target.focus();
        }
        return chosen;
    }

    private void preview() {
        Target to = chosenTarget();
        if (to == null) {
            return;
        }
        outlook.removeAll();
        Notices.attempt(this, () -> {
            TransferPreview preview = transfers.preview(actor(), pool().id(), to.id(), List.copyOf(lines.values()));
            outlook.add(side(pool().name(), preview.source()), side(to.name(), preview.target()));
            int later = preview.moved().stream()
                    .filter(part -> !part.lot().begun())
                    .mapToInt(TransferPreview.MovedLot::quantity)
                    .sum();
            if (later > 0) {
                outlook.add(new Paragraph(t("transfer.pending", Numbers.plain(later))));
            }
        });
    }

    private Component side(String name, PoolOutlook.Outlook side) {
        Div card = div("card", new H2(name));
        if (side.changes().isEmpty()) {
            card.add(new Paragraph(t("transfer.unchanged")));
            return card;
        }
        Table table = new Table()
                .head(t("licenses.license"))
                .numberHead(t("licenses.purchased"))
                .wideNumberHead(t("licenses.in-use"))
                .wideNumberHead(t("transfer.reserved"))
                .wideNumberHead(t("licenses.substitution"))
                .numberHead(t("licenses.balance"));
        for (PoolOutlook.Change change : side.changes()) {
            var before = change.before();
            var after = change.after();
            Span balance = Table.number(
                    t("transfer.change", Numbers.signed(before.balance()), Numbers.signed(after.balance())));
            if (after.balance() < 0) {
                balance.addClassName("negative");
            }
            List<Component> cells = new ArrayList<>();
            cells.add(new Span(change.name()));
            cells.add(Table.number(t("transfer.change", Numbers.plain(before.owned()), Numbers.plain(after.owned()))));
            cells.add(Table.wide(Table.number(Numbers.plain(after.inUse()))));
            cells.add(Table.wide(Table.number(Numbers.plain(after.reserved()))));
            cells.add(Table.wide(Table.number(t(
                    "transfer.change",
                    Numbers.signed(before.borrowed() - before.lent()),
                    Numbers.signed(after.borrowed() - after.lent())))));
            cells.add(balance);
            table.row(cells);
        }
        card.add(table);
        if (side.fallingOut().count() > 0) {
            card.add(new Paragraph(t("transfer.falling-out", side.fallingOut().count(), named(side.fallingOut()))));
        }
        if (side.comingIn().count() > 0) {
            card.add(new Paragraph(t("transfer.coming-in", side.comingIn().count(), named(side.comingIn()))));
        }
        return card;
    }

    private static String named(PoolOutlook.Devices devices) {
        String names = String.join(", ", devices.named());
        return devices.count() > devices.named().size() ? names + ", …" : names;
    }

    private void transfer() {
        Target to = chosenTarget();
        if (to == null) {
            return;
        }
        Notices.attempt(this, () -> {
            int moved = transfers.transfer(
                    actor(), new TransferRequest(requestId, pool().id(), to.id(), List.copyOf(lines.values())));
            Notices.done(t("transfer.done", moved, to.name()));
            UI.getCurrent().navigate(LicensesView.class, InventoryNavigation.of(pool().id()));
        });
    }
}
