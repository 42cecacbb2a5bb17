package org.slportal.ui.shell;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.user.ProfileService;
import org.slportal.ui.security.CurrentActor;
import org.springframework.stereotype.Component;

/** The Smart Account the person works in, and the Virtual Account last looked at. */
@Component
@VaadinSessionScope
public class CurrentAccount {

    private final AccountService accounts;
    private final CurrentActor current;
    private final ProfileService profiles;
    private boolean recalled;
    private @Nullable SmartAccountId chosen;
    private @Nullable VirtualAccountId lastPool;

    public CurrentAccount(AccountService accounts, CurrentActor current, ProfileService profiles) {
        this.profiles = profiles;
        this.accounts = accounts;
        this.current = current;
    }

    /** None for people who are not signed in: error pages stand in the same frame. */
    public List<SmartAccountItem> all() {
        return current.user().isEmpty() ? List.of() : accounts.smartAccounts(current.get());
    }

    /** Empty for a person without any role. */
    public Optional<SmartAccountItem> find() {
        List<SmartAccountItem> all = all();
        if (chosen == null && !recalled && all.size() > 1) {
            recalled = true;
            chosen = profiles.lastAccount(current.get()).orElse(null);
        }
        return all.stream()
                .filter(account -> account.id().equals(chosen))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** @throws PortalException UNAUTHORIZED for a person without any role */
    public SmartAccountItem get() {
        return find().orElseThrow(PortalException::notAllowed);
    }

    public SmartAccountId id() {
        return get().id();
    }

    public void choose(SmartAccountId account) {
        if (!account.equals(chosen)) {
            boolean known = chosen != null || all().size() > 1;
            chosen = account;
            lastPool = null;
            if (known) {
                // With one account there is nothing to come back to.
                profiles.rememberAccount(current.get(), account);
            }
        }
    }

    public void visited(VirtualAccountItem pool) {
        choose(pool.smartAccountId());
        lastPool = pool.id();
    }

    /** How many people have access to a Virtual Account. */
    public int people(VirtualAccountId pool) {
        return accounts.people(current.get(), pool);
    }

    /** Those of these the person may look into. */
    public List<VirtualAccountItem> pools(Collection<VirtualAccountId> chosen) {
        return chosen.isEmpty() ? List.of() : accounts.virtualAccounts(current.get(), id(), chosen);
    }

    /**
     * A piece of those in which the person may do this, as a picker shows it.
     *
     * @param name part of the name; empty for all
     */
    public List<VirtualAccountItem> pools(Permission permission, String name, int offset, int limit) {
        if (current.user().isEmpty()) {
            return List.of();
        }
        Actor actor = current.get();
        return find().filter(account -> actor.mayAnywhere(Permission.VIEW, account.id()))
                .map(account -> accounts.virtualAccounts(actor, account.id(), permission, name, offset, limit))
                .orElse(List.of());
    }

    /** The Virtual Account to open first: the last one looked at, else the first visible one (the default). */
    public Optional<VirtualAccountItem> pool() {
        return last().or(() -> pools(Permission.VIEW, "", 0, 1).stream().findFirst());
    }

    /** The one to do this in first: the last one looked at if it may be done there, else the first where it may. */
    public Optional<VirtualAccountItem> pool(Permission permission) {
        return last().filter(pool -> current.get().may(permission, pool.smartAccountId(), pool.id()))
                .or(() -> pools(permission, "", 0, 1).stream().findFirst());
    }

    /** @param preferred taken if it may be done there */
    public Optional<VirtualAccountItem> pool(Permission permission, @Nullable VirtualAccountId preferred) {
        if (preferred == null || current.user().isEmpty()) {
            return pool(permission);
        }
        Actor actor = current.get();
        return find().flatMap(account -> accounts.findVirtualAccount(actor, account.id(), preferred))
                .filter(pool -> actor.may(permission, pool.smartAccountId(), pool.id()))
                .or(() -> pool(permission));
    }

    private Optional<VirtualAccountItem> last() {
        VirtualAccountId last = lastPool;
        if (last == null || current.user().isEmpty()) {
            return Optional.empty();
        }
        Actor actor = current.get();
        return find().filter(account -> actor.mayAnywhere(Permission.VIEW, account.id()))
                .flatMap(account -> accounts.findVirtualAccount(actor, account.id(), last));
    }
}
