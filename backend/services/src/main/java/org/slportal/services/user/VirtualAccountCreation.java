package org.slportal.services.user;

import java.util.List;
import java.util.Map;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.db.Transactions;
import org.springframework.stereotype.Service;

/** A new Virtual Account together with the people who work in it: both or neither. */
@Service
public class VirtualAccountCreation {

    private final Transactions transactions;
    private final AccountService accounts;
    private final UserService users;

    VirtualAccountCreation(Transactions transactions, AccountService accounts, UserService users) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.users = users;
    }

    /** @param people members of the Smart Account, each with a role of a Virtual Account */
    public VirtualAccountId create(
            Actor actor, SmartAccountId account, VirtualAccountData data, Map<UserId, Role> people) {
        actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        return transactions.write(() -> {
            VirtualAccountId id = accounts.create(actor, account, data);
            people.forEach(
                    (person, role) -> users.grantAll(actor, account, person, role, List.of(new GrantScope(id, false))));
            return id;
        });
    }
}
