package org.slportal.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.HexFormat;

/** The web server's key and chain as a key store in memory, the form in which Tomcat and JSSE take them. */
public final class TlsIdentity {

    /** The only entry of the key store. */
    public static final String ALIAS = "tls";

    private final KeyStore keyStore;
    private final char[] keyPassword;
    private final String serialHex;
    private final Instant notAfter;

    TlsIdentity(Credential tls, Credential issuing) {
        this.keyPassword = randomPassword();
        this.serialHex = CertificateCodec.serialHex(tls.certificate());
        this.notAfter = tls.notAfter();
        try {
            this.keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(null, null);
            keyStore.setKeyEntry(
                    ALIAS, tls.privateKey(), keyPassword, new Certificate[] {tls.certificate(), issuing.certificate()});
        } catch (GeneralSecurityException | IOException e) {
            throw new PkiException("The TLS key store cannot be made", e);
        }
    }

    /** PKCS #12, with one key entry named {@link #ALIAS}: the TLS certificate and the issuing one, without the root. */
    public KeyStore keyStore() {
        return keyStore;
    }

    /** Protects the entry; random, and different for each object. */
    public char[] keyPassword() {
        return keyPassword.clone();
    }

    /** 32 upper-case hexadecimal digits; changes when the certificate was renewed. */
    public String certificateSerialHex() {
        return serialHex;
    }

    /** The last second of validity. */
    public Instant notAfter() {
        return notAfter;
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + serialHex + "]";
    }

    private static char[] randomPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).toCharArray();
    }
}
