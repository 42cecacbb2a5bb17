package org.slportal.ui.convert;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableConsumer;
import org.slportal.ui.component.FormDialog;

/** Declines a request; whoever asked reads the reason. */
class DeclineAssistedDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final TextArea reason = field("reason", new TextArea(getTranslation("assisted.decline.reason")));
    private final SerializableConsumer<String> decline;

    DeclineAssistedDialog(SerializableConsumer<String> decline) {
        super(
                UI.getCurrent().getTranslation("assisted.decline.title"),
                UI.getCurrent().getTranslation("assisted.decline"));
        this.decline = decline;
        reason.setManualValidation(true);
        reason.setRequiredIndicatorVisible(true);
        submitButton().addThemeVariants(ButtonVariant.LUMO_ERROR);
        reason.focus();
    }

    @Override
    protected void act() {
        decline.accept(reason.getValue());
    }
}
