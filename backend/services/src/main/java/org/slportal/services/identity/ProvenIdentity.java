package org.slportal.services.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a provider has proved about whoever signs in: taken from an ID token whose signature, issuer, audience, times and nonce were
 * right.
 *
 * @param subject never given to anybody else by this issuer
 * @param label how the provider calls the person; only to be read
 * @param verifiedEmail null unless the provider says that it has verified the address
 */
public record ProvenIdentity(
        String issuer,
        String subject,
        String label,
        @Nullable String verifiedEmail) {

    /** OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. */
    private static final Pattern SUBJECT = Pattern.compile("\\p{Print}{1,255}");

    private static final Pattern ADDRESS = Pattern.compile("[\\p{Graph}&&[^@]]+@[\\p{Graph}&&[^@]]+");

    boolean isUsable() {
        return SUBJECT.matcher(subject).matches();
    }

    /** In lower case. ASCII only: letters of other scripts that look or sort alike must not stand for one another. */
    Optional<String> address() {
        return verifiedEmail != null && ADDRESS.matcher(verifiedEmail).matches()
                ? Optional.of(verifiedEmail.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
