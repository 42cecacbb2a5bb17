package org.slportal.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.function.SerializableConsumer;
import java.io.Serializable;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.VirtualAccountItem;

/** Finds one of any number of Virtual Accounts by its name; no page ever loads them all. */
public final class PoolPicker extends ComboBox<VirtualAccountItem> {

    private static final long serialVersionUID = 1L;

    /** So many stand in a menu by themselves; beyond, one types. */
    public static final int AT_HAND = 20;

    static final int PAGE = 50;

    /** Where a picker's Virtual Accounts come from. */
    @FunctionalInterface
    public interface Source extends Serializable {

        /** @param name part of the name; empty for all */
        List<VirtualAccountItem> page(String name, int offset, int limit);
    }

    public PoolPicker(String label, CurrentAccount account, Permission permission) {
        this(label, (name, offset, limit) -> account.pools(permission, name, offset, limit));
    }

    public PoolPicker(String label, Source source) {
        super(label);
        setPageSize(PAGE);
        setItemLabelGenerator(VirtualAccountItem::name);
        setItems(query -> source.page(query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream());
    }

    /** One that may stay empty. @param meaning what it means when nothing is chosen */
    public PoolPicker orNone(String meaning) {
        setPlaceholder(meaning);
        setClearButtonVisible(true);
        return this;
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
