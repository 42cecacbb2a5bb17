package org.slportal.ui.activity;

import com.vaadin.flow.component.Component;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slportal.domain.access.Role;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventListItem;
import org.slportal.ui.i18n.Locales;
import org.slportal.ui.i18n.PortalI18n;
import org.slportal.ui.i18n.Sentences;

/** The sentence of an event, in the reader's language. */
public final class EventText {

    private EventText() {}

    public static String of(Component reader, EventListItem event) {
        return of(reader::getTranslation, Locales.of(reader), event);
    }

    /** @param words texts by their keys, in that language */
    public static String of(UnaryOperator<String> words, Locale locale, EventListItem event) {
        Map<String, String> values = new HashMap<>(event.parameters());
        values.computeIfPresent(
                "role",
                (name, value) -> words.apply("role." + Role.valueOf(value).name()));
        replaceEmpty(values, "scope", words.apply("users.whole-account"));
        replaceEmpty(values, "uses", words.apply("event.any-uses"));
        replaceEmpty(values, "description", words.apply("event.no-description"));
        values.computeIfPresent(
                "export",
                (name, value) -> words.apply(Boolean.parseBoolean(value) ? "export.allowed" : "export.not-allowed"));
        values.computeIfPresent("alert", (name, value) -> {
            String label = words.apply("alert." + value + ".label");
            String subject = event.parameters().getOrDefault("subject", "");
            return subject.isEmpty() ? label : label + ": " + subject;
        });
        values.computeIfPresent("state", (name, value) -> words.apply("assisted.state." + value));
        String key = "event." + event.code().name();
        if (event.code() == EventCode.VIRTUAL_ACCOUNT_MOVED
                && event.parameters().getOrDefault("parent", "").isEmpty()) {
            key += "_TO_TOP";
        }
        return Sentences.fill(PortalI18n.pattern(key, locale), values);
    }

    private static void replaceEmpty(Map<String, String> values, String name, String words) {
        values.computeIfPresent(name, (key, value) -> value.isEmpty() ? words : value);
    }
}
