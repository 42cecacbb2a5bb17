package org.slportal.pki;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** What the tests share: a clock to move, a record to read, requests and a strict PKIX validator. */
final class Lab {

    static final Instant START = Instant.parse("2026-03-13T08:09:24.750Z");
    static final String PASSWORD = "correct horse battery";
    static final List<URI> CRL_BASES =
            List.of(URI.create("http://portal.lab:8080/pki"), URI.create("http://10.0.0.1/pki/"));
    static final String PRODUCT = "regid.2017-05.com.cisco.C9300,v1_727af1d9-6c39-4444-b301-863f81445b72";
    static final String INSTANCE = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";

    private Lab() {}

    static final class MovableClock implements InstantSource {
        volatile Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Remembers what it was told, in order. */
    static final class MemoryRecord implements IssuanceRecord {
        final List<CertificateIntent> intents = Collections.synchronizedList(new ArrayList<>());
        final List<CertificateIntent> issued = Collections.synchronizedList(new ArrayList<>());
        final List<byte[]> ders = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void intent(CertificateIntent intent) {
            intents.add(intent);
        }

        @Override
        public void issued(CertificateIntent intent, byte[] der) {
            issued.add(intent);
            ders.add(der);
        }
    }

    static CaProfile profile() {
        return CaProfile.standard("Practice Lab", CRL_BASES);
    }

    static CaStore store(Path directory) {
        return new CaStore(directory.resolve("ca.p12"), PASSWORD.toCharArray());
    }

    static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    static byte[] csrDer(KeyPair keys, String signatureAlgorithm) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(
                        new X500Principal("CN=anything,O=\"Some, body\""), keys.getPublic())
                .build(new JcaContentSignerBuilder(signatureAlgorithm).build(keys.getPrivate()))
                .getEncoded();
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\r\n" + Base64.getMimeEncoder().encodeToString(der) + "\r\n-----END "
                + label + "-----\r\n";
    }

    static CertificateSigningRequest request(KeyPair keys) throws Exception {
        String algorithm = KeyAlgorithm.signatureAlgorithmFor(keys.getPrivate());
        return CertificateSigningRequest.parse(pem("CERTIFICATE REQUEST", csrDer(keys, algorithm)));
    }

    static CertificateSigningRequest request() throws Exception {
        return request(KeyAlgorithm.EC_P256.generate());
    }

    static X509CRL crl(byte[] der) throws GeneralSecurityException {
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }

    /** Validates leaf and chain up to the root, revocation checked against exactly these lists. */
    static void validate(List<X509Certificate> path, X509Certificate root, Instant at, byte[]... lists)
            throws GeneralSecurityException {
        List<X509CRL> crls = new ArrayList<>();
        for (byte[] list : lists) {
            crls.add(crl(list));
        }
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setDate(Date.from(at));
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    }

    static List<X509Certificate> path(String leafPem, List<String> chainPem) {
        List<X509Certificate> path = new ArrayList<>();
        path.add(CertificateCodec.parse(leafPem));
        chainPem.forEach(pem -> path.add(CertificateCodec.parse(pem)));
        return path;
    }
}
