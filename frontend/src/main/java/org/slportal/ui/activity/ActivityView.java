package org.slportal.ui.activity;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.activity.ActivityFilter;
import org.slportal.services.activity.ActivityItem;
import org.slportal.services.activity.ActivityService;
import org.slportal.services.activity.LicenseName;
import org.slportal.services.inventory.TransactionSort;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Page;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/** Activity: every movement of licences in the Smart Account. */
@Route("activity")
@PermitAll
public class ActivityView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient ActivityService activity;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public ActivityView(ActivityService activity, CurrentActor current, CurrentAccount account, Dates dates) {
        this.activity = activity;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        clear();
        header().title(t("tab.activity")).context(here.name(), t("activity.context"));
        add(ActivityTabs.of(this, ActivityView.class));
        show(here.id());
    }

    private void show(SmartAccountId here) {
        LazyGrid<ActivityItem, TransactionSort> grid =
                new LazyGrid<>(TransactionSort.class, TransactionSort.TIME, false);
        grid.grid().addClassName("dense");
        Select<TransactionSource> source = new Select<>();
        source.setAriaLabel(t("license.source"));
        source.setItems(TransactionSource.values());
        source.setItemLabelGenerator(value -> t(value == null ? "activity.any-source" : "source." + value.name()));
        source.setEmptySelectionAllowed(true);
        source.setEmptySelectionCaption(t("activity.any-source"));
        ComboBox<LicenseName> license = new ComboBox<>();
        license.setPlaceholder(t("activity.any-license"));
        license.setAriaLabel(t("activity.license"));
        license.setClearButtonVisible(true);
        license.setItemLabelGenerator(LicenseName::name);
        license.setItems(
                query -> activity
                        .licenses(
                                current.get(), here, query.getFilter().orElse(""), query.getOffset(), query.getLimit())
                        .stream());
        PoolPicker pool = new PoolPicker("", account, Permission.VIEW);
        pool.setPlaceholder(t("inventory.virtual-account"));
        pool.setAriaLabel(t("inventory.virtual-account"));
        pool.setClearButtonVisible(true);
        PeriodField period = new PeriodField(dates, grid::reload);
        source.addValueChangeListener(change -> grid.reload());
        license.addValueChangeListener(change -> grid.reload());
        pool.addValueChangeListener(change -> grid.reload());

        columns(grid);
        grid.whenEmpty(() -> source.isEmpty() && license.isEmpty() && pool.isEmpty() && period.isAll()
                ? new EmptyState(t("activity.empty.title"), t("activity.empty.advice"))
                : null);
        grid.logSource(
                () -> filter(period, source.getValue(), license, pool),
                (page, chosen) -> activity.transactions(current.get(), here, chosen, page),
                row -> row.transaction().id().value(),
                chosen -> activity.count(current.get(), here, chosen));
        Div toolbar = new Div(source, license, pool, period);
        toolbar.addClassName("toolbar");
        add(toolbar, grid);
    }

    private static ActivityFilter filter(
            PeriodField period, @Nullable TransactionSource source, ComboBox<LicenseName> license, PoolPicker pool) {
        return new ActivityFilter(
                period.from(),
                period.before(),
                source,
                license.getOptionalValue().map(LicenseName::id).orElse(null),
                pool.getOptionalValue().map(item -> item.id()).orElse(null));
    }

    private void columns(LazyGrid<ActivityItem, TransactionSort> grid) {
        grid.component(
                        t("activity.date"),
                        row -> dates.timeWithDistance(row.transaction().recordedAt()))
                .asShown()
                .sort(TransactionSort.TIME);
        grid.text(
                        t("license.source"),
                        row -> t("source." + row.transaction().source().name()))
                .secondary();
        grid.text(t("activity.sku"), row -> orDash(row.transaction().sku()))
                .identifier()
                .secondary();
        grid.text(t("activity.license"), row -> row.transaction().licenseName()).grow();
        grid.number(t("field.quantity"), row -> row.transaction().quantity(), true);
        grid.text(
                        t("activity.type"),
                        row -> t("term." + row.transaction().term().name()))
                .secondary()
                .width("88px");
        grid.text(t("activity.expires"), row -> {
                    var ends = row.transaction().endsOn();
                    return ends == null ? "—" : dates.date(ends);
                })
                .secondary()
                .width("108px");
        grid.text(t("inventory.virtual-account"), ActivityItem::virtualAccount)
                .secondary()
                .width("116px");
        grid.text(t("license.origin"), row -> orDash(row.transaction().origin()))
                .secondary()
                .width("124px");
        grid.text(t("license.recorded-by"), row -> row.transaction().recordedBy())
                .secondary();
    }

    private static String orDash(@Nullable String text) {
        return text == null || text.isEmpty() ? "—" : text;
    }
}
