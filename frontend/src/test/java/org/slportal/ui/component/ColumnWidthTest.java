package org.slportal.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import org.junit.jupiter.api.Test;

class ColumnWidthTest {

    private final Grid.Column<String> column = new Grid<String>().addColumn(row -> row);
    private final ColumnWidth width = new ColumnWidth(column);

    @Test
    void a_column_is_as_wide_as_its_content_and_wraps_on_a_narrow_screen() {
        assertThat(column.isAutoWidth()).isTrue();
        assertThat(column.getFlexGrow()).isZero();

        width.fit(true);

        assertThat(column.isAutoWidth()).isFalse();
        assertThat(column.getWidth()).isEqualTo("64px");
        assertThat(column.getFlexGrow()).isEqualTo(1);

        width.fit(false);

        assertThat(column.isAutoWidth()).isTrue();
        assertThat(column.getFlexGrow()).isZero();
    }

    @Test
    void one_that_grows_takes_what_is_left_and_twice_the_share_of_another_on_a_narrow_screen() {
        width.grow();

        assertThat(column.getWidth()).isEqualTo("120px");
        assertThat(column.getFlexGrow()).isEqualTo(1);

        width.fit(true);

        assertThat(column.getWidth()).isEqualTo("64px");
        assertThat(column.getFlexGrow()).isEqualTo(2);
    }

    @Test
    void a_figure_does_not_wrap() {
        width.figure();

        width.fit(true);

        assertThat(column.isAutoWidth()).isTrue();
        assertThat(column.getFlexGrow()).isZero();
    }

    @Test
    void a_width_that_was_set_stays() {
        width.set("150px");

        width.fit(true);

        assertThat(column.isAutoWidth()).isFalse();
        assertThat(column.getWidth()).isEqualTo("150px");
        assertThat(column.getFlexGrow()).isZero();
    }

    @Test
    void a_secondary_column_gives_way_and_comes_back() {
        width.secondary();

        width.fit(true);

        assertThat(column.isVisible()).isFalse();

        width.fit(false);

        assertThat(column.isVisible()).isTrue();
    }

    @Test
    void a_menu_is_smaller_on_a_narrow_screen() {
        width.menu();

        assertThat(column.getWidth()).isEqualTo("110px");

        width.fit(true);

        assertThat(column.getWidth()).isEqualTo("84px");
        assertThat(column.isVisible()).isTrue();
    }
}
