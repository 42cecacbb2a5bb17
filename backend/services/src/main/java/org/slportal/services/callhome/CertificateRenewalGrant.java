package org.slportal.services.callhome;

import java.time.Instant;
import org.slportal.pki.IssuedCertificate;

/** A device's new ID certificate. */
public record CertificateRenewalGrant(IssuedCertificate certificate, Instant issuedAt) {}
