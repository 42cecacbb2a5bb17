package org.slportal.protocol;

/** Signs without giving the key away. */
@FunctionalInterface
public interface MessageSigner {

    /** The signature over exactly these bytes: SHA-256 with RSA (PKCS#1 v1.5) or with ECDSA (DER). */
    byte[] sign(byte[] data);
}
