package org.slportal.ui.inventory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import org.slportal.services.device.DeviceReplacementService;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ReplaceDevice;
import org.slportal.services.device.ReplacementOutcome;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** A failed device's place goes to another chassis: at once, or when that registers. */
class ReplaceInstance extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient DeviceReplacementService replacements;
    private final transient CurrentActor current;
    private final transient ProductInstanceListItem device;
    private final TextField pid = new TextField();
    private final TextField serialNumber = new TextField();
    private final Checkbox anyToken = new Checkbox();
    private ReplacementOutcome outcome = ReplacementOutcome.WAITS;

    ReplaceInstance(
            DeviceReplacementService replacements,
            CurrentActor current,
            ProductInstanceListItem device,
            SerializableRunnable afterwards) {
        super(text("instances.replace.title", device.name()), text("instances.replace.button"));
        this.replacements = replacements;
        this.current = current;
        this.device = device;
        content(new Paragraph(text("instances.replace.explain", device.virtualAccount(), device.licensesInUse())));
        pid.setLabel(text("instances.pid"));
        pid.setValue(device.udi().pid());
        serialNumber.setLabel(text("instances.serial"));
        for (TextField field : java.util.List.of(pid, serialNumber)) {
            field.setRequiredIndicatorVisible(true);
            field.setManualValidation(true);
            field.addClassName("mono");
        }
        anyToken.setLabel(text("instances.replace.any-token"));
        anyToken.setHelperText(text("instances.replace.any-token.help", device.virtualAccount()));
        field("productId", pid);
        field("serialNumber", serialNumber);
        content(anyToken);
        serialNumber.focus();
        then(() -> {
            Notices.done(text(
                    outcome == ReplacementOutcome.DONE ? "instances.replaced" : "instances.replace.waits",
                    device.name(),
                    serialNumber.getValue().strip()));
            afterwards.run();
        });
    }

    @Override
    protected void act() {
        outcome = replacements.replace(
                current.get(),
                new ReplaceDevice(device.id(), pid.getValue(), serialNumber.getValue(), anyToken.getValue()));
    }

    private static String text(String key, Object... arguments) {
        return UI.getCurrent().getTranslation(key, arguments);
    }
}
