package org.slportal.services.user;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.UserId;

/**
 * What becomes of one line.
 *
 * @param id null for somebody new
 * @param scopeName name of the Virtual Account, null for the whole account
 */
public record PlannedPerson(
        long line,
        @Nullable UserId id,
        String userName,
        String displayName,
        String email,
        Role role,
        GrantScope scope,
        @Nullable String scopeName,
        Act act) {

    /** What a line brings about. */
    public enum Act {
        /** A new person, with a first password. */
        CREATE,
        /** A role for somebody who has none there. */
        GIVE,
        /** Another role than the one held there. */
        REPLACE,
        /** The role is held already. */
        NOTHING
    }
}
