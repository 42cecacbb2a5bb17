package org.slportal.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/** A PKCS #10 request whose sender has proved to hold the private key and whose key is strong enough to be certified. */
public final class CertificateSigningRequest {

    /** About four times a request with an RSA-4096 key. */
    private static final int MAX_CHARACTERS = 8 * 1024;

    private static final Map<ASN1ObjectIdentifier, String> KEY_ALGORITHMS =
            Map.of(PKCSObjectIdentifiers.rsaEncryption, "RSA", X9ObjectIdentifiers.id_ecPublicKey, "EC");

    private static final Map<ASN1ObjectIdentifier, String> SIGNATURE_ALGORITHMS = Map.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
            PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
            PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA",
            X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA256withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA384withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA512, "SHA512withECDSA");

    private final PublicKey publicKey;
    private final String subject;

    private CertificateSigningRequest(PublicKey publicKey, String subject) {
        this.publicKey = publicKey;
        this.subject = subject;
    }

    /**
     * Reads and checks a request: size and shape, then the key, then the request's own signature.
     *
     * @param pem one block, at most 8192 characters
     * @throws BadCsrException with a reason fit for the sender
     */
    public static CertificateSigningRequest parse(String pem) {
        PKCS10CertificationRequest request = decode(pem);
        PublicKey key = publicKey(request.getSubjectPublicKeyInfo());
        @Nullable String refusal = PublicKeyRules.refusal(key);
        if (refusal != null) {
            throw new BadCsrException(refusal);
        }
        if (!signatureHolds(request, key)) {
            throw new BadCsrException("The request's own signature does not match its key");
        }
        return new CertificateSigningRequest(key, subject(request));
    }

    /** RSA of 2048 to 4096 bits, or EC on P-256. May be kept and shared by threads. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The name the sender asked for, as RFC 4514 text; nothing in it was verified, and certificates do not repeat it. */
    public String subject() {
        return subject;
    }

    @Override
    public String toString() {
        return "CertificateSigningRequest[" + subject + "]";
    }

    private static PKCS10CertificationRequest decode(String pem) {
        byte[] der;
        try {
            der = PemBlock.decode(pem, MAX_CHARACTERS, "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
        } catch (IllegalArgumentException e) {
            throw new BadCsrException(String.valueOf(e.getMessage()), e);
        }
        try {
            return new PKCS10CertificationRequest(der);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadCsrException("Not a PKCS #10 certificate request", e);
        }
    }

    private static PublicKey publicKey(SubjectPublicKeyInfo info) {
        @Nullable String algorithm = KEY_ALGORITHMS.get(info.getAlgorithm().getAlgorithm());
        if (algorithm == null) {
            throw new BadCsrException("The key must be RSA or EC P-256");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new BadCsrException("The request's public key cannot be read", e);
        }
    }

    private static boolean signatureHolds(PKCS10CertificationRequest request, PublicKey key) {
        @Nullable
        String algorithm =
                SIGNATURE_ALGORITHMS.get(request.getSignatureAlgorithm().getAlgorithm());
        if (algorithm == null) {
            throw new BadCsrException("The request must be signed with SHA-256, SHA-384 or SHA-512");
        }
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(
                    request.toASN1Structure().getCertificationRequestInfo().getEncoded("DER"));
            return verifier.verify(request.getSignature());
        } catch (IOException | GeneralSecurityException malformed) {
            throw new BadCsrException("The request's own signature does not match its key", malformed);
        }
    }

    private static String subject(PKCS10CertificationRequest request) {
        try {
            return SubjectName.text(new X500Principal(request.getSubject().getEncoded()));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadCsrException("The request's subject cannot be read", e);
        }
    }
}
