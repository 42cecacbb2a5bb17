package org.slportal.agent.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.DeviceCertificate;

/**
 * The certificate the portal was last seen to sign with. A message can name it only as long as it holds: once it has run out, the message names
 * neither it nor the switch's own certificate, which is what an on-prem server that forgot to renew makes of its devices.
 */
final class KnownSigner {

    private final InstantSource clock;
    private final StateHolder state;
    private @Nullable String readPem;
    private Instant readEnd = Instant.EPOCH;

    KnownSigner(InstantSource clock, StateHolder state) {
        this.clock = clock;
        this.state = state;
    }

    /** Whether the certificate kept with the identity still holds. */
    boolean holds(Identity identity) {
        return !clock.instant().isAfter(end(identity.signingCertificates().getFirst()));
    }

    /** Reading a certificate costs more than everything else about a message but its signature, so it is done once. */
    private Instant end(String pem) {
        if (!pem.equals(readPem)) {
            try {
                readEnd = DeviceCertificate.fromPem(pem).notAfter();
            } catch (CertificateRefusedException e) {
                throw new IllegalStateException("The identity holds something that is no certificate", e);
            }
            readPem = pem;
        }
        return readEnd;
    }

    /** Keeps another with the identity the switch has. */
    void adopt(List<String> chain, String serialNumber) {
        state.update(s -> {
            Identity identity = s.identity();
            return identity == null || identity.signingSerialNumber().equals(serialNumber)
                    ? s
                    : s.with(identity.withSigningCertificates(chain, serialNumber));
        });
    }

    /** The identity as it is now, after the portal was seen to sign with another certificate. */
    @Nullable
    Identity current() {
        return state.get().identity();
    }
}
