package org.slportal.ui.convert;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventFilter;
import org.slportal.services.event.EventListItem;
import org.slportal.services.event.EventService;
import org.slportal.services.event.EventSort;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/**
 * What became of every PAK: each converted line, by whom, into which Virtual Account. Read from the events of conversions, which
 * carry the same facts as the conversions themselves; those have no list of their own yet.
 */
@Route("convert/history")
@PermitAll
public class ConversionHistoryView extends ConvertPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final EventFilter CONVERSIONS = new EventFilter(EventCode.PAK_CONVERTED, "");

    private final transient EventService events;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public ConversionHistoryView(EventService events, CurrentActor current, CurrentAccount account, Dates dates) {
        this.events = events;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        SmartAccountId id = here.id();
        frame(here);
        LazyGrid<EventListItem, EventSort> grid = new LazyGrid<>(EventSort.class, EventSort.TIME, false);
        grid.component(t("field.date"), row -> dates.timeWithDistance(row.occurredAt()))
                .sort(EventSort.TIME);
        grid.text(t("convert.type"), row -> t("conversion.PAK")).secondary();
        grid.text(t("convert.origin"), row -> value(row, "pak")).identifier();
        grid.text(t("convert.skus"), row -> value(row, "sku")).identifier();
        grid.text(t("convert.became"), row -> value(row, "license")).grow().secondary();
        grid.text(t("convert.licenses-added"), row -> value(row, "quantity")).end();
        grid.text(t("inventory.virtual-account"), row -> {
                    String name = row.virtualAccount();
                    return name == null ? "—" : name;
                })
                .secondary();
        grid.text(t("convert.by"), EventListItem::actorName).secondary();
        grid.whenEmpty(() -> new EmptyState(
                t("convert.history-empty.title"),
                t("convert.history-empty.advice"),
                new RouterLink(t("convert.paks"), ConvertPaksView.class)));
        grid.source(
                page -> events.list(current.get(), id, null, page, CONVERSIONS),
                () -> events.count(current.get(), id, null, CONVERSIONS));
        add(grid);
    }

    private static String value(EventListItem row, String name) {
        return row.parameters().getOrDefault(name, "—");
    }
}
