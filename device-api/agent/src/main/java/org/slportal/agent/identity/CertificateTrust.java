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

    /**
     * Checks a chain without asking anybody: a device that never calls home reaches no revocation list.
     *
     * @throws CertificateRefusedException if it does not lead to a root that is believed, or did not hold at that moment
     */
    default void validateOffline(List<DeviceCertificate> chain, Instant at) throws CertificateRefusedException {
        validate(chain, at);
    }

    /**
     * Checks a chain whose first certificate has run out: whether it held to its last moment.
     *
     * @param now by which revocation is judged
     * @throws CertificateRefusedException if it did not
     */
    default void validateEnded(List<DeviceCertificate> chain, Instant now) throws CertificateRefusedException {
        validate(chain, end(chain, now));
    }

    /** The last moment at which the first certificate held, or now if it still does. */
    static Instant end(List<DeviceCertificate> chain, Instant now) throws CertificateRefusedException {
        if (chain.isEmpty()) {
            throw new CertificateRefusedException("the chain is empty");
        }
        Instant last = chain.getFirst().notAfter();
        return last.isBefore(now) ? last : now;
    }
}
