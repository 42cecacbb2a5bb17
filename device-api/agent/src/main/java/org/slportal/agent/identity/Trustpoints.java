package org.slportal.agent.identity;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slportal.agent.identity.CertificateRefusedException.Kind;
import org.slportal.agent.identity.Trustpoint.Revocation;

/**
 * The switch's trustpoints, as they are configured at each moment. A server may be vouched for by any of them; the portal's answers only by the
 * licensing one, so that a proxy whose CA was pasted in can read the traffic but not speak for the portal.
 */
public final class Trustpoints implements CertificateTrust {

    private final Supplier<List<Trustpoint>> configured;
    private final RevocationLists lists;

    public Trustpoints(Supplier<List<Trustpoint>> configured, RevocationLists lists) {
        this.configured = configured;
        this.lists = lists;
    }

    public RevocationLists lists() {
        return lists;
    }

    /** Judges the certificates that vouch for the portal's answers. */
    @Override
    public void validate(List<DeviceCertificate> chain, Instant at) throws CertificateRefusedException {
        validate(chain.stream().map(DeviceCertificate::x509).toList(), at, at, Trustpoint::licensing);
    }

    @Override
    public void validateEnded(List<DeviceCertificate> chain, Instant now) throws CertificateRefusedException {
        Instant end = CertificateTrust.end(chain, now);
        validate(chain.stream().map(DeviceCertificate::x509).toList(), end, now, Trustpoint::licensing);
    }

    @Override
    public void validateOffline(List<DeviceCertificate> chain, Instant at) throws CertificateRefusedException {
        List<X509Certificate> certificates =
                chain.stream().map(DeviceCertificate::x509).toList();
        CertificateRefusedException refusal = new CertificateRefusedException("no trustpoint vouches for it");
        for (Trustpoint each : configured.get()) {
            if (each.licensing()) {
                try {
                    each.roots().path(certificates, at);
                    return;
                } catch (CertificateRefusedException no) {
                    refusal = no;
                }
            }
        }
        throw refusal;
    }

    /** Judges a server's certificates, its name apart. */
    void validateServer(List<X509Certificate> chain, Instant at) throws CertificateRefusedException {
        validate(chain, at, at, each -> true);
    }

    Set<TrustAnchor> pkix() {
        Set<TrustAnchor> all = new LinkedHashSet<>();
        configured.get().forEach(each -> all.addAll(each.roots().pkix()));
        return all;
    }

    private void validate(List<X509Certificate> chain, Instant at, Instant now, Predicate<Trustpoint> may)
            throws CertificateRefusedException {
        CertificateRefusedException refusal = new CertificateRefusedException("no trustpoint vouches for it");
        for (Trustpoint each : configured.get()) {
            if (!may.test(each)) {
                continue;
            }
            List<X509Certificate> path;
            try {
                path = each.roots().path(chain, at);
            } catch (CertificateRefusedException no) {
                // One that says more than "not mine" is the one to tell.
                refusal = refusal.kind() == Kind.OTHER ? no : refusal;
                continue;
            }
            checkRevocation(path, now, each);
            return;
        }
        throw refusal;
    }

    private void checkRevocation(List<X509Certificate> path, Instant at, Trustpoint trustpoint)
            throws CertificateRefusedException {
        if (trustpoint.revocation() == Revocation.NONE) {
            return;
        }
        try {
            lists.check(path, at, trustpoint.name());
        } catch (CertificateRefusedException no) {
            if (no.kind() != Kind.LIST_UNAVAILABLE || trustpoint.revocation() == Revocation.LIST) {
                throw no;
            }
        }
    }
}
