package org.slportal.pki;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** The order every certificate follows: plan, record the intent, sign, record the certificate. */
final class Issuance {

    private static final int SERIAL_BYTES = 16;

    private final IssuanceRecord record;
    private final InstantSource clock;
    private final InstantSource worldClock;
    private final CaProfile profile;
    private final SecureRandom random = new SecureRandom();

    Issuance(IssuanceRecord record, InstantSource clock, InstantSource worldClock, CaProfile profile) {
        this.record = record;
        this.clock = clock;
        this.worldClock = worldClock;
        this.profile = profile;
    }

    interface Signing {
        X509Certificate sign(CertificateIntent intent);
    }

    /** @param issuer null for the root */
    CertificateIntent plan(CertificateKind kind, X500Principal subject, @Nullable Credential issuer) {
        Instant now = clock.instant();
        Instant backDated = now.truncatedTo(ChronoUnit.SECONDS).minus(profile.backDating());
        Instant notBefore = kind == CertificateKind.DEVICE_ID ? backDated : earlier(backDated);
        Instant notAfter = backDated.plus(profile.validity(kind));
        if (issuer == null) {
            return new CertificateIntent(newSerial(), kind, SubjectName.text(subject), notBefore, notAfter, null);
        }
        if (kind == CertificateKind.ISSUING && notAfter.isAfter(issuer.notAfter())) {
            notAfter = issuer.notAfter();
        }
        // A certificate that outlives its issuer, or starts before it, is one whose chain nobody accepts.
        if (!issuer.isValidAt(now) || notAfter.isAfter(issuer.notAfter())) {
            throw new PkiException("No " + kind + " certificate can be issued at " + now + " until " + notAfter
                    + ": the issuer's own runs from " + issuer.notBefore() + " to " + issuer.notAfter());
        }
        return new CertificateIntent(
                newSerial(),
                kind,
                SubjectName.text(subject),
                notBefore,
                notAfter,
                CertificateCodec.serialHex(issuer.certificate()));
    }

    /**
     * A certificate whose life is over, by a lab's wish.
     *
     * @param end its last second, within the issuer's life and before now
     */
    CertificateIntent planEnded(CertificateKind kind, X500Principal subject, Credential issuer, Instant end) {
        Instant notAfter = end.truncatedTo(ChronoUnit.SECONDS);
        if (!issuer.isValidAt(notAfter) || !notAfter.isBefore(clock.instant())) {
            throw new PkiException("No certificate can have ended at " + end);
        }
        return new CertificateIntent(
                newSerial(),
                kind,
                SubjectName.text(subject),
                notAfter.minus(profile.validity(kind)),
                notAfter,
                CertificateCodec.serialHex(issuer.certificate()));
    }

    /** The portal's own certificates are also read by browsers, which live in the world's time, behind a lab clock that runs ahead. */
    private Instant earlier(Instant backDated) {
        Instant worlds = worldClock.instant().truncatedTo(ChronoUnit.SECONDS).minus(profile.backDating());
        return worlds.isBefore(backDated) ? worlds : backDated;
    }

    X509Certificate issue(CertificateIntent intent, Signing signing) {
        record.intent(intent);
        X509Certificate certificate = signing.sign(intent);
        record.issued(intent, CertificateCodec.toDer(certificate));
        return certificate;
    }

    /** 16 random bytes; the first two bits are 01, so that the number is positive and always written with 32 digits. */
    private String newSerial() {
        byte[] bytes = new byte[SERIAL_BYTES];
        random.nextBytes(bytes);
        bytes[0] = (byte) ((bytes[0] & 0x3F) | 0x40);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
