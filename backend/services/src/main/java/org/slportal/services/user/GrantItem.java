package org.slportal.services.user;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.RoleGrantId;
import org.slportal.domain.id.VirtualAccountId;

/** A role somebody holds; without a Virtual Account it covers the whole Smart Account. */
public record GrantItem(
        RoleGrantId id,
        Role role,
        @Nullable VirtualAccountId virtualAccountId,
        @Nullable String virtualAccountName,
        boolean includesChildren) {}
