package org.slportal.ui.webhook;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.event.EventCode;
import org.slportal.services.webhook.WebhookData;
import org.slportal.ui.component.FormDialog;

/** Where a webhook leads, and what it is told of. */
class WebhookDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final SerializableConsumer<WebhookData> act;
    private final TextField url;
    private final MultiSelectComboBox<AlertCode> alerts;
    private final MultiSelectComboBox<EventCode> events;

    /** @param now null: a new one */
    WebhookDialog(@Nullable WebhookData now, SerializableConsumer<WebhookData> act) {
        super(
                text(now == null ? "webhooks.new.title" : "webhooks.edit.title"),
                text(now == null ? "webhooks.new.button" : "act.save"));
        this.act = act;
        url = field("url", new TextField(getTranslation("webhooks.url")));
        url.setHelperText(getTranslation("webhooks.url.hint"));
        url.setManualValidation(true);
        alerts = field("alerts", choice("webhooks.alerts", AlertCode.values(), WebhookDialog::label));
        events = field(
                "events", choice("webhooks.events", EventCode.values(), code -> text("event.kind." + code.name())));
        if (now != null) {
            url.setValue(now.url());
            alerts.setValue(now.alerts());
            events.setValue(now.events());
        }
        url.focus();
    }

    /** Two kinds of alert have one name. */
    private static String label(AlertCode code) {
        String label = text("alert." + code.name() + ".label");
        return code == AlertCode.PI_REMOVED ? label + " (" + text("alerts.kind.removed") + ")" : label;
    }

    private static <T> MultiSelectComboBox<T> choice(String key, T[] values, Function<T, String> label) {
        MultiSelectComboBox<T> box = new MultiSelectComboBox<>(text(key));
        List<T> sorted =
                Arrays.stream(values).sorted(Comparator.comparing(label)).toList();
        box.setItems(sorted);
        box.setItemLabelGenerator(label::apply);
        box.setManualValidation(true);
        return box;
    }

    @Override
    protected void act() {
        act.accept(new WebhookData(url.getValue(), alerts.getValue(), events.getValue()));
    }

    private static String text(String key) {
        return UI.getCurrent().getTranslation(key);
    }
}
