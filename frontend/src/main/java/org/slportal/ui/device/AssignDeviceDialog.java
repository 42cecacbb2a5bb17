package org.slportal.ui.device;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import org.slportal.domain.access.Permission;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.DeviceRegistrationService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/** Puts a device, with its stack, into a Virtual Account. */
class AssignDeviceDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient DeviceRegistrationService registration;
    private final transient CurrentActor current;
    private final transient DeviceListItem device;
    private final PoolPicker pool;

    AssignDeviceDialog(
            DeviceRegistrationService registration,
            CurrentActor current,
            DeviceListItem device,
            CurrentAccount account) {
        super(
                UI.getCurrent().getTranslation("device.assign.title"),
                UI.getCurrent().getTranslation("device.assign.button"));
        this.registration = registration;
        this.current = current;
        this.device = device;
        content(new Paragraph(getTranslation(
                "device.assign.hint", device.udi().asCli(), device.members().size())));
        pool = new PoolPicker(getTranslation("inventory.virtual-account"), account, Permission.MANAGE_LICENSES);
        pool.setRequiredIndicatorVisible(true);
        pool.setManualValidation(true);
        account.pool(Permission.MANAGE_LICENSES, device.pool())
                .filter(item -> item.id().equals(device.pool()))
                .ifPresent(pool::setValue);
        field("pool", pool);
        pool.focus();
    }

    @Override
    protected boolean valid() {
        pool.setErrorMessage(getTranslation("error.REQUIRED"));
        pool.setInvalid(pool.isEmpty());
        return !pool.isEmpty();
    }

    @Override
    protected void act() {
        registration.assign(current.get(), device.id(), pool.getValue().id());
        Notices.done(getTranslation(
                "device.assigned", device.udi().asCli(), pool.getValue().name()));
    }
}
