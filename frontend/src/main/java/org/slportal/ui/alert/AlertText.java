package org.slportal.ui.alert;

import com.vaadin.flow.component.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slportal.services.alert.AlertCounts;
import org.slportal.services.alert.AlertListItem;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Locales;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.i18n.PortalI18n;
import org.slportal.ui.i18n.Sentences;

/** The sentence of an alert, in the reader's language. */
public final class AlertText {

    private AlertText() {}

    public static String of(Component reader, AlertListItem alert, Dates dates) {
        return of(Locales.of(reader), alert, dates::time, dates.now());
    }

    /** @param time how the reader writes a moment */
    public static String of(Locale locale, AlertListItem alert, Function<Instant, String> time, Instant now) {
        Map<String, String> values = new HashMap<>();
        put(values, "va", alert.virtualAccount());
        put(values, "license", alert.license());
        put(values, "device", alert.productInstance() == null ? alert.subject() : alert.productInstance());
        Integer quantity = alert.quantity();
        if (quantity != null) {
            values.put("quantity", Numbers.plain(quantity));
        }
        var due = alert.dueAt();
        // What ended when it was raised has no time left to name.
        values.put("date", time.apply(due == null ? alert.raisedAt() : due));
        if (due != null) {
            values.put(
                    "days", Numbers.plain(Math.max(0, Duration.between(now, due).toDays())));
        }
        return Sentences.fill(PortalI18n.pattern("alert." + alert.code().name() + ".message", locale), values);
    }

    /** A counter as far as anybody counts. */
    public static String count(int counted) {
        return counted > AlertCounts.LIMIT ? Numbers.plain(AlertCounts.LIMIT) + "+" : Numbers.plain(counted);
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
