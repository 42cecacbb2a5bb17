package org.slportal.services.token;

import java.time.Instant;
import org.slportal.domain.id.RegistrationTokenId;

/** A token just made. The text is secret and not part of the text form. */
public record CreatedToken(RegistrationTokenId id, String text, Instant expiresAt) {

    @Override
    public String toString() {
        return "CreatedToken[" + id + "]";
    }
}
