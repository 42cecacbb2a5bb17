package org.slportal.ui.component;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;

/** Asks before something is lost. The button names the thing and the consequence. */
public final class Confirm extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final SerializableRunnable act;

    public Confirm(String title, String consequences, String button, SerializableRunnable act) {
        super(title, button);
        this.act = act;
        content(new Paragraph(consequences));
        submitButton().addThemeVariants(ButtonVariant.LUMO_ERROR);
        submitButton().focus();
    }

    @Override
    protected void act() {
        act.run();
    }
}
