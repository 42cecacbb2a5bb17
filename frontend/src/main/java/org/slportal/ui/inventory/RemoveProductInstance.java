package org.slportal.ui.inventory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** Confirm Remove Product Instance: names the device and the licences it gives back. */
class RemoveProductInstance extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient ProductInstanceService devices;
    private final transient CurrentActor current;
    private final transient ProductInstanceListItem device;

    RemoveProductInstance(
            ProductInstanceService devices,
            CurrentActor current,
            ProductInstanceListItem device,
            SerializableRunnable afterwards) {
        super(text("instances.remove.title"), button(device));
        this.devices = devices;
        this.current = current;
        this.device = device;
        content(new Paragraph(getTranslation("instances.remove.consequence", device.name(), device.licensesInUse())));
        submitButton().addThemeVariants(ButtonVariant.LUMO_ERROR);
        submitButton().focus();
        then(() -> {
            Notices.done(text("instances.removed", device.name()));
            afterwards.run();
        });
    }

    @Override
    protected void act() {
        devices.remove(current.get(), device.id());
    }

    private static String button(ProductInstanceListItem device) {
        return text("instances.remove.button", device.name(), device.licensesInUse());
    }

    private static String text(String key, Object... arguments) {
        return UI.getCurrent().getTranslation(key, arguments);
    }
}
