package org.slportal.pki;

import java.time.Instant;

/**
 * One line of a revocation list.
 *
 * @param serialHex hexadecimal digits in either case
 * @param revokedAt cut to whole seconds in the list
 */
public record RevokedEntry(String serialHex, Instant revokedAt, RevocationReason reason) {

    /** @throws IllegalArgumentException if the serial number is not 1 to 40 hexadecimal digits */
    public RevokedEntry {
        if (!serialHex.matches("[0-9A-Fa-f]{1,40}")) {
            throw new IllegalArgumentException("Not a certificate serial number: 1 to 40 hexadecimal digits");
        }
    }
}
