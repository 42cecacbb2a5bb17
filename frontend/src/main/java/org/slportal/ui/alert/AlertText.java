package org.slportal.ui.alert;

import com.vaadin.flow.component.Component;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.services.alert.AlertListItem;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.i18n.Sentences;

/** The sentence of an alert, in the reader's language. */
final class AlertText {

    private AlertText() {}

    static String of(Component reader, AlertListItem alert, Dates dates) {
        Map<String, String> values = new HashMap<>();
        put(values, "va", alert.virtualAccount());
        put(values, "license", alert.license());
        put(values, "device", alert.productInstance() == null ? alert.subject() : alert.productInstance());
        Integer quantity = alert.quantity();
        if (quantity != null) {
            values.put("quantity", Numbers.plain(quantity));
        }
        var due = alert.dueAt();
        if (due != null) {
            values.put("date", dates.time(due));
            values.put(
                    "days",
                    Numbers.plain(Math.max(0, Duration.between(dates.now(), due).toDays())));
        }
        return Sentences.say(reader, "alert." + alert.code().name() + ".message", values);
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
