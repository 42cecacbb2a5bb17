package org.slportal.pki;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;

/** X.509 certificates as PEM, DER and serial number text. */
public final class CertificateCodec {

    private static final int MAX_DER_BYTES = 16 * 1024;
    private static final String LABEL = "CERTIFICATE";
    private static final Base64.Encoder BODY = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private CertificateCodec() {}

    /**
     * Reads one certificate; nothing about it is verified. Its {@code getPublicKey()} may be kept and shared by threads.
     *
     * @throws BadCertificateException if it is anything but one certificate of at most 16 KiB
     */
    public static X509Certificate parse(byte[] der) {
        if (der.length == 0 || der.length > MAX_DER_BYTES) {
            throw new BadCertificateException("A certificate has at most " + MAX_DER_BYTES + " bytes");
        }
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (in.available() > 0) {
                throw new BadCertificateException("There is something after the certificate");
            }
            return certificate;
        } catch (CertificateException e) {
            throw new BadCertificateException("Not an X.509 certificate", e);
        }
    }

    /** As {@link #parse(byte[])}, from one PEM block. */
    public static X509Certificate parse(String pem) {
        byte[] der;
        try {
            der = PemBlock.decode(pem, 2 * MAX_DER_BYTES, LABEL);
        } catch (IllegalArgumentException e) {
            throw new BadCertificateException(String.valueOf(e.getMessage()), e);
        }
        return parse(der);
    }

    /** PEM with lines of 64 characters, ended by a line feed (RFC 7468). */
    public static String toPem(X509Certificate certificate) {
        return "-----BEGIN " + LABEL + "-----\n"
                + new String(BODY.encode(toDer(certificate)), StandardCharsets.US_ASCII)
                + "\n-----END " + LABEL + "-----\n";
    }

    public static byte[] toDer(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A parsed certificate lost its encoding", e);
        }
    }

    /** The serial number in upper-case hexadecimal, as the portal stores and prints it: 32 digits for its own certificates. */
    public static String serialHex(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    }
}
