package org.slportal.pki;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.List;

/**
 * One message-signing certificate with its key: an immutable snapshot that threads share. Ask the authority for the current one at each
 * message, and take signature, serial number and chain from the same snapshot.
 */
public final class SigningIdentity {

    private final Credential credential;
    private final String algorithm;
    private final String serialHex;
    private final List<String> chainPem;

    SigningIdentity(Credential credential, Credential issuing) {
        this.credential = credential;
        this.algorithm = KeyAlgorithm.signatureAlgorithmFor(credential.privateKey());
        this.serialHex = CertificateCodec.serialHex(credential.certificate());
        this.chainPem = List.of(
                CertificateCodec.toPem(credential.certificate()), CertificateCodec.toPem(issuing.certificate()));
    }

    /** Signs with SHA256withECDSA (DER encoded) or SHA256withRSA, by the key's type. */
    public byte[] sign(byte[] data) {
        try {
            // A Signature is not thread safe and cheap to make beside the signing itself: one per call.
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(credential.privateKey());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new PkiException("The signing key " + serialHex + " cannot sign", e);
        }
    }

    /** JCA name of the signatures. */
    public String algorithm() {
        return algorithm;
    }

    /** 32 upper-case hexadecimal digits. */
    public String certificateSerialHex() {
        return serialHex;
    }

    /** The signing certificate, then the issuing one; without the root, which a verifier must have from elsewhere. */
    public List<String> chainPem() {
        return chainPem;
    }

    public PublicKey publicKey() {
        return credential.certificate().getPublicKey();
    }

    /** The last second of validity. */
    public Instant notAfter() {
        return credential.notAfter();
    }

    @Override
    public String toString() {
        return "SigningIdentity[" + serialHex + "]";
    }
}
