package org.slportal.ui.reservation;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import org.slportal.ui.component.FormDialog;

/** Takes one code a device has printed. */
class CodeDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final TextField code;
    private final SerializableConsumer<String> act;

    /** @param field as the service names it when it refuses */
    CodeDialog(String title, String text, String field, String label, String button, SerializableConsumer<String> act) {
        super(title, button);
        this.act = act;
        content(new Paragraph(text));
        code = field(field, new TextField(label));
        code.setManualValidation(true);
        code.focus();
    }

    @Override
    protected void act() {
        act.accept(code.getValue());
    }
}
