package org.slportal.ui.component;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.function.SerializableBiFunction;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.shared.Registration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/**
 * A grid whose rows, order and number come from a service, with its count beneath and something helpful in its place when it is
 * empty. On narrow screens secondary columns give way, and the others share the width and wrap.
 *
 * @param <T> a row
 * @param <S> what it can be sorted by
 */
public class LazyGrid<T, S extends Enum<S>> extends Div implements LiveContent {

    private static final long serialVersionUID = 1L;
    private static final int NARROW = 760;
    private static final int PAGE = 50;
    /** As many as a screen shows while it is scrolled. */
    private static final int REMEMBERED_PAGES = 3;

    /** Up to this many rows the page scrolls, not the grid. */
    private static final int ROWS_WITHOUT_SCROLLING = 25;

    private final Grid<T> grid = new Grid<>();
    private final Div foot = new Div();
    private final Span counted = new Span();
    private final List<Col> exported = new ArrayList<>();
    private final Div emptyPlace = new Div();
    private final Class<S> sorts;
    private final S defaultSort;
    private final boolean defaultAscending;
    private final List<ColumnWidth> widths = new ArrayList<>();
    private boolean narrow;
    private transient @Nullable Registration resizing;
    private SerializableSupplier<Long> count = () -> 0L;
    private SerializableSupplier<@Nullable Component> empty = () -> null;
    private long total;
    private boolean exact = true;
    /** Waits for the grid to ask for it; null once it has. */
    private transient @Nullable FirstPage<T, S> first;
    /** What was read last, to know whether anything shown changed; rows are compared by their values. */
    private transient Map<PageQuery<S>, List<T>> shown = new LinkedHashMap<>();

    private transient SerializableFunction<PageQuery<S>, List<T>> rows = page -> List.of();
    private transient SerializableSupplier<SerializableFunction<PageQuery<S>, List<T>>> fixedRows = () -> rows;
    private transient LogPages<T, S> log = new LogPages<>(page -> List.of(), row -> 0L);
    private transient SerializableRunnable beginLog = () -> {};

    public LazyGrid(Class<S> sorts, S defaultSort, boolean defaultAscending) {
        this.sorts = sorts;
        this.defaultSort = defaultSort;
        this.defaultAscending = defaultAscending;
        addClassName("grid-frame");
        foot.addClassName("grid-foot");
        counted.getElement().setAttribute("aria-live", "polite");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setPageSize(PAGE);
        foot.add(counted);
        add(grid, emptyPlace, foot);
    }

    /** Where the rows come from, for lists without a filter. */
    public void source(SerializableFunction<PageQuery<S>, List<T>> rows, SerializableSupplier<Long> rowCount) {
        source(() -> "", (page, none) -> rows.apply(page), none -> rowCount.get());
    }

    /**
     * Where the rows come from.
     *
     * @param filter what is chosen now; a download keeps what it began with, so it is a value, not the fields
     */
    public <F> void source(
            SerializableSupplier<F> filter,
            SerializableBiFunction<PageQuery<S>, F, List<T>> rows,
            SerializableFunction<F, Long> rowCount) {
        this.count = () -> rowCount.apply(filter.get());
        this.rows = page -> rows.apply(page, filter.get());
        this.fixedRows = () -> {
            F chosen = filter.get();
            return page -> rows.apply(page, chosen);
        };
        grid.setItems(DataProvider.fromCallbacks(this::fetch, query -> {
            // Vaadin insists that both are read.
            query.getOffset();
            query.getLimit();
            return Math.toIntExact(total);
        }));
        reload();
    }

    /** All rows as they are filtered and ordered now, whatever is chosen on screen while they are read. */
    private SerializableFunction<Integer, List<T>> rowsAsTheyStand() {
        SerializableFunction<PageQuery<S>, List<T>> fixed = fixedRows.get();
        List<QuerySortOrder> order = order();
        return offset -> fixed.apply(pageQuery(offset, GridExport.pageSize(), order));
    }

    /** As the columns' heads show it. */
    private List<QuerySortOrder> order() {
        return grid.getSortOrder().stream()
                .map(sorted -> new QuerySortOrder(
                        sorted.getSorted()
                                .getSortOrder(sorted.getDirection())
                                .map(QuerySortOrder::getSorted)
                                .findFirst()
                                .orElseThrow(),
                        sorted.getDirection()))
                .toList();
    }

    /** Title and day, so that two downloads are told apart. */
    private String fileName() {
        @Nullable Page page = findAncestor(Page.class);
        LocalDate today =
                Instantiator.get(UI.getCurrent()).getOrCreate(Dates.class).today();
        return (page == null ? "list" : page.fileTitle()) + "-" + today + ".csv";
    }

    /** Like {@link #source}, where nobody counts past a limit: then the grid grows as it is scrolled. */
    public void boundedSource(
            SerializableFunction<PageQuery<S>, List<T>> rows, SerializableSupplier<BoundedCount> rowCount) {
        boundedSource(() -> "", (page, none) -> rows.apply(page), none -> rowCount.get());
    }

    /** Like {@link #source}, where nobody counts past a limit: then the grid grows as it is scrolled. */
    public <F> void boundedSource(
            SerializableSupplier<F> filter,
            SerializableBiFunction<PageQuery<S>, F, List<T>> rows,
            SerializableFunction<F, BoundedCount> rowCount) {
        source(filter, rows, chosen -> {
            BoundedCount counted = rowCount.apply(chosen);
            exact = counted.exact();
            return (long) counted.rows();
        });
    }

    /** Like {@link #boundedSource}, for logs that can be entered behind a row. */
    public <F> void logSource(
            SerializableSupplier<F> filter,
            SerializableBiFunction<PageQuery<S>, F, List<T>> rows,
            SerializableFunction<T, Long> id,
            SerializableFunction<F, BoundedCount> rowCount) {
        beginLog = () -> log = new LogPages<>(page -> rows.apply(page, filter.get()), id);
        boundedSource(filter, (page, chosen) -> log.read(page), rowCount);
        this.fixedRows = () -> {
            F chosen = filter.get();
            return new LogPages<T, S>(page -> rows.apply(page, chosen), id)::read;
        };
    }

    /** What stands in the grid's place when there are no rows; null leaves the empty grid. */
    public void whenEmpty(SerializableSupplier<@Nullable Component> component) {
        this.empty = component;
    }

    /** Reads number and rows anew. */
    public void reload() {
        beginLog.run();
        FirstPage<T, S> read = readFirst();
        if (read.isAll()) {
            total = read.rows().size();
            exact = true;
        } else {
            total = count.get();
        }
        first = read;
        grid.setAllRowsVisible(total <= ROWS_WITHOUT_SCROLLING);
        if (total > ROWS_WITHOUT_SCROLLING) {
            grid.setHeight("70vh");
        }
        if (exact) {
            grid.getLazyDataView().setItemCountFromDataProvider();
        } else {
            grid.getLazyDataView().setItemCountEstimate(Math.toIntExact(total) + PAGE);
        }
        counted.setText(getTranslation(exact ? "grid.count" : "grid.many", total, Numbers.plain(total)));
        emptyPlace.removeAll();
        @Nullable Component instead = total == 0 ? empty.get() : null;
        if (instead != null) {
            emptyPlace.add(instead);
        }
        grid.setVisible(instead == null);
        foot.setVisible(instead == null);
        shown.clear();
        grid.getDataProvider().refreshAll();
    }

    /** Rows that are ticked are being worked on: they wait. */
    @Override
    public void refreshLive() {
        if (!grid.getSelectedItems().isEmpty()) {
            return;
        }
        long before = total;
        beginLog.run();
        boolean same = (isAllShown() || count.get() == before)
                && shown.entrySet().stream()
                        .allMatch(page -> rows.apply(page.getKey()).equals(page.getValue()));
        if (!same) {
            reload();
        }
    }

    /** Then a row more would stand on a page that is shown. */
    private boolean isAllShown() {
        return shown.entrySet().stream()
                .anyMatch(page -> page.getKey().offset() == 0
                        && page.getValue().size() < page.getKey().limit());
    }

    private FirstPage<T, S> readFirst() {
        PageQuery<S> page = pageQuery(0, PAGE, order());
        return new FirstPage<>(page, rows.apply(page));
    }

    private Stream<T> fetch(Query<T, Void> query) {
        int limit = Math.clamp(query.getLimit(), 1, PageQuery.MAX_LIMIT);
        PageQuery<S> page = pageQuery(query.getOffset(), limit, query.getSortOrders());
        FirstPage<T, S> ahead = first;
        first = null;
        List<T> read = ahead == null ? null : ahead.answer(page).orElse(null);
        if (ahead == null || read == null) {
            read = rows.apply(page);
            remember(page, read);
        } else {
            // As it was read: the grid asks for no more rows than it knows of, and one that comes would be beyond them.
            remember(ahead.asked(), ahead.rows());
        }
        return read.stream();
    }

    private void remember(PageQuery<S> page, List<T> read) {
        if (shown.size() >= REMEMBERED_PAGES) {
            shown.remove(shown.keySet().iterator().next());
        }
        shown.put(page, read);
    }

    private PageQuery<S> pageQuery(int offset, int limit, List<QuerySortOrder> orders) {
        S sort = orders.isEmpty()
                ? defaultSort
                : Enum.valueOf(sorts, orders.getFirst().getSorted());
        boolean ascending =
                orders.isEmpty() ? defaultAscending : orders.getFirst().getDirection() == SortDirection.ASCENDING;
        return new PageQuery<>(offset, limit, sort, ascending);
    }

    /** A column of text. */
    public Col text(String header, ValueProvider<T, ?> value) {
        return new Col(grid.addColumn(value), header, value::apply);
    }

    /** A column of components. It has to say what a file gets of it: {@link Col#csv}, {@link Col#asShown} or {@link Col#notExported}. */
    public Col component(String header, SerializableFunction<T, Component> component) {
        Col col = new Col(
                grid.addColumn(new ComponentRenderer<>(component)), header, row -> shownText(component.apply(row)));
        col.decided = false;
        return col;
    }

    private static String shownText(Component component) {
        return component.getElement().getTextRecursively().strip();
    }

    /** The heads of exported columns of components that do not say what a file gets of them. */
    public List<String> undecidedColumns() {
        return exported.stream()
                .filter(col -> !col.decided)
                .map(col -> col.file.header())
                .toList();
    }

    /** A right-aligned figure; danger colour and minus sign when it is negative. */
    public Col number(String header, ValueProvider<T, ? extends Number> value, boolean signed) {
        Grid.Column<T> column = grid.addColumn(row -> {
            long number = value.apply(row).longValue();
            return signed ? Numbers.signed(number) : Numbers.plain(number);
        });
        column.setPartNameGenerator(row -> value.apply(row).longValue() < 0 ? "numeric negative" : "numeric");
        column.setTextAlign(ColumnTextAlign.END);
        Col col = new Col(column, header, value::apply);
        col.width.figure();
        return col;
    }

    /**
     * Lets rows be ticked, each by itself: not all of a list nobody has read. The column says what it is for to readers who do not see
     * it; without the framework's own checkbox for all its head would be empty.
     */
    public GridMultiSelectionModel<T> ticks() {
        var ticks = (GridMultiSelectionModel<T>) grid.setSelectionMode(Grid.SelectionMode.MULTI);
        ticks.setSelectAllCheckboxVisibility(GridMultiSelectionModel.SelectAllCheckboxVisibility.HIDDEN);
        grid.addAttachListener(attach -> grid.getElement().executeJs("""
                        const column = this.querySelector('vaadin-grid-flow-selection-column');
                        column.headerRenderer = root => {
                          root.textContent = '';
                          const head = document.createElement('span');
                          head.className = 'visually-hidden';
                          head.textContent = $0;
                          root.append(head);
                        };
                        """, getTranslation("grid.choose")));
        return ticks;
    }

    /** For lists whose page writes a file of its own. */
    public void notExported() {
        exported.clear();
    }

    private Anchor exportLink() {
        Anchor link = new Anchor(
                new GridExport<>(
                        () -> exported.stream().map(col -> col.file).toList(), this::rowsAsTheyStand, this::fileName),
                getTranslation("grid.export"));
        link.setRouterIgnore(true);
        return link;
    }

    public Grid<T> grid() {
        return grid;
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        if (foot.getComponentCount() == 1 && !exported.isEmpty()) {
            foot.add(exportLink());
        }
        var page = attach.getUI().getPage();
        fit(page.getExtendedClientDetails().getWindowInnerWidth());
        resizing = page.addBrowserWindowResizeListener(event -> fit(event.getWidth()));
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        if (resizing != null) {
            resizing.remove();
        }
        super.onDetach(detach);
    }

    private void fit(int screen) {
        boolean fits = screen <= 0 || screen >= NARROW;
        if (fits == !narrow) {
            return;
        }
        narrow = !fits;
        widths.forEach(width -> width.fit(narrow));
        if (fits) {
            grid.recalculateColumnWidths();
        }
    }

    /** A column while it is being described. */
    public final class Col {

        private final Grid.Column<T> column;

        private GridExport.Column<T> file;
        private boolean decided = true;
        private final ColumnWidth width;

        private Col(Grid.Column<T> column, String header, SerializableFunction<T, @Nullable Object> cell) {
            this.column = column;
            this.file = new GridExport.Column<>(header, cell);
            exported.add(this);
            column.setHeader(header);
            width = new ColumnWidth(column);
            widths.add(width);
        }

        public Col sort(S by) {
            column.setSortable(true);
            column.setSortProperty(by.name());
            return this;
        }

        /** Gives way on narrow screens. */
        public Col secondary() {
            width.secondary();
            return this;
        }

        /** Takes what the others leave, and wraps. */
        public Col grow() {
            width.grow();
            return this;
        }

        public Col width(String fixed) {
            width.set(fixed);
            return this;
        }

        /** Right-aligned text, such as a figure with a remark. */
        public Col end() {
            column.setTextAlign(ColumnTextAlign.END);
            column.setPartNameGenerator(row -> "numeric");
            return this;
        }

        /** What a file gets in place of the components: a text, or a number that stays one. */
        public Col csv(SerializableFunction<T, @Nullable Object> cell) {
            file = new GridExport.Column<>(file.header(), cell);
            decided = true;
            return this;
        }

        /** The components are words and nothing else: a file gets these words. */
        public Col asShown() {
            decided = true;
            return this;
        }

        /** A column that has nothing to say in a file. */
        public Col notExported() {
            exported.remove(this);
            return this;
        }

        /** The row's menu: always there, at the end, as wide as it needs. */
        public Col fixed() {
            notExported();
            width.menu();
            return this;
        }

        public Col identifier() {
            column.setPartNameGenerator(row -> "identifier");
            return this;
        }
    }
}
