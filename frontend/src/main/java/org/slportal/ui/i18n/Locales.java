package org.slportal.ui.i18n;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language of the person who reads, also for components that are not attached yet. */
public final class Locales {

    private Locales() {}

    public static Locale of(Component component) {
        return component.getUI().map(UI::getLocale).orElseGet(Locales::current);
    }

    public static Locale current() {
        @Nullable UI ui = UI.getCurrent();
        return ui == null ? Locale.ENGLISH : ui.getLocale();
    }

    /** Dates and numbers of people who read English follow one fixed form, whatever their country. */
    public static Locale of(String language) {
        return language.equals("ko") ? Locale.KOREAN : Locale.ENGLISH;
    }
}
