package org.slportal.services.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.error.PortalException;

/**
 * Who acts, with the rights held at the moment of asking.
 *
 * @param userId the person, also behind an API client; null for devices and the portal itself
 * @param name as it stands in the event log
 * @param originAddress IP address, null if the act came from inside
 */
public record Actor(
        ActorKind kind,
        @Nullable UserId userId,
        String name,
        List<Grant> grants,
        @Nullable String originAddress) {

    /**
     * One grant: a role over a Smart Account, or over one of its Virtual Accounts.
     *
     * @param includesChildren whether it reaches down the tree; those below have a grant of their own here
     */
    public record Grant(
            SmartAccountId smartAccount,
            @Nullable VirtualAccountId virtualAccount,
            Role role,
            boolean includesChildren) {

        public Grant(SmartAccountId smartAccount, @Nullable VirtualAccountId virtualAccount, Role role) {
            this(smartAccount, virtualAccount, role, false);
        }

        boolean covers(SmartAccountId account, @Nullable VirtualAccountId pool) {
            return smartAccount.equals(account) && (virtualAccount == null || virtualAccount.equals(pool));
        }
    }

    public Actor {
        grants = List.copyOf(grants);
    }

    /** The portal itself: start-up, jobs, demo data. */
    public static Actor system(String name) {
        return new Actor(ActorKind.SYSTEM, null, name, List.of(), null);
    }

    /** A device: it has no rights of its own, its token and its certificate decide. */
    public static Actor device(String name, @Nullable String originAddress) {
        return new Actor(ActorKind.DEVICE, null, name, List.of(), originAddress);
    }

    /** Whether the act is allowed in this Virtual Account, or in the account as a whole when none is named. */
    public boolean may(Permission permission, SmartAccountId account, @Nullable VirtualAccountId pool) {
        return kind == ActorKind.SYSTEM
                || grants.stream()
                        .anyMatch(grant ->
                                grant.covers(account, pool) && grant.role().permits(permission));
    }

    /** Whether the act is allowed in this Virtual Account and in whatever is put below it. */
    public boolean mayBelow(Permission permission, SmartAccountId account, VirtualAccountId pool) {
        return kind == ActorKind.SYSTEM
                || grants.stream()
                        .anyMatch(grant -> grant.covers(account, pool)
                                && (grant.virtualAccount() == null || grant.includesChildren())
                                && grant.role().permits(permission));
    }

    /** Whether the act is allowed in at least one place of the account. */
    public boolean mayAnywhere(Permission permission, SmartAccountId account) {
        return kind == ActorKind.SYSTEM
                || grants.stream()
                        .anyMatch(grant -> grant.smartAccount().equals(account)
                                && grant.role().permits(permission));
    }

    /** Whether the actor belongs to the account at all: otherwise the account does not exist for them. */
    public boolean knows(SmartAccountId account) {
        return kind == ActorKind.SYSTEM
                || grants.stream().anyMatch(grant -> grant.smartAccount().equals(account));
    }

    /** Refuses: as unknown where the actor may not even look, as not allowed where they may. */
    public void require(Permission permission, SmartAccountId account, @Nullable VirtualAccountId pool) {
        if (may(permission, account, pool)) {
            return;
        }
        boolean visible = pool == null ? knows(account) : may(Permission.VIEW, account, pool);
        throw visible ? PortalException.notAllowed() : PortalException.notFound();
    }

    /** Like {@link #require}, for acts that are allowed somewhere in the account. */
    public void requireAnywhere(Permission permission, SmartAccountId account) {
        if (!mayAnywhere(permission, account)) {
            throw knows(account) ? PortalException.notAllowed() : PortalException.notFound();
        }
    }

    /** The Virtual Accounts the permission is limited to; null when it covers the whole account. */
    public @Nullable List<VirtualAccountId> poolsWith(Permission permission, SmartAccountId account) {
        if (may(permission, account, null)) {
            return null;
        }
        return grants.stream()
                .filter(grant ->
                        grant.smartAccount().equals(account) && grant.role().permits(permission))
                .flatMap(grant -> java.util.stream.Stream.ofNullable(grant.virtualAccount()))
                .distinct()
                .toList();
    }
}
