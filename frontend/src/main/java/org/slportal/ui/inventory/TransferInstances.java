package org.slportal.ui.inventory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.DeviceTransferService;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.TransferDevice;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.PoolPicker;

/** Transfer Product Instances: where to, and what that does to both Virtual Accounts, before it happens. */
class TransferInstances extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient DeviceTransferService transfers;
    private final transient CurrentActor current;
    private final transient List<ProductInstanceId> devices;
    private final PoolPicker target;
    private final OutlookPanel outlook = new OutlookPanel();

    TransferInstances(
            DeviceTransferService transfers,
            CurrentActor current,
            PoolPicker.Source targets,
            List<ProductInstanceListItem> rows,
            SerializableRunnable afterwards) {
        super(text("instances.transfer.title"), text("instances.transfer.button", rows.size()));
        this.transfers = transfers;
        this.current = current;
        this.devices = rows.stream().map(ProductInstanceListItem::id).toList();
        setWidth("640px");
        content(new Paragraph(
                rows.size() == 1
                        ? text("instances.transfer.one", rows.getFirst().name())
                        : text("instances.transfer.many", rows.size())));
        target = new PoolPicker(text("instances.transfer.target"), targets);
        target.setRequiredIndicatorVisible(true);
        target.addValueChangeListener(change -> foretell());
        field("target", target);
        content(outlook);
        then(() -> {
            VirtualAccountItem chosen = target.getValue();
            Notices.done(text("instances.transferred", rows.size(), chosen == null ? "" : chosen.name()));
            afterwards.run();
        });
    }

    private void foretell() {
        VirtualAccountItem chosen = target.getValue();
        if (chosen != null) {
            Notices.attempt(this, () -> outlook.show(transfers.preview(current.get(), devices, chosen.id())));
        }
    }

    @Override
    protected boolean valid() {
        boolean chosen = target.getValue() != null;
        target.setErrorMessage(text("error.REQUIRED"));
        target.setInvalid(!chosen);
        return chosen;
    }

    @Override
    protected void act() {
        transfers.transfer(
                current.get(),
                devices.stream()
                        .map(device ->
                                new TransferDevice(device, target.getValue().id()))
                        .toList());
    }

    private static String text(String key, Object... arguments) {
        return UI.getCurrent().getTranslation(key, arguments);
    }
}
