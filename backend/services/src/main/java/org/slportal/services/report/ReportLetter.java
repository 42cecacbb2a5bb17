package org.slportal.services.report;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words around a report that goes out by e-mail, in its owner's language. */
final class ReportLetter {

    private static final String BUNDLE = "org.slportal.services.report.letters";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private ReportLetter() {}

    static String text(String key, String language, Object... arguments) {
        Locale locale = language.equals("ko") ? Locale.KOREAN : Locale.ENGLISH;
        return new MessageFormat(
                        ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK).getString(key), locale)
                .format(arguments);
    }
}
