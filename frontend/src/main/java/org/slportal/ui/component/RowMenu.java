package org.slportal.ui.component;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.function.SerializableRunnable;

/** What can be done with one row. */
public class RowMenu extends MenuBar {

    private static final long serialVersionUID = 1L;

    private final MenuItem root;

    /** @param subject what the row is, for readers who do not see it */
    public RowMenu(String subject) {
        addClassName("row-menu");
        addThemeVariants(MenuBarVariant.LUMO_TERTIARY, MenuBarVariant.LUMO_SMALL, MenuBarVariant.LUMO_END_ALIGNED);
        root = addItem(getTranslation("grid.actions") + " ▾");
        root.setAriaLabel(getTranslation("grid.actions-of", subject));
    }

    public RowMenu item(String text, SerializableRunnable act) {
        root.getSubMenu().addItem(text, click -> act.run());
        return this;
    }
}
