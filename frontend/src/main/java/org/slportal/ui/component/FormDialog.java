package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.LinkedHashMap;
import java.util.Map;

/** A dialog for one act: Enter submits, Esc closes, errors stand beside their field. */
public abstract class FormDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final Div form = new Div();
    private final Map<String, HasValidation> fields = new LinkedHashMap<>();
    private final Button submit;
    private SerializableRunnable afterwards = () -> {};

    protected FormDialog(String title, String act) {
        setHeaderTitle(title);
        setModality(com.vaadin.flow.component.ModalityMode.STRICT);
        setWidth("520px");
        setMaxWidth("100%");
        setDraggable(false);
        form.addClassName("form");
        add(form);
        Button cancel = new Button(getTranslation("act.cancel"), click -> close());
        submit = new Button(act, click -> submit());
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        // Only from the fields: Enter on the Cancel button must cancel.
        submit.addClickShortcut(Key.ENTER).listenOn(form).resetFocusOnActiveElement();
        submit.setDisableOnClick(true);
        getFooter().add(cancel, submit);
    }

    /** @param name as the service names it when it refuses */
    protected final <C extends Component & HasValidation> C field(String name, C field) {
        fields.put(name, field);
        form.add(field);
        if (field instanceof com.vaadin.flow.component.HasSize sized) {
            sized.setWidthFull();
        }
        return field;
    }

    protected final void content(Component... parts) {
        form.add(parts);
    }

    protected final Button submitButton() {
        return submit;
    }

    public final FormDialog then(SerializableRunnable afterwards) {
        this.afterwards = afterwards;
        return this;
    }

    private void submit() {
        boolean done;
        try {
            done = valid() && Notices.attempt(this, fields, this::act);
        } finally {
            submit.setEnabled(true);
        }
        if (done) {
            close();
            afterwards.run();
        }
    }

    /** Checks that need no service, such as a number that is not one. */
    protected boolean valid() {
        return true;
    }

    /** Calls the service; a PortalException keeps the dialog open. */
    protected abstract void act();
}
