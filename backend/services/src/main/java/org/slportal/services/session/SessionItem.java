package org.slportal.services.session;

import java.time.Instant;
import org.slportal.domain.id.SignInSessionId;

/** One sign-in that is alive. @param userAgent as the browser calls itself; empty if it does not */
public record SessionItem(
        SignInSessionId id,
        SignInMethod method,
        Instant startedAt,
        Instant lastUsedAt,
        String address,
        String userAgent) {}
