package org.slportal.ui.inventory;

import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.token.TokenService;
import org.slportal.ui.alert.AlertTools;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.token.CreateTokenDialog;
import org.springframework.stereotype.Component;

/** What every page of the inventory needs. */
@Component
@VaadinSessionScope
public final class InventoryFrame {

    private final AccountService accounts;
    private final InventoryService inventory;
    private final TokenService tokens;
    private final CurrentActor current;
    private final CurrentAccount account;
    private final AlertTools alerts;

    public InventoryFrame(
            AccountService accounts,
            InventoryService inventory,
            TokenService tokens,
            CurrentActor current,
            CurrentAccount account,
            AlertTools alerts) {
        this.accounts = accounts;
        this.inventory = inventory;
        this.tokens = tokens;
        this.current = current;
        this.account = account;
        this.alerts = alerts;
    }

    public AccountService accounts() {
        return accounts;
    }

    public InventoryService inventory() {
        return inventory;
    }

    public CurrentActor current() {
        return current;
    }

    public CurrentAccount account() {
        return account;
    }

    public AlertTools alerts() {
        return alerts;
    }

    void openTokenDialog(VirtualAccountItem pool, SerializableRunnable afterwards) {
        new CreateTokenDialog(tokens, current, pool, tokens.exportPermitted(current.get(), pool.id()), afterwards)
                .open();
    }
}
