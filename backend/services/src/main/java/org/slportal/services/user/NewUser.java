package org.slportal.services.user;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;

/** A person to add, with a first role. @param scope the Virtual Account of a Virtual Account role, else null */
public record NewUser(
        String userName,
        String displayName,
        String email,
        String password,
        Role role,
        @Nullable VirtualAccountId scope) {

    GrantScope place() {
        return new GrantScope(scope, false);
    }

    @Override
    public String toString() {
        return "NewUser[" + userName + "]";
    }
}
