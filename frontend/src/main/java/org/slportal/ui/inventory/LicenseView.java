package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.inventory.LicenseExplanation;
import org.slportal.services.inventory.LicenseExplanationService;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.OwnedLicenseService;
import org.slportal.services.tag.TagService;
import org.slportal.services.transfer.LicenseTransferService;
import org.slportal.services.transfer.MovableLot;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.LivePart;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** One licence of a Virtual Account: what it is, how much of it is used, when it ends, and why its balance is what it is. */
@Route("inventory/:va([0-9]+)/licenses/:license([0-9]+)")
@PermitAll
public class LicenseView extends LicensePage {

    private static final long serialVersionUID = 1L;

    /** The only order terms come in: those that end first at the top. */
    private enum LotSort {
        END
    }

    private final transient Dates dates;
    private final transient TagService tags;
    private final transient LicenseTransferService transfers;
    private final transient OwnedLicenseService owned;
    private final transient LicenseExplanationService explanations;

    public LicenseView(
            InventoryFrame frame,
            Dates dates,
            LicenseExplanationService explanations,
            LicenseTransferService transfers,
            OwnedLicenseService owned,
            TagService tags) {
        super(frame);
        this.dates = dates;
        this.explanations = explanations;
        this.transfers = transfers;
        this.owned = owned;
        this.tags = tags;
    }

    @Override
    void show(Actor actor, VirtualAccountItem pool, LicenseListItem license) {
        LicenseExplanation why = explanations.explain(actor, pool.id(), license.id());
        add(
                new LivePart<>(
                        new Seen(license, why),
                        () -> new Seen(
                                frame().inventory().license(actor(), pool.id(), license.id()),
                                explanations.explain(actor(), pool.id(), license.id())),
                        this::figures),
                new H2(t("license.expiration")),
                lots(pool, license),
                new LivePart<>(
                        why,
                        () -> explanations.explain(actor(), pool.id(), license.id()),
                        now -> div("card", new H2(t("why.heading")), new Why(pool.id(), now, dates))),
                new LicenseTags(tags, frame().current(), pool, license.id()));
    }

    private record Seen(LicenseListItem license, LicenseExplanation why) {}

    private Component figures(Seen seen) {
        return div(
                "two",
                div("card", new H2(t("license.general")), overview(seen.license())),
                div(
                        "card",
                        new H2(t("license.usage")),
                        new UsageChart(seen.why().arithmetic().figures())));
    }

    private Facts overview(LicenseListItem license) {
        Span balance = new Span(Numbers.signed(license.balance()));
        if (license.balance() < 0) {
            balance.addClassName("negative");
        }
        Facts facts = new Facts()
                .fact(t("field.description"), license.description())
                .identifier(t("license.tag"), license.entitlementTag())
                .fact(t("licenses.billing"), t("billing." + license.billing().name()))
                .fact(t("licenses.purchased"), Numbers.plain(license.owned()))
                .fact(t("license.borrowed"), Numbers.plain(license.borrowed()))
                .fact(t("licenses.balance"), balance);
        String coveredBy = license.coveredBy();
        if (coveredBy != null) {
            facts.fact(t("license.covered-by"), t("licenses.covered-why", coveredBy));
        }
        return facts;
    }

    private LazyGrid<MovableLot, LotSort> lots(VirtualAccountItem pool, LicenseListItem license) {
        LazyGrid<MovableLot, LotSort> grid = new LazyGrid<>(LotSort.class, LotSort.END, true);
        grid.number(t("license.count"), MovableLot::quantity, false).width("96px");
        grid.text(t("license.term"), lot -> t("term." + lot.term().name())).grow();
        grid.text(t("transfer.starts"), lot -> begins(lot)).secondary();
        grid.component(t("license.expiration-date"), lot -> ends(lot)).asShown();
        grid.text(t("add-licenses.subscription"), lot -> orDash(lot.subscription()))
                .identifier()
                .secondary();
        grid.number(t("transfer.reserved"), MovableLot::reserved, false).secondary();
        if (actor().may(Permission.MANAGE_LICENSES, pool.smartAccountId(), null)) {
            grid.component(t("grid.actions"), lot -> menu(license, lot)).fixed().secondary();
        }
        grid.whenEmpty(() -> new Span(t("license.no-lots")));
        grid.boundedSource(
                page -> transfers.movable(actor(), pool.id(), license.id(), "", page.offset(), page.limit()),
                () -> transfers.countMovable(actor(), pool.id(), license.id(), ""));
        return grid;
    }

    private String begins(MovableLot lot) {
        LocalDate starts = lot.startsOn();
        return starts == null ? "—" : dates.date(starts);
    }

    private Component ends(MovableLot lot) {
        LocalDate ends = lot.endsOn();
        return ends == null ? new Span(t("license.never")) : new Span(dates.date(ends));
    }

    private Component menu(LicenseListItem license, MovableLot lot) {
        RowMenu menu = new RowMenu(t("term." + lot.term().name()));
        menu.item(
                t("take-off.open"),
                () -> new TakeOffDialog(owned, frame().current(), license.name(), lot)
                        .then(() -> UI.getCurrent().refreshCurrentRoute(false))
                        .open());
        return menu;
    }

    private static String orDash(@Nullable String text) {
        return text == null || text.isEmpty() ? "—" : text;
    }
}
