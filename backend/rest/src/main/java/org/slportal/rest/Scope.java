package org.slportal.rest;

import java.util.List;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Component;

/** Finds the accounts a path or a body names. What the caller has no access to does not exist. */
@Component
class Scope {

    private final AccountService accounts;

    Scope(AccountService accounts) {
        this.accounts = accounts;
    }

    /** @param name domain, as the cloud API names accounts, or display name, as the on-prem API does */
    SmartAccountId account(Actor actor, String name) {
        List<SmartAccountItem> visible = accounts.smartAccounts(actor);
        return visible.stream()
                .filter(account -> account.domain().equalsIgnoreCase(name))
                .findFirst()
                .or(() -> visible.stream()
                        .filter(account -> account.name().equals(name))
                        .findFirst())
                .map(SmartAccountItem::id)
                .orElseThrow(PortalException::notFound);
    }

    VirtualAccountItem pool(Actor actor, SmartAccountId account, String name) {
        return accounts.virtualAccounts(actor, account).stream()
                .filter(pool -> pool.name().equals(name))
                .findFirst()
                .orElseThrow(PortalException::notFound);
    }

    /** All visible Virtual Accounts when none is named. */
    List<VirtualAccountItem> pools(Actor actor, SmartAccountId account, List<String> names) {
        List<VirtualAccountItem> visible = accounts.virtualAccounts(actor, account);
        if (names.isEmpty()) {
            return visible;
        }
        return names.stream()
                .distinct()
                .map(name -> visible.stream()
                        .filter(pool -> pool.name().equals(name))
                        .findFirst()
                        .orElseThrow(PortalException::notFound))
                .toList();
    }
}
