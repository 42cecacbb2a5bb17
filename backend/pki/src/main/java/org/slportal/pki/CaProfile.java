package org.slportal.pki;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slportal.domain.device.LicensingTimers;

/**
 * What the authority issues. Checked when the authority opens: it refuses to start on a profile with {@link #problems()}.
 *
 * @param issuerName organisation in every subject, 1 to 48 characters
 * @param caKey key type of root and issuing certificate; counts only when they are made
 * @param renewalWindow signing and TLS certificates are replaced when less than this is left
 * @param backDating certificates are valid from this long before they are made, for clients whose clock is slow
 * @param crlBaseUrls where revocation lists are published, each an absolute http URL; the file names {@link #ISSUING_CRL_FILE} and
 *     {@link #ROOT_CRL_FILE} are appended. Not https: a client would need the list to fetch the list (RFC 5280, 8). May be empty
 */
public record CaProfile(
        String issuerName,
        KeyAlgorithm caKey,
        KeyAlgorithm signingKey,
        KeyAlgorithm tlsKey,
        Duration rootValidity,
        Duration issuingValidity,
        Duration deviceIdValidity,
        Duration signingValidity,
        Duration tlsValidity,
        Duration renewalWindow,
        Duration backDating,
        List<URI> crlBaseUrls) {

    public static final String ISSUING_CRL_FILE = "issuing.crl";
    public static final String ROOT_CRL_FILE = "root.crl";

    public CaProfile {
        crlBaseUrls = List.copyOf(crlBaseUrls);
    }

    /** P-256 keys; root 20 years, issuing 10 years, device ID and signing 365 days, TLS 397 days, renewal 30 days ahead. */
    public static CaProfile standard(String issuerName, List<URI> crlBaseUrls) {
        return new CaProfile(
                issuerName,
                KeyAlgorithm.EC_P256,
                KeyAlgorithm.EC_P256,
                KeyAlgorithm.EC_P256,
                Duration.ofDays(20 * 365 + 5),
                Duration.ofDays(10 * 365 + 2),
                LicensingTimers.ID_CERTIFICATE_VALIDITY,
                Duration.ofDays(365),
                Duration.ofDays(397),
                Duration.ofDays(30),
                LicensingTimers.BACK_DATING,
                crlBaseUrls);
    }

    /** The same with other key types; those of existing root and issuing certificates stay. */
    public CaProfile withKeys(KeyAlgorithm ca, KeyAlgorithm signing, KeyAlgorithm tls) {
        return new CaProfile(
                issuerName,
                ca,
                signing,
                tls,
                rootValidity,
                issuingValidity,
                deviceIdValidity,
                signingValidity,
                tlsValidity,
                renewalWindow,
                backDating,
                crlBaseUrls);
    }

    Duration validity(CertificateKind kind) {
        return switch (kind) {
            case ROOT -> rootValidity;
            case ISSUING -> issuingValidity;
            case TLS -> tlsValidity;
            case SIGNING -> signingValidity;
            case DEVICE_ID -> deviceIdValidity;
        };
    }

    /** The issuing certificate must have more than this left, or it can no longer cover what it signs. */
    Duration longestLeaf() {
        return max(max(deviceIdValidity, signingValidity), tlsValidity);
    }

    /** Everything wrong with the profile, in words for the operator; empty if it can be used. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (issuerName.isBlank()
                || issuerName.length() > 48
                || issuerName.chars().anyMatch(Character::isISOControl)) {
            problems.add("The issuer name must have 1 to 48 printable characters");
        }
        for (CertificateKind kind : CertificateKind.values()) {
            if (validity(kind).compareTo(backDating) <= 0 || hasFraction(validity(kind))) {
                problems.add(kind + ": the validity must be whole seconds, longer than the back-dating");
            }
        }
        if (backDating.isNegative() || hasFraction(backDating)) {
            problems.add("The back-dating must be whole seconds and not negative");
        }
        if (issuingValidity.compareTo(rootValidity) > 0) {
            problems.add("The issuing certificate's validity is longer than the root's");
        }
        if (longestLeaf().plus(renewalWindow).compareTo(issuingValidity) >= 0) {
            problems.add("The issuing certificate's validity must exceed that of every certificate it signs"
                    + " by more than the renewal window");
        }
        if (renewalWindow.isNegative()
                || renewalWindow.plus(backDating).compareTo(signingValidity) >= 0
                || renewalWindow.plus(backDating).compareTo(tlsValidity) >= 0) {
            problems.add("The renewal window must be shorter than the signing and TLS certificates' validity");
        }
        for (URI base : crlBaseUrls) {
            if (!"http".equals(base.getScheme())
                    || base.getHost() == null
                    || base.getRawQuery() != null
                    || base.getRawFragment() != null
                    || base.getRawUserInfo() != null) {
                problems.add("Not an absolute http URL without query or user: a base URL of revocation lists");
            }
        }
        return problems;
    }

    List<String> crlUrls(CertificateKind kind) {
        String file = switch (kind) {
            case ROOT -> null;
            case ISSUING -> ROOT_CRL_FILE;
            case TLS, SIGNING, DEVICE_ID -> ISSUING_CRL_FILE;
        };
        if (file == null) {
            return List.of();
        }
        return crlBaseUrls.stream()
                .map(base -> base.toString().endsWith("/") ? base + file : base + "/" + file)
                .toList();
    }

    private static boolean hasFraction(Duration duration) {
        return !duration.equals(duration.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
