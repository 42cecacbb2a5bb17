package org.slportal.ui.inventory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import org.slportal.services.inventory.OwnedLicenseService;
import org.slportal.services.transfer.MovableLot;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** Takes off licences that came by order or by hand. */
class TakeOffDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient OwnedLicenseService owned;
    private final transient CurrentActor current;
    private final String license;
    private final transient MovableLot lot;
    private final IntegerField quantity;
    private final TextField note;

    TakeOffDialog(OwnedLicenseService owned, CurrentActor current, String license, MovableLot lot) {
        super(UI.getCurrent().getTranslation("take-off.title"), UI.getCurrent().getTranslation("take-off.act"));
        this.owned = owned;
        this.current = current;
        this.license = license;
        this.lot = lot;
        content(new Paragraph(getTranslation("take-off.consequence", license)));
        quantity = field("quantity", new IntegerField(getTranslation("field.quantity")));
        quantity.setRequiredIndicatorVisible(true);
        quantity.setManualValidation(true);
        note = field("note", new TextField(getTranslation("add-licenses.note")));
        note.setRequiredIndicatorVisible(true);
        quantity.focus();
    }

    @Override
    protected void act() {
        Integer number = quantity.getValue();
        int taken = number == null ? 0 : number;
        owned.takeOff(current.get(), lot.id(), taken, note.getValue());
        Notices.done(getTranslation("take-off.done", taken, license));
    }
}
