package org.slportal.pki;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate about to be signed, to be stored before the key is used: whatever happens next, its serial number is accounted for.
 *
 * @param serialHex 32 upper-case hexadecimal digits
 * @param subject distinguished name as RFC 4514 text, most specific part first
 * @param notBefore whole seconds, UTC
 * @param notAfter whole seconds, UTC; the last second of validity
 * @param issuerSerialHex the signing certificate's serial number; null for the root, which signs itself
 */
public record CertificateIntent(
        String serialHex,
        CertificateKind kind,
        String subject,
        Instant notBefore,
        Instant notAfter,
        @Nullable String issuerSerialHex) {}
