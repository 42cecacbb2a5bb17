package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.conversion.ConversionHistoryService;
import org.slportal.services.conversion.ConversionListItem;
import org.slportal.services.conversion.ConversionSort;
import org.slportal.services.conversion.ConversionUndoService;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** What became of every PAK: each act of conversion, by whom, into which Virtual Account. */
@Route("convert/history")
@PermitAll
public class ConversionHistoryView extends ConvertPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient ConversionHistoryService conversions;
    private final transient ConversionUndoService undo;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public ConversionHistoryView(
            ConversionHistoryService conversions,
            ConversionUndoService undo,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        this.conversions = conversions;
        this.undo = undo;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        SmartAccountId id = here.id();
        frame(here);
        LazyGrid<ConversionListItem, ConversionSort> grid =
                new LazyGrid<>(ConversionSort.class, ConversionSort.TIME, false);
        grid.component(t("field.date"), row -> dates.timeWithDistance(row.convertedAt()))
                .asShown()
                .sort(ConversionSort.TIME);
        grid.text(t("convert.type"), row -> t("conversion." + row.kind())).secondary();
        grid.text(t("convert.origin"), row -> String.join(", ", row.origins()))
                .identifier()
                .grow();
        grid.text(t("convert.skus"), row -> Skus.text(row.skus())).grow();
        grid.text(t("inventory.virtual-account"), ConversionListItem::virtualAccount)
                .secondary();
        grid.text(t("convert.by"), ConversionListItem::convertedBy).secondary();
        grid.component(t("record.column"), row -> ConvertNavigation.record(t("record.link"), row.id()))
                .csv(row -> row.id().value());
        if (undo.isOffered(current.get(), id)) {
            grid.component(t("grid.actions"), row -> menu(row, grid)).fixed().secondary();
        }
        grid.whenEmpty(() -> new EmptyState(
                t("convert.history-empty.title"),
                t("convert.history-empty.advice"),
                new RouterLink(t("convert.paks"), ConvertPaksView.class)));
        grid.boundedSource(
                page -> conversions.history(current.get(), id, page),
                () -> conversions.countHistory(current.get(), id));
        add(grid);
    }

    /** In the lab a conversion can be taken back; one that was says so. */
    private Component menu(ConversionListItem row, LazyGrid<ConversionListItem, ConversionSort> grid) {
        if (row.undoneAt() != null) {
            return new Pill(Pill.Tone.NEUTRAL, t("undo.undone"));
        }
        if (!ConversionUndoService.isPossible(row.kind())) {
            return new Span();
        }
        String origins = String.join(", ", row.origins());
        return new RowMenu(origins)
                .item(
                        t("undo.action"),
                        () -> new Confirm(
                                        t("undo.title", origins),
                                        t("undo.consequence", row.virtualAccount()),
                                        t("undo.button", row.lines(), Numbers.plain(row.lines())),
                                        () -> undo.undo(current.get(), row.id()))
                                .then(grid::reload)
                                .open());
    }
}
