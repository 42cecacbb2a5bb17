package org.slportal.agent.identity;

import java.time.Instant;
import java.util.List;

/** Decides which certificates are believed. */
@FunctionalInterface
public interface CertificateTrust {

    /**
     * Checks that a chain leads to a root that is believed and holds at that moment.
     *
     * @param chain the certificate itself first; a root at its end is allowed and ignored
     * @throws CertificateRefusedException if it does not
     */
    void validate(List<DeviceCertificate> chain, Instant at) throws CertificateRefusedException;
}
