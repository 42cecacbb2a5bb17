package org.slportal.ui.device;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.DeviceRegistrationService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** A further switch of a stack. */
class AddMemberDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient DeviceRegistrationService registration;
    private final transient CurrentActor current;
    private final transient DeviceListItem stack;
    private final TextField productId;
    private final TextField serialNumber;

    AddMemberDialog(DeviceRegistrationService registration, CurrentActor current, DeviceListItem stack) {
        super(
                UI.getCurrent().getTranslation("device.member.title"),
                UI.getCurrent().getTranslation("device.member.button"));
        this.registration = registration;
        this.current = current;
        this.stack = stack;
        content(new Paragraph(getTranslation("device.member.hint", stack.udi().asCli(), stack.family())));
        productId = field("productId", UdiFields.productId());
        serialNumber = field("serialNumber", UdiFields.serialNumber());
        productId.focus();
    }

    @Override
    protected void act() {
        registration.addMember(current.get(), stack.id(), productId.getValue(), serialNumber.getValue());
        Notices.done(getTranslation("device.added", serialNumber.getValue().strip()));
    }
}
