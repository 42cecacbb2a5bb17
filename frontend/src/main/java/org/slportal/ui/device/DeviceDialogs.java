package org.slportal.ui.device;

import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.services.registration.DeviceImportService;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.DeviceRegistrationService;
import org.slportal.services.registration.RightToUseService;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.springframework.stereotype.Component;

/** Opens the dialogs about devices, for the pages of License Registration and of conversion. */
@Component
@VaadinSessionScope
public class DeviceDialogs {

    private final DeviceRegistrationService registration;
    private final RightToUseService rights;
    private final DeviceImportService imports;
    private final CurrentActor current;
    private final CurrentAccount account;

    DeviceDialogs(
            DeviceRegistrationService registration,
            RightToUseService rights,
            DeviceImportService imports,
            CurrentActor current,
            CurrentAccount account) {
        this.registration = registration;
        this.rights = rights;
        this.imports = imports;
        this.current = current;
        this.account = account;
    }

    /** The families a person can choose from. */
    public List<String> families() {
        return registration.families();
    }

    /** @param afterwards when a device was added */
    public void add(SerializableRunnable afterwards) {
        add("", "", "", afterwards);
    }

    /** Add Device with what is known of it filled in. */
    public void add(String family, String productId, String serialNumber, SerializableRunnable afterwards) {
        AddDeviceDialog dialog = new AddDeviceDialog(registration, current, account, mayLeaveUnassigned());
        dialog.fill(family, productId, serialNumber);
        dialog.then(afterwards).open();
    }

    public void addMember(DeviceListItem stack, SerializableRunnable afterwards) {
        new AddMemberDialog(registration, current, stack).then(afterwards).open();
    }

    public void assign(DeviceListItem device, SerializableRunnable afterwards) {
        new AssignDeviceDialog(registration, current, device, account)
                .then(afterwards)
                .open();
    }

    public void rightsToUse(DeviceListItem device, SerializableRunnable afterwards) {
        new RightToUseDialog(rights, current, device).then(afterwards).open();
    }

    public void importFile(SerializableRunnable afterwards) {
        new ImportDevicesDialog(imports, current, account.id(), afterwards).open();
    }

    private boolean mayLeaveUnassigned() {
        return current.get().may(Permission.MANAGE_LICENSES, account.id(), null);
    }
}
