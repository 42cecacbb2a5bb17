package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.select.Select;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.ui.activity.ActivityEventsView;
import org.slportal.ui.activity.ActivityView;

class ActivityViewsTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Test
    void transactions_show_what_came_where_and_from_what() {
        accounts.own(account(), account().pool(), LICENSE, 5);

        Grid<?> grid = find(Grid.class, navigate(ActivityView.class)).single();

        assertThat(test(grid).size()).isEqualTo(1);
        assertThat(test(grid).getCellText(0, 1)).isEqualTo("Order");
        assertThat(test(grid).getCellText(0, 3)).isEqualTo(LICENSE);
        assertThat(test(grid).getCellText(0, 4)).isEqualTo("+5");
    }

    @Test
    void who_is_limited_to_another_virtual_account_finds_no_row() {
        accounts.own(account(), account().pool(), LICENSE, 5);
        var branch = accounts.pool(account(), "Branch");
        signInAs(Role.VIRTUAL_ACCOUNT_VIEWER, branch);

        ActivityView view = navigate(ActivityView.class);

        assertThat(find(Grid.class, view).all()).isEmpty();
    }

    @Test
    void the_event_log_is_narrowed_by_outcome() {
        ActivityEventsView view = navigate(ActivityEventsView.class);
        Grid<?> grid = find(Grid.class, view).single();
        assertThat(test(grid).size()).isPositive();

        Select<?> outcome = find(Select.class, view).all().getFirst();
        test(outcome).selectItem("Refused");

        assertThat(test(grid).size()).isZero();
        assertThat(find(ComboBox.class, view).all()).isNotEmpty();
    }
}
