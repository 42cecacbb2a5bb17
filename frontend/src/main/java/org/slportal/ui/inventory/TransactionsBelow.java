package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.inventory.TransactionDetail;
import org.slportal.services.inventory.TransactionDetailService;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** The transactions of a licence below its row, each source with the columns it has something to say in. */
class TransactionsBelow extends Div {

    private static final long serialVersionUID = 1L;

    /** @param cell what stands in it, empty for nothing */
    private record Column(String head, boolean number, Function<TransactionDetail, @Nullable String> cell) {}

    private final transient Dates dates;

    TransactionsBelow(Dates dates, VirtualAccountId pool, LicenseId license, List<TransactionDetail> latest) {
        this.dates = dates;
        addClassName("transactions-below");
        if (latest.isEmpty()) {
            add(new Span(getTranslation("detail.none")));
            return;
        }
        List<TransactionDetail> shown = latest.subList(0, Math.min(latest.size(), TransactionDetailService.SHOWN));
        Map<TransactionSource, List<TransactionDetail>> bySource = new EnumMap<>(TransactionSource.class);
        shown.forEach(row -> bySource.computeIfAbsent(row.source(), source -> new ArrayList<>())
                .add(row));
        bySource.forEach(
                (source, rows) -> add(new H2(getTranslation("source." + source.name())), table(columns(source), rows)));
        Paragraph more = new Paragraph();
        if (latest.size() > shown.size()) {
            more.add(new Span(getTranslation("detail.more", shown.size()) + " "));
        }
        more.add(new RouterLink(
                getTranslation("detail.all"), LicenseTransactionsView.class, InventoryNavigation.of(pool, license)));
        add(more);
    }

    private List<Column> columns(TransactionSource source) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("field.date", false, row -> dates.time(row.recordedAt())));
        switch (source) {
            case ORDER -> {
                columns.add(text("detail.order", TransactionDetail::order));
                columns.add(text("detail.product-sku", TransactionDetail::sku));
                columns.add(quantity("detail.quantity-purchased"));
                columns.add(text("detail.start", row -> day(row.startsOn())));
                columns.add(ends());
                columns.add(text("detail.subscription", TransactionDetail::subscription));
            }
            case PAK_MIGRATION -> {
                columns.add(text("detail.pak", TransactionDetail::pak));
                columns.add(text("detail.license-sku", TransactionDetail::sku));
                columns.add(quantity("detail.quantity"));
                columns.add(ends());
            }
            case DEVICE_MIGRATION -> {
                columns.add(text("detail.product-sku", TransactionDetail::sku));
                columns.add(text("detail.product-sn", TransactionDetail::serialNumber));
                columns.add(text("detail.device", TransactionDetail::productId));
                columns.add(text("detail.family", TransactionDetail::family));
                columns.add(quantity("detail.quantity-purchased"));
                columns.add(ends());
            }
            case DLC_MIGRATION -> {
                columns.add(text("detail.product-sku", TransactionDetail::sku));
                columns.add(text("detail.product-sn", TransactionDetail::serialNumber));
                columns.add(text("detail.license-family", TransactionDetail::family));
                columns.add(quantity("detail.quantity-purchased"));
                columns.add(ends());
            }
            case TRANSFER -> {
                columns.add(text("inventory.virtual-account", this::counterpart));
                columns.add(quantity("detail.quantity"));
                columns.add(ends());
                columns.add(text("detail.by", TransactionDetail::recordedBy));
            }
            case MANUAL, EXPIRY, REVERSAL -> {
                columns.add(quantity("detail.quantity"));
                columns.add(ends());
                columns.add(text("detail.note", TransactionDetail::note));
                columns.add(text("detail.by", TransactionDetail::recordedBy));
            }
        }
        return columns;
    }

    private static Column text(String head, Function<TransactionDetail, @Nullable String> cell) {
        return new Column(head, false, cell);
    }

    private static Column quantity(String head) {
        return new Column(head, true, row -> Numbers.signed(row.quantity()));
    }

    private Column ends() {
        return text("detail.expiration", row -> day(row.endsOn()));
    }

    private @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : dates.date(day);
    }

    private @Nullable String counterpart(TransactionDetail row) {
        return row.counterpart() == null
                ? null
                : getTranslation(row.quantity() < 0 ? "detail.out" : "detail.in", row.counterpart());
    }

    private Table table(List<Column> columns, List<TransactionDetail> rows) {
        Table table = new Table();
        for (int i = 0; i < columns.size(); i++) {
            String head = getTranslation(columns.get(i).head());
            if (columns.get(i).number()) {
                table.numberHead(head);
            } else if (givesWay(i)) {
                table.wideHead(head);
            } else {
                table.head(head);
            }
        }
        for (TransactionDetail row : rows) {
            List<Component> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                cells.add(cell(columns.get(i), row, givesWay(i)));
            }
            table.row(cells);
        }
        return table;
    }

    /** On narrow screens, of what is no quantity: the day and what comes next stay. */
    private static boolean givesWay(int column) {
        return column > 1;
    }

    private static Component cell(Column column, TransactionDetail row, boolean givesWay) {
        String text = column.cell().apply(row);
        String shown = text == null || text.isEmpty() ? "—" : text;
        if (column.number()) {
            return Table.number(shown);
        }
        return givesWay ? Table.wide(new Span(shown)) : new Span(shown);
    }
}
