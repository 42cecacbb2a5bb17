package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridSortOrderBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.slportal.ui.component.LazyGrid;

/** What a list asks of its service: no more than it shows, and a number only where it goes on. */
class LazyGridTest extends ViewTest {

    private static final int PAGE = 50;

    private enum Order {
        NUMBER
    }

    private final List<Integer> rows = new ArrayList<>();
    private final List<PageQuery<Order>> asked = new ArrayList<>();
    private int counted;

    private final LazyGrid<Integer, Order> grid = new LazyGrid<>(Order.class, Order.NUMBER, true);

    @BeforeEach
    void start() {
        grid.text("Number", row -> row).sort(Order.NUMBER);
    }

    @Test
    void a_list_that_ends_on_its_first_page_is_read_once_and_not_counted() {
        show(PAGE - 1);

        assertThat(asked).hasSize(1);
        assertThat(counted).isZero();
        assertThat(shown()).hasSize(PAGE - 1);
        assertThat(foot()).contains("49");
    }

    @Test
    void a_list_that_fills_its_first_page_is_counted() {
        show(PAGE);

        assertThat(counted).isOne();
        assertThat(foot()).contains("50");
        assertThat(shown()).hasSize(PAGE);
    }

    @Test
    void a_longer_list_knows_its_number_from_the_count() {
        show(PAGE + 1);

        assertThat(counted).isOne();
        assertThat(foot()).contains("51");
    }

    @Test
    void a_change_of_order_reads_the_page_anew() {
        show(3);

        List<GridSortOrder<Integer>> descending = new GridSortOrderBuilder<Integer>()
                .thenDesc(grid.grid().getColumns().getFirst())
                .build();
        grid.grid().sort(descending);
        flush();

        assertThat(asked.getLast().ascending()).isFalse();
        assertThat(shown()).containsExactly(2, 1, 0);
    }

    @Test
    void a_reload_shows_what_there_is_by_then() {
        show(2);

        rows.add(2);
        grid.reload();
        flush();

        assertThat(shown()).containsExactly(0, 1, 2);
        assertThat(foot()).contains("3");
    }

    @Test
    void a_row_that_came_is_seen_live_without_counting() {
        show(2);

        rows.add(2);
        grid.refreshLive();
        flush();

        assertThat(counted).isZero();
        assertThat(shown()).containsExactly(0, 1, 2);
    }

    @Test
    void a_row_that_went_is_seen_live() {
        show(2);

        rows.removeFirst();
        grid.refreshLive();
        flush();

        assertThat(shown()).containsExactly(1);
    }

    @Test
    void the_row_that_fills_the_page_is_seen_live_and_the_list_counted_from_then_on() {
        show(PAGE - 1);

        rows.add(PAGE - 1);
        rows.add(PAGE);
        grid.refreshLive();
        flush();

        assertThat(counted).isPositive();
        assertThat(foot()).contains("51");
    }

    @Test
    void nothing_is_drawn_anew_when_nothing_changed() {
        show(2);
        int before = asked.size();

        grid.refreshLive();
        flush();

        assertThat(asked).as("looked at once, not fetched for the screen again").hasSize(before + 1);
    }

    private void show(int number) {
        rows.addAll(IntStream.range(0, number).boxed().toList());
        grid.boundedSource(this::page, () -> {
            counted++;
            return BoundedCount.of(rows.size());
        });
        UI.getCurrent().add(grid);
        flush();
    }

    private List<Integer> page(PageQuery<Order> query) {
        asked.add(query);
        Comparator<Integer> order = Comparator.naturalOrder();
        return rows.stream()
                .sorted(query.ascending() ? order : order.reversed())
                .skip(query.offset())
                .limit(query.limit())
                .toList();
    }

    private static void flush() {
        UI.getCurrent().getInternals().getStateTree().runExecutionsBeforeClientResponse();
    }

    /** What the grid has sent to the browser. */
    private List<Integer> shown() {
        var communicator = grid.grid().getDataCommunicator();
        return IntStream.range(0, Math.min(PAGE, communicator.getItemCount()))
                .mapToObj(communicator::getItem)
                .toList();
    }

    private String foot() {
        return grid.getElement().getChild(grid.getElement().getChildCount() - 1).getTextRecursively();
    }
}
