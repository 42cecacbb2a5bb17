package org.slportal.services.certificate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slportal.pki.CertificateAuthority;
import org.springframework.stereotype.Component;

/** The revocation lists devices fetch over plain HTTP; made anew when asked for, at most once a minute. */
@Component
public class RevocationLists {

    static final Duration FRESH = Duration.ofMinutes(1);
    static final Duration VALID = Duration.ofDays(7);

    private final CertificateAuthority authority;
    private final CertificateRecords records;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Made> issuing = new AtomicReference<>();

    private record Made(Instant at, byte[] der) {}

    public RevocationLists(CertificateAuthority authority, CertificateRecords records, InstantSource clock) {
        this.authority = authority;
        this.records = records;
        this.clock = clock;
    }

    /** DER; its number is the time in milliseconds, so it grows on every node. */
    public byte[] issuing() {
        Instant now = clock.instant();
        Made made = issuing.get();
        if (made == null || now.isBefore(made.at()) || !now.isBefore(made.at().plus(FRESH))) {
            made = new Made(now, authority.crl(records.revoked(now), now.toEpochMilli(), now.plus(VALID)));
            issuing.set(made);
        }
        return made.der().clone();
    }

    public byte[] root() {
        Instant now = clock.instant();
        return authority.rootCrl(now.toEpochMilli(), now.plus(VALID));
    }
}
