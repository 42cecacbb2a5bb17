package org.slportal.services.user;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.UserId;

/** A person with access to a Smart Account. @param grants in that account only */
public record UserListItem(
        UserId id,
        String userName,
        String displayName,
        String email,
        boolean disabled,
        @Nullable Instant lockedUntil,
        List<GrantItem> grants) {}
