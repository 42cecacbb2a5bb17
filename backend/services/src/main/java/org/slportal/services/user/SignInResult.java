package org.slportal.services.user;

import java.time.Duration;
import java.time.Instant;
import org.slportal.domain.id.UserId;

/** What became of an attempt to sign in. */
public sealed interface SignInResult {

    record SignedIn(UserId id) implements SignInResult {}

    /** The password is right; until the second factor is shown, nobody is signed in. */
    record SecondFactorNeeded(UserId id) implements SignInResult {}

    /** Unknown name, wrong password or disabled: the caller must not learn which. */
    record Refused() implements SignInResult {}

    record Locked(Instant until) implements SignInResult {}

    /** Too many attempts from one address. */
    record Throttled(Duration retryAfter) implements SignInResult {}
}
