package org.slportal.services.factor;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What an authenticator has to sign, once, within five minutes. Kept on the server with the page that asks. */
public final class PasskeyChallenge implements Serializable {

    static final Duration VALIDITY = Duration.ofMinutes(5);

    private static final long serialVersionUID = 1L;

    private final PasskeyHost host;
    private final Instant until;
    private final AtomicReference<byte @Nullable []> value;

    PasskeyChallenge(PasskeyHost host, byte[] value, Instant now) {
        this.host = host;
        this.until = now.plus(VALIDITY);
        this.value = new AtomicReference<>(value.clone());
    }

    public PasskeyHost host() {
        return host;
    }

    /** As WebAuthn's JSON has it; empty once it was used. */
    String text() {
        byte[] bytes = value.get();
        return bytes == null ? "" : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Takes it away: whoever comes second, with the same answer or another, finds none. */
    Optional<byte[]> take(Instant now) {
        byte[] bytes = value.getAndSet(null);
        return bytes != null && now.isBefore(until) ? Optional.of(bytes) : Optional.empty();
    }
}
