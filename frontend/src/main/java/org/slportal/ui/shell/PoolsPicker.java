package org.slportal.ui.shell;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.account.VirtualAccountItem;

/** Finds several of any number of Virtual Accounts by their names. */
public final class PoolsPicker extends MultiSelectComboBox<VirtualAccountItem> {

    private static final long serialVersionUID = 1L;

    private final transient CurrentAccount account;

    public PoolsPicker(String label, CurrentAccount account, Permission permission) {
        super(label);
        this.account = account;
        setPageSize(PoolPicker.PAGE);
        setItemLabelGenerator(VirtualAccountItem::name);
        setItems(query ->
                account.pools(permission, query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream());
    }

    /** Chooses these; those the person may not look into are left out. */
    public void choose(Collection<VirtualAccountId> chosen) {
        setValue(Set.copyOf(account.pools(chosen)));
    }

    public Set<VirtualAccountId> chosen() {
        return getValue().stream().map(VirtualAccountItem::id).collect(Collectors.toSet());
    }
}
