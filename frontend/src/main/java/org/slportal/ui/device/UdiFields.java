package org.slportal.ui.device;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;

/** The two fields of a UDI. */
public final class UdiFields {

    private UdiFields() {}

    public static TextField productId() {
        return field("device.product-id");
    }

    public static TextField serialNumber() {
        return field("device.serial-number");
    }

    private static TextField field(String label) {
        TextField field = new TextField(UI.getCurrent().getTranslation(label));
        field.setRequiredIndicatorVisible(true);
        field.setManualValidation(true);
        field.addClassName("mono");
        return field;
    }
}
