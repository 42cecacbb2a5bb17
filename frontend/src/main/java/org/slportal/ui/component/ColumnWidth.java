package org.slportal.ui.component;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How wide a column is. Where there is room, as wide as what stands in it, and one that grows takes what the others leave; on a narrow
 * screen they share what there is, and wrap.
 */
final class ColumnWidth implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String NARROW = "64px";
    private static final String GROWING = "120px";
    /** Of what is left on a narrow screen, for one of any other column. */
    private static final int GROWING_SHARE = 2;

    private static final String MENU = "110px";
    private static final String NARROW_MENU = "84px";

    private enum Kind {
        CONTENT,
        GROWS,
        FIGURE,
        SET,
        MENU
    }

    private final Grid.Column<?> column;
    private Kind kind = Kind.CONTENT;
    private boolean secondary;

    ColumnWidth(Grid.Column<?> column) {
        this.column = column;
        fit(false);
    }

    void grow() {
        become(Kind.GROWS);
    }

    /** As wide as its figures, on a narrow screen too: a number does not wrap. */
    void figure() {
        become(Kind.FIGURE);
    }

    void set(String width) {
        become(Kind.SET);
        column.setWidth(width);
    }

    /** At the end of a row. */
    void menu() {
        column.setTextAlign(ColumnTextAlign.END);
        become(Kind.MENU);
    }

    /** Gives way on narrow screens. */
    void secondary() {
        secondary = true;
    }

    private void become(Kind now) {
        kind = now;
        fit(false);
    }

    void fit(boolean narrow) {
        column.setVisible(!(narrow && secondary));
        column.setAutoWidth(kind == Kind.FIGURE || kind == Kind.CONTENT && !narrow);
        switch (kind) {
            case CONTENT -> share(narrow ? NARROW : null, narrow ? 1 : 0);
            case GROWS -> share(narrow ? NARROW : GROWING, narrow ? GROWING_SHARE : 1);
            case MENU -> share(narrow ? NARROW_MENU : MENU, 0);
            case FIGURE, SET -> column.setFlexGrow(0);
        }
    }

    private void share(@Nullable String width, int share) {
        if (width != null) {
            column.setWidth(width);
        }
        column.setFlexGrow(share);
    }
}
