package org.slportal.services.user;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Role;

/**
 * One line of what an administrator hands in.
 *
 * @param person user name or e-mail address
 * @param virtualAccount the name as it stands there; empty for the whole account. Not looked at when a scope is given
 * @param scope where the role holds, when it was chosen and not written
 */
record PeopleEntry(
        long line,
        String person,
        String displayName,
        String email,
        Role role,
        String virtualAccount,
        boolean children,
        @Nullable GrantScope scope) {}
