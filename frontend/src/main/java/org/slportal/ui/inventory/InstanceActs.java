package org.slportal.ui.inventory;

import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.DeviceRemovalService;
import org.slportal.services.device.DeviceReplacementService;
import org.slportal.services.device.DeviceTransferService;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.RestrictedUse;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.PoolPicker;
import org.springframework.stereotype.Component;

/** What administrators do with product instances, wherever they are listed. */
@Component
@VaadinSessionScope
public final class InstanceActs {

    private final AccountService accounts;
    private final ProductInstanceService devices;
    private final DeviceTransferService transfers;
    private final DeviceRemovalService removals;
    private final DeviceReplacementService replacements;
    private final CurrentActor current;

    InstanceActs(
            AccountService accounts,
            ProductInstanceService devices,
            DeviceTransferService transfers,
            DeviceRemovalService removals,
            DeviceReplacementService replacements,
            CurrentActor current) {
        this.accounts = accounts;
        this.devices = devices;
        this.transfers = transfers;
        this.removals = removals;
        this.replacements = replacements;
        this.current = current;
    }

    DeviceReplacementService replacements() {
        return replacements;
    }

    boolean mayManage(VirtualAccountItem pool) {
        return current.get().may(Permission.MANAGE_PRODUCT_INSTANCES, pool.smartAccountId(), pool.id());
    }

    /** Where devices of this Virtual Account may go. */
    private PoolPicker.Source targets(VirtualAccountItem from) {
        return (name, offset, limit) -> accounts.virtualAccountsBut(
                current.get(),
                from.smartAccountId(),
                Permission.MANAGE_PRODUCT_INSTANCES,
                from.id(),
                name,
                offset,
                limit);
    }

    /** Whether there is a Virtual Account devices of this one may go to. */
    boolean hasTargets(VirtualAccountItem from) {
        return !targets(from).page("", 0, 1).isEmpty();
    }

    void transfer(VirtualAccountItem from, List<ProductInstanceListItem> devices, SerializableRunnable afterwards) {
        new TransferInstances(transfers, current, targets(from), devices, afterwards).open();
    }

    /** One that uses export-restricted licences cannot be removed from here: then the dialog is another. */
    void remove(
            com.vaadin.flow.component.Component reader,
            ProductInstanceListItem device,
            SerializableRunnable afterwards) {
        Notices.attempt(reader, () -> {
            RestrictedUse use = removals.restrictedUse(current.get(), device.id());
            if (use.restricted().isEmpty()) {
                new RemoveInstances(removals, current, List.of(device), afterwards).open();
            } else {
                new RestrictedInUse(removals, current, device, use, afterwards).open();
            }
        });
    }

    /** As {@link #remove(com.vaadin.flow.component.Component, ProductInstanceListItem, SerializableRunnable)}, from outside the inventory. */
    public void remove(
            com.vaadin.flow.component.Component reader, ProductInstanceId device, SerializableRunnable afterwards) {
        Notices.attempt(
                reader,
                () -> remove(reader, devices.detail(current.get(), device).item(), afterwards));
    }

    void removeAll(
            com.vaadin.flow.component.Component reader,
            List<ProductInstanceListItem> devices,
            SerializableRunnable afterwards) {
        Notices.attempt(reader, () -> new RemoveInstances(removals, current, devices, afterwards).open());
    }

    void replace(ProductInstanceListItem device, SerializableRunnable afterwards) {
        new ReplaceInstance(replacements, current, device, afterwards).open();
    }
}
