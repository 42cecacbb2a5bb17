package org.slportal.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.function.SerializableConsumer;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.VirtualAccountItem;

/** Finds one of any number of Virtual Accounts by its name; no page ever loads them all. */
public final class PoolPicker extends ComboBox<VirtualAccountItem> {

    private static final long serialVersionUID = 1L;

    /** So many stand in a menu by themselves; beyond, one types. */
    public static final int AT_HAND = 20;

    private static final int PAGE = 50;

    public PoolPicker(String label, CurrentAccount account, Permission permission) {
        super(label);
        setPageSize(PAGE);
        setItemLabelGenerator(VirtualAccountItem::name);
        setItems(query ->
                account.pools(permission, query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream());
    }

    /** One that is never empty once it has a value: who deletes the text gets back what was there. */
    public static PoolPicker required(String label, CurrentAccount account, Permission permission) {
        PoolPicker picker = new PoolPicker(label, account, permission);
        picker.setRequiredIndicatorVisible(true);
        picker.addValueChangeListener(change -> {
            if (change.getValue() == null && change.getOldValue() != null) {
                picker.setValue(change.getOldValue());
            }
        });
        return picker;
    }

    public static Dialog dialog(CurrentAccount account, SerializableConsumer<VirtualAccountItem> chosen) {
        Dialog dialog = new Dialog();
        PoolPicker picker =
                new PoolPicker(dialog.getTranslation("inventory.virtual-account"), account, Permission.VIEW);
        picker.setPlaceholder(dialog.getTranslation("pool.by-name"));
        picker.setWidthFull();
        picker.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                dialog.close();
                chosen.accept(change.getValue());
            }
        });
        dialog.setHeaderTitle(dialog.getTranslation("pool.find.title"));
        dialog.add(picker);
        dialog.getFooter().add(new Button(dialog.getTranslation("act.cancel"), click -> dialog.close()));
        dialog.setWidth("420px");
        picker.focus();
        return dialog;
    }
}
