package org.slportal.ui.inventory;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.TransactionItem;
import org.slportal.services.inventory.TransactionSort;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.i18n.Dates;

/** Where the quantity of a licence came from and went to. */
@Route("inventory/:va([0-9]+)/licenses/:license([0-9]+)/transactions")
@PermitAll
public class LicenseTransactionsView extends LicensePage {

    private static final long serialVersionUID = 1L;

    private final transient Dates dates;

    public LicenseTransactionsView(InventoryFrame frame, Dates dates) {
        super(frame);
        this.dates = dates;
    }

    @Override
    void show(Actor actor, VirtualAccountItem pool, LicenseListItem license) {
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
                })
                .secondary();
        grid.text("SKU", row -> orDash(row.sku())).identifier().secondary();
        grid.text(t("license.origin"), row -> orDash(row.origin())).grow();
        grid.text(t("license.recorded-by"), TransactionItem::recordedBy).secondary();
        grid.whenEmpty(() -> new Span(t("license.no-transactions")));
        grid.boundedSource(
                page -> frame().inventory().transactions(actor(), pool.id(), license.id(), page),
                () -> frame().inventory().countTransactions(actor(), pool.id(), license.id()));
        add(grid);
    }

    private static String orDash(@Nullable String text) {
        return text == null || text.isEmpty() ? "—" : text;
    }
}
