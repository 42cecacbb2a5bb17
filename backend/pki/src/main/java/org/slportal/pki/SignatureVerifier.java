package org.slportal.pki;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;

/** Checks SHA-256 signatures made with RSA (PKCS #1 v1.5) or ECDSA (DER encoded) keys. */
public final class SignatureVerifier {

    private SignatureVerifier() {}

    /**
     * Whether the signature is the key's over exactly these bytes. A malformed signature is a wrong one.
     *
     * @throws IllegalArgumentException if the key is neither RSA nor EC
     */
    public static boolean verify(PublicKey key, byte[] data, byte[] signature) {
        String algorithm = KeyAlgorithm.signatureAlgorithmFor(key);
        if (key instanceof RSAPublicKey rsa
                && signature.length != (rsa.getModulus().bitLength() + 7) / 8) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(data);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("The public key is not usable", e);
        } catch (GeneralSecurityException e) {
            throw new PkiException("This Java runtime cannot verify " + algorithm, e);
        }
    }
}
