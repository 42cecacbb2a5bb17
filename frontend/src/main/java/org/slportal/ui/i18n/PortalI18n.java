package org.slportal.ui.i18n;

import com.vaadin.flow.i18n.I18NProvider;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Texts from {@code messages*.properties}; every text is a {@link MessageFormat} pattern. */
@Component
public class PortalI18n implements I18NProvider {

    private static final Logger LOG = LoggerFactory.getLogger(PortalI18n.class);
    /** Without it a Korean server would answer English readers in Korean. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @Override
    public List<Locale> getProvidedLocales() {
        return List.of(Locale.ENGLISH, Locale.KOREAN);
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... params) {
        try {
            return new MessageFormat(pattern(key, locale), locale).format(params);
        } catch (MissingResourceException missing) {
            LOG.error("No text for {}", key);
            return "!" + key + "!";
        }
    }

    /** The raw text, for sentences with named parameters. */
    public static String pattern(String key, Locale locale) {
        return ResourceBundle.getBundle("messages", locale, PortalI18n.class.getClassLoader(), NO_FALLBACK)
                .getString(key);
    }

    /** Whether Korean is spoken; everything else is English. */
    public static boolean isKorean(Locale locale) {
        return locale.getLanguage().equals(Locale.KOREAN.getLanguage());
    }
}
