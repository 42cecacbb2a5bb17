package org.slportal.agent.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.slportal.agent.identity.CertificateRefusedException.Kind;

/** Revocation lists, each kept until the instant it says itself that the next one comes. In memory only. */
public final class RevocationLists {

    private final ListSource source;
    private final Map<String, X509CRL> kept = new ConcurrentHashMap<>();

    public RevocationLists(ListSource source) {
        this.source = source;
    }

    /** Forgets all lists. */
    public void clear() {
        kept.clear();
    }

    /**
     * Looks every certificate of a validated path up. One that names no list is not looked up: there is nothing to ask.
     *
     * @param path the certificate itself first, the root last
     * @param trustpoint for the log
     * @throws CertificateRefusedException REVOKED, or LIST_UNAVAILABLE
     */
    void check(List<X509Certificate> path, Instant at, String trustpoint) throws CertificateRefusedException {
        for (int i = 0; i + 1 < path.size(); i++) {
            X509Certificate certificate = path.get(i);
            List<String> places = places(certificate);
            if (!places.isEmpty()
                    && list(places, path.get(i + 1), at, trustpoint).isRevoked(certificate)) {
                throw new CertificateRefusedException(
                        Kind.REVOKED,
                        "Certificate chain validation has failed.  The certificate (SN: "
                                + new DeviceCertificate(certificate).serialNumber() + ") is revoked");
            }
        }
    }

    private X509CRL list(List<String> places, X509Certificate issuer, Instant at, String trustpoint)
            throws CertificateRefusedException {
        String why = "";
        for (String place : places) {
            X509CRL known = kept.get(place);
            if (known != null && isCurrent(known, at)) {
                return known;
            }
            try {
                X509CRL fresh = read(source.fetch(place), issuer);
                if (isCurrent(fresh, at)) {
                    kept.put(place, fresh);
                    return fresh;
                }
                why = "The list is out of date";
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
            } catch (GeneralSecurityException e) {
                why = "Not a list of the issuer";
            }
        }
        throw new CertificateRefusedException(
                Kind.LIST_UNAVAILABLE, "CRL fetch for trustpoint " + trustpoint + " failed     Reason : " + why);
    }

    private static X509CRL read(byte[] bytes, X509Certificate issuer) throws GeneralSecurityException {
        X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes));
        list.verify(issuer.getPublicKey());
        boolean[] usage = issuer.getKeyUsage();
        if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                || list.hasUnsupportedCriticalExtension()
                || (usage != null && !usage[6])) {
            throw new GeneralSecurityException("The list is another's");
        }
        return list;
    }

    private static boolean isCurrent(X509CRL list, Instant at) {
        return !list.getThisUpdate().toInstant().isAfter(at)
                && list.getNextUpdate() != null
                && list.getNextUpdate().toInstant().isAfter(at);
    }

    /** The http addresses a certificate names (RFC 5280, 4.2.1.13). */
    static List<String> places(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        List<String> places = new ArrayList<>();
        if (extension == null) {
            return places;
        }
        CRLDistPoint points =
                CRLDistPoint.getInstance(ASN1OctetString.getInstance(extension).getOctets());
        for (DistributionPoint point : points.getDistributionPoints()) {
            DistributionPointName name = point.getDistributionPoint();
            if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                for (GeneralName each : GeneralNames.getInstance(name.getName()).getNames()) {
                    if (each.getTagNo() == GeneralName.uniformResourceIdentifier
                            && each.getName().toString().startsWith("http://")) {
                        places.add(each.getName().toString());
                    }
                }
            }
        }
        return places;
    }
}
