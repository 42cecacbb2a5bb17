package org.slportal.ui.security;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.slportal.services.error.PortalException;
import org.slportal.services.user.Profile;
import org.slportal.services.user.ProfileService;
import org.slportal.services.user.Theme;
import org.slportal.ui.i18n.Locales;
import org.springframework.stereotype.Component;

/** Gives every page its reader's language and colours, before the first pixel where that is possible. */
@Component
public class SessionPreferences implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    private final transient CurrentActor current;
    private final transient ProfileService profiles;

    public SessionPreferences(CurrentActor current, ProfileService profiles) {
        this.current = current;
        this.profiles = profiles;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::dressPage);
        event.getSource().addUIInitListener(init -> {
            @Nullable Profile profile = profile();
            if (profile != null) {
                apply(init.getUI(), profile);
            }
        });
    }

    /** Sets language and colours of one page. */
    public static void apply(UI ui, Profile profile) {
        Locale locale = Locales.of(profile.locale());
        if (!locale.equals(ui.getSession().getLocale())) {
            ui.getSession().setLocale(locale);
        }
        ui.setLocale(locale);
        ui.getPage().setColorScheme(scheme(profile.theme()));
    }

    public static ColorScheme.Value scheme(Theme theme) {
        return switch (theme) {
            case SYSTEM -> ColorScheme.Value.LIGHT_DARK;
            case LIGHT -> ColorScheme.Value.LIGHT;
            case DARK -> ColorScheme.Value.DARK;
        };
    }

    private void dressPage(IndexHtmlResponse response) {
        @Nullable Profile profile = profile();
        @Nullable Element html = response.getDocument().selectFirst("html");
        if (profile != null && html != null) {
            html.attr("style", "color-scheme: " + scheme(profile.theme()).getValue());
            html.attr("lang", profile.locale());
        }
    }

    private @Nullable Profile profile() {
        return current.user()
                .map(user -> {
                    try {
                        return profiles.profile(current.get());
                    } catch (PortalException gone) {
                        return null;
                    }
                })
                .orElse(null);
    }
}
