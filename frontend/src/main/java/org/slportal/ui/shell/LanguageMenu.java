package org.slportal.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import java.util.Locale;
import org.slportal.ui.i18n.PortalI18n;

/** English or 한국어, each in its own language. The page is loaded anew, at the same address. */
class LanguageMenu extends MenuBar {

    private static final long serialVersionUID = 1L;

    LanguageMenu(SerializableConsumer<Locale> remember) {
        addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        UI ui = UI.getCurrent();
        boolean korean = PortalI18n.isKorean(ui.getLocale());
        MenuItem root = addItem((korean ? "한국어" : "English") + " ▾");
        root.setAriaLabel(getTranslation("shell.language"));
        for (Locale locale : List.of(Locale.ENGLISH, Locale.KOREAN)) {
            boolean isKorean = PortalI18n.isKorean(locale);
            MenuItem item = root.getSubMenu().addItem(isKorean ? "한국어" : "English", click -> {
                remember.accept(locale);
                ui.getSession().setLocale(locale);
                ui.getPage().reload();
            });
            item.setCheckable(true);
            item.setChecked(isKorean == korean);
        }
    }
}
