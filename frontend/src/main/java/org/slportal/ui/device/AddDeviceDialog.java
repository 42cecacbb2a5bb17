package org.slportal.ui.device;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.registration.DeviceRegistrationService;
import org.slportal.services.registration.NewLegacyDevice;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.RequiredSelect;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/** Add Device: product family and UDI, and the Virtual Account if it shall be assigned at once. */
class AddDeviceDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient DeviceRegistrationService registration;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final boolean mayLeaveUnassigned;
    private final Select<String> family;
    private final TextField productId;
    private final TextField serialNumber;
    private final PoolPicker pool;

    AddDeviceDialog(
            DeviceRegistrationService registration,
            CurrentActor current,
            CurrentAccount account,
            boolean mayLeaveUnassigned) {
        super(
                UI.getCurrent().getTranslation("device.add.title"),
                UI.getCurrent().getTranslation("device.add.button"));
        this.registration = registration;
        this.current = current;
        this.account = account.id();
        this.mayLeaveUnassigned = mayLeaveUnassigned;
        content(new Paragraph(getTranslation("device.add.hint")));
        family = new RequiredSelect<>(getTranslation("device.family"));
        family.setItems(registration.families());
        field("family", family);
        productId = field("productId", UdiFields.productId());
        serialNumber = field("serialNumber", UdiFields.serialNumber());
        pool = new PoolPicker(getTranslation("inventory.virtual-account"), account, Permission.MANAGE_LICENSES);
        if (mayLeaveUnassigned) {
            pool.orNone(getTranslation("device.unassigned"));
        }
        pool.setRequiredIndicatorVisible(!mayLeaveUnassigned);
        pool.setManualValidation(true);
        field("pool", pool);
        family.focus();
    }

    void fill(String familyName, String pid, String serial) {
        if (!familyName.isEmpty()) {
            family.setValue(familyName);
        }
        productId.setValue(pid);
        serialNumber.setValue(serial);
    }

    @Override
    protected boolean valid() {
        boolean missing = !mayLeaveUnassigned && pool.isEmpty();
        pool.setErrorMessage(getTranslation("error.REQUIRED"));
        pool.setInvalid(missing);
        return !missing;
    }

    @Override
    protected void act() {
        @Nullable VirtualAccountItem into = pool.getValue();
        String chosen = family.isEmpty() ? "" : family.getValue();
        registration.add(
                current.get(),
                account,
                new NewLegacyDevice(
                        chosen, productId.getValue(), serialNumber.getValue(), into == null ? null : into.id()));
        Notices.done(getTranslation("device.added", serialNumber.getValue().strip()));
    }
}
