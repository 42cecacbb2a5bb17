package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import org.slportal.domain.access.Permission;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.DeviceRegistrationService;
import org.slportal.services.registration.RegisteredDeviceService;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.convert.ConvertToEntitlementsDialog;
import org.slportal.ui.device.DeviceDialogs;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** What a person may do with a device, in the list and on its page. */
@org.springframework.stereotype.Component
@VaadinSessionScope
class DeviceActs {

    private final RegisteredDeviceService devices;
    private final DeviceRegistrationService registration;
    private final ConversionService conversions;
    private final DeviceDialogs dialogs;
    private final CurrentActor current;
    private final CurrentAccount account;
    private final Dates dates;

    DeviceActs(
            RegisteredDeviceService devices,
            DeviceRegistrationService registration,
            ConversionService conversions,
            DeviceDialogs dialogs,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        this.devices = devices;
        this.registration = registration;
        this.conversions = conversions;
        this.dialogs = dialogs;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    boolean manages(DeviceListItem device) {
        return current.get().may(Permission.MANAGE_LICENSES, device.account(), device.pool());
    }

    /** @param changed after each act that changed something */
    void fill(RowMenu menu, Component reader, DeviceListItem device, SerializableRunnable changed) {
        if (!manages(device)) {
            return;
        }
        item(menu, reader, "device.assign-menu", () -> dialogs.assign(device, changed));
        if (device.rightToUse()) {
            item(menu, reader, "device.rtu-menu", () -> dialogs.rightsToUse(device, changed));
            item(menu, reader, "device.member-menu", () -> dialogs.addMember(device, changed));
        }
        if (device.available() > 0) {
            item(menu, reader, "device.convert-menu", () -> convert(device, changed));
        }
        if (device.held() == 0) {
            item(menu, reader, "device.remove-menu", () -> remove(device, changed));
        }
    }

    private static void item(RowMenu menu, Component reader, String key, SerializableRunnable act) {
        menu.item(reader.getTranslation(key), () -> Notices.attempt(reader, act));
    }

    /** Convert to Smart Entitlements, with the licences as they are now. */
    void convert(DeviceListItem device, SerializableRunnable changed) {
        new ConvertToEntitlementsDialog(
                        conversions, current, dates, devices.detail(current.get(), device.id()), account, changed)
                .open();
    }

    private void remove(DeviceListItem device, SerializableRunnable changed) {
        String name = device.udi().asCli();
        UI ui = UI.getCurrent();
        new Confirm(
                        ui.getTranslation("device.remove.title"),
                        ui.getTranslation(
                                "device.remove.consequence", device.members().size()),
                        ui.getTranslation("device.remove.button", name),
                        () -> registration.remove(current.get(), device.id()))
                .then(() -> {
                    Notices.done(ui.getTranslation("device.removed", name));
                    changed.run();
                })
                .open();
    }
}
