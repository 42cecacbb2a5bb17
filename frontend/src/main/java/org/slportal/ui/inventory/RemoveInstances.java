package org.slportal.ui.inventory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.services.device.DeviceRemovalService;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.RemovalPlan;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** Confirm Remove Product Instance: names what goes, the licences that come back, and what stays. */
class RemoveInstances extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient DeviceRemovalService removals;
    private final transient CurrentActor current;
    private final transient List<ProductInstanceId> devices;

    RemoveInstances(
            DeviceRemovalService removals,
            CurrentActor current,
            List<ProductInstanceListItem> rows,
            SerializableRunnable afterwards) {
        super(text("instances.remove.title"), "");
        this.removals = removals;
        this.current = current;
        this.devices = rows.stream().map(ProductInstanceListItem::id).toList();
        setWidth("640px");
        RemovalPlan plan = removals.preview(current.get(), devices);
        boolean one = rows.size() == 1;
        String name = rows.getFirst().name();
        submitButton()
                .setText(
                        one
                                ? text("instances.remove.button", name, plan.licenses())
                                : text("instances.remove-many.button", plan.devices(), plan.licenses()));
        content(new Paragraph(
                one
                        ? text("instances.remove.consequence", name, plan.licenses())
                        : text("instances.remove-many.consequence", plan.devices(), plan.licenses())));
        if (!plan.kept().isEmpty()) {
            content(new Paragraph(
                    text("instances.remove-many.kept", plan.kept().size(), String.join(", ", plan.kept()))));
        }
        if (plan.licenses() > 0) {
            OutlookPanel outlook = new OutlookPanel();
            outlook.show(plan.outlooks());
            content(outlook);
        }
        submitButton().addThemeVariants(ButtonVariant.LUMO_ERROR);
        submitButton().setEnabled(plan.devices() > 0);
        submitButton().focus();
        then(() -> {
            Notices.done(one ? text("instances.removed", name) : text("instances.removed-many", plan.devices()));
            afterwards.run();
        });
    }

    @Override
    protected void act() {
        if (devices.size() == 1) {
            removals.remove(current.get(), devices.getFirst());
        } else {
            removals.removeThoseThatCan(current.get(), devices);
        }
    }

    private static String text(String key, Object... arguments) {
        return UI.getCurrent().getTranslation(key, arguments);
    }
}
