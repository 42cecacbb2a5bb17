package org.slportal.services.callhome;

import java.time.Instant;
import org.slportal.pki.IssuedCertificate;

/** What a registered device is told. */
public record RegistrationGrant(
        String piid,
        IssuedCertificate certificate,
        String smartAccount,
        String virtualAccount,
        boolean exportAllowed,
        Instant issuedAt) {}
