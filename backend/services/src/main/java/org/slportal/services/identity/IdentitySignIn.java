package org.slportal.services.identity;

import java.time.Duration;
import org.slportal.domain.id.UserId;

/** What became of a sign-in by a provider. */
public sealed interface IdentitySignIn {

    record SignedIn(UserId id, String userName) implements IdentitySignIn {}

    /** The provider's word is not enough where {@code portal.oidc.second-step} is set. */
    record SecondStepNeeded(UserId id, String userName) implements IdentitySignIn {}

    /** Linked to nobody, or to somebody disabled: the caller must not learn which. */
    record Refused() implements IdentitySignIn {}

    /** Too many refused from one address. */
    record Throttled(Duration retryAfter) implements IdentitySignIn {}
}
