package org.slportal.ui.inventory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import org.slportal.services.device.DeviceRemovalService;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.RestrictedUse;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** Restricted Licenses in Use: the device stays; OK releases its other licences, if it has any. */
class RestrictedInUse extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient DeviceRemovalService removals;
    private final transient CurrentActor current;
    private final transient ProductInstanceListItem device;

    RestrictedInUse(
            DeviceRemovalService removals,
            CurrentActor current,
            ProductInstanceListItem device,
            RestrictedUse use,
            SerializableRunnable afterwards) {
        super(text("instances.restricted.title"), text("act.ok"));
        this.removals = removals;
        this.current = current;
        this.device = device;
        content(
                new Paragraph(text("instances.restricted.why", device.name(), String.join(", ", use.restricted()))),
                new Paragraph(text("instances.restricted.others", use.unrestricted())));
        submitButton().setEnabled(use.unrestricted() > 0);
        then(() -> {
            Notices.done(text("instances.restricted.released", device.name(), use.unrestricted()));
            afterwards.run();
        });
    }

    @Override
    protected void act() {
        removals.releaseUnrestricted(current.get(), device.id());
    }

    private static String text(String key, Object... arguments) {
        return UI.getCurrent().getTranslation(key, arguments);
    }
}
