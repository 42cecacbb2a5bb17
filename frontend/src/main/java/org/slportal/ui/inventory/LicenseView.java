package org.slportal.ui.inventory;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.id.LicenseId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.event.EventService;
import org.slportal.services.inventory.LicenseExplanationService;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.LicenseUser;
import org.slportal.services.inventory.TransactionItem;
import org.slportal.services.inventory.TransactionSort;
import org.slportal.services.tag.TagService;
import org.slportal.ui.activity.EventLog;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** One licence of a Virtual Account: overview, the product instances that use it, and where the quantity came from. */
@Route("inventory/:va([0-9]+)/licenses/:license([0-9]+)")
@PermitAll
public class LicenseView extends PoolPage {

    private static final long serialVersionUID = 1L;

    /** The only order product instances of a licence come in: most licences first. */
    private enum UserSort {
        QUANTITY
    }

    private final transient Dates dates;
    private final transient TagService tags;
    private final transient EventService events;
    private final transient LicenseExplanationService explanations;

    public LicenseView(
            InventoryFrame frame,
            Dates dates,
            LicenseExplanationService explanations,
            TagService tags,
            EventService events) {
        super(frame);
        this.dates = dates;
        this.explanations = explanations;
        this.tags = tags;
        this.events = events;
    }

    @Override
    protected Class<? extends PoolPage> tab() {
        return LicensesView.class;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        LicenseId id = new LicenseId(InventoryNavigation.id(event.getRouteParameters(), InventoryNavigation.LICENSE));
        LicenseListItem license = frame().inventory().license(actor, pool.id(), id);
        header().title(license.name()).context(t("licenses.license"), pool.name());
        add(
                div("card", new H2(t("license.overview")), overview(license)),
                div(
                        "card",
                        new H2(t("why.heading")),
                        new Why(pool.id(), explanations.explain(actor, pool.id(), id), dates)),
                new LicenseTags(tags, frame().current(), pool, id),
                new H2(t("inventory.instances")),
                users(pool, id),
                new H2(t("inventory.events")),
                eventLog(pool, id),
                new H2(t("license.transactions")),
                transactions(pool, id));
    }

    private EventLog eventLog(VirtualAccountItem pool, LicenseId license) {
        EventLog log = new EventLog(events, frame().current(), dates, pool.smartAccountId(), pool.id());
        log.about(license, null);
        return log;
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
                .fact(t("licenses.in-use"), Numbers.plain(license.inUse()))
                .fact(t("license.borrowed"), Numbers.plain(license.borrowed()))
                .fact(t("license.lent"), Numbers.plain(license.lent()))
                .fact(t("licenses.balance"), balance);
        String coveredBy = license.coveredBy();
        if (coveredBy != null) {
            facts.fact(t("license.covered-by"), t("licenses.covered-why", coveredBy));
        }
        return facts;
    }

    private LazyGrid<LicenseUser, UserSort> users(VirtualAccountItem pool, LicenseId license) {
        LazyGrid<LicenseUser, UserSort> grid = new LazyGrid<>(UserSort.class, UserSort.QUANTITY, false);
        grid.component(
                        t("instances.name"),
                        row -> new RouterLink(
                                row.name(), ProductInstanceView.class, InventoryNavigation.of(pool.id(), row.id())))
                .asShown()
                .grow();
        grid.number(t("instances.licenses-in-use"), LicenseUser::quantity, false);
        grid.whenEmpty(() -> new Span(t("license.no-users")));
        grid.source(
                page -> frame().inventory().users(actor(), pool.id(), license, page.offset(), page.limit()),
                () -> frame().inventory().countUsers(actor(), pool.id(), license));
        return grid;
    }

    private LazyGrid<TransactionItem, TransactionSort> transactions(VirtualAccountItem pool, LicenseId license) {
        LazyGrid<TransactionItem, TransactionSort> grid =
                new LazyGrid<>(TransactionSort.class, TransactionSort.TIME, false);
        grid.component(t("field.date"), row -> dates.timeWithDistance(row.recordedAt()))
                .asShown()
                .sort(TransactionSort.TIME);
        grid.text(t("license.source"), row -> t("source." + row.source().name()));
        grid.number(t("field.quantity"), TransactionItem::quantity, true);
        grid.text(t("license.term"), row -> {
            var ends = row.endsOn();
            String term = t("term." + row.term().name());
            return ends == null ? term : term + " · " + dates.date(ends);
        });
        grid.text("SKU", row -> orDash(row.sku())).identifier().secondary();
        grid.text(t("license.origin"), row -> orDash(row.origin())).grow();
        grid.text(t("license.recorded-by"), TransactionItem::recordedBy).secondary();
        grid.whenEmpty(() -> new Span(t("license.no-transactions")));
        grid.source(
                page -> frame().inventory().transactions(actor(), pool.id(), license, page),
                () -> frame().inventory().countTransactions(actor(), pool.id(), license));
        return grid;
    }

    private static String orDash(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isEmpty() ? "—" : text;
    }
}
