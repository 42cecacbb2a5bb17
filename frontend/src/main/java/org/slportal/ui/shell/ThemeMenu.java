package org.slportal.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.function.SerializableConsumer;
import org.slportal.services.user.Theme;
import org.slportal.ui.security.SessionPreferences;

/** Light, dark, or as the system has it. */
class ThemeMenu extends MenuBar {

    private static final long serialVersionUID = 1L;

    ThemeMenu(Theme chosen, SerializableConsumer<Theme> remember) {
        addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        MenuItem root = addItem("◐");
        root.setAriaLabel(getTranslation("shell.theme"));
        for (Theme theme : Theme.values()) {
            MenuItem item = root.getSubMenu().addItem(getTranslation("theme." + theme.name()));
            item.setCheckable(true);
            item.setChecked(theme == chosen);
            item.addClickListener(click -> {
                remember.accept(theme);
                UI.getCurrent().getPage().setColorScheme(SessionPreferences.scheme(theme));
                root.getSubMenu().getItems().forEach(other -> other.setChecked(other == item));
            });
        }
    }
}
