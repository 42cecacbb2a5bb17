package org.slportal.ui.alert;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.services.alert.AlertCounts;
import org.slportal.services.alert.Severity;

/** The counters are the filter: pressed, one shows only its own; pressed again, all are shown. */
class SeverityToggles extends Div {

    private static final long serialVersionUID = 1L;

    private final Map<Severity, Button> buttons = new EnumMap<>(Severity.class);
    private final SerializableRunnable changed;
    private @Nullable Severity only;

    SeverityToggles(SerializableRunnable changed, Severity... severities) {
        this.changed = changed;
        addClassName("toolbar");
        for (Severity severity : severities) {
            Button button = new Button();
            button.addClassNames("toggle", severity.name().toLowerCase(java.util.Locale.ROOT));
            button.addClickListener(click -> press(only == severity ? null : severity));
            buttons.put(severity, button);
            add(button);
        }
        show();
    }

    @Nullable
    Severity only() {
        return only;
    }

    final void press(@Nullable Severity severity) {
        only = severity;
        show();
        changed.run();
    }

    final void count(AlertCounts counts) {
        buttons.forEach((severity, button) -> button.setText(getTranslation(
                "alerts.toggle", getTranslation("severity." + severity.name()), AlertText.count(counts.of(severity)))));
    }

    private void show() {
        buttons.forEach((severity, button) ->
                button.getElement().setAttribute("aria-pressed", Boolean.toString(severity == only)));
    }
}
