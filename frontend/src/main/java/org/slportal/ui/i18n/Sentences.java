package org.slportal.ui.i18n;

import com.vaadin.flow.component.Component;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences with named values, such as {@code {device} was registered}: events and alerts are stored as a code and its values. */
public final class Sentences {

    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z]+)\\}");

    private Sentences() {}

    public static String say(Component reader, String key, Map<String, String> values) {
        return fill(PortalI18n.pattern(key, Locales.of(reader)), values);
    }

    /** A value the event does not carry leaves a dash, never the name of the value. */
    public static String fill(String pattern, Map<String, String> values) {
        Matcher names = NAME.matcher(pattern);
        StringBuilder text = new StringBuilder();
        while (names.find()) {
            names.appendReplacement(text, Matcher.quoteReplacement(values.getOrDefault(names.group(1), "—")));
        }
        return names.appendTail(text).toString();
    }
}
