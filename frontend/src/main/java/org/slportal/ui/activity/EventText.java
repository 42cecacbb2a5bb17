package org.slportal.ui.activity;

import com.vaadin.flow.component.Component;
import java.util.HashMap;
import java.util.Map;
import org.slportal.domain.access.Role;
import org.slportal.services.event.EventListItem;
import org.slportal.ui.i18n.Sentences;

/** The sentence of an event, in the reader's language. */
public final class EventText {

    private EventText() {}

    public static String of(Component reader, EventListItem event) {
        Map<String, String> values = new HashMap<>(event.parameters());
        values.computeIfPresent(
                "role",
                (name, value) ->
                        reader.getTranslation("role." + Role.valueOf(value).name()));
        replaceEmpty(values, "parent", "—");
        replaceEmpty(values, "scope", reader.getTranslation("users.whole-account"));
        replaceEmpty(values, "uses", reader.getTranslation("event.any-uses"));
        replaceEmpty(values, "description", reader.getTranslation("event.no-description"));
        values.computeIfPresent(
                "export",
                (name, value) ->
                        reader.getTranslation(Boolean.parseBoolean(value) ? "export.allowed" : "export.not-allowed"));
        values.computeIfPresent("alert", (name, value) -> {
            String label = reader.getTranslation("alert." + value + ".label");
            String subject = event.parameters().getOrDefault("subject", "");
            return subject.isEmpty() ? label : label + ": " + subject;
        });
        values.computeIfPresent("state", (name, value) -> reader.getTranslation("assisted.state." + value));
        return Sentences.say(reader, "event." + event.code().name(), values);
    }

    private static void replaceEmpty(Map<String, String> values, String name, String words) {
        values.computeIfPresent(name, (key, value) -> value.isEmpty() ? words : value);
    }
}
