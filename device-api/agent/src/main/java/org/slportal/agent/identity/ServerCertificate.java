package org.slportal.agent.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * What a TLS server of this program shows: a certificate it was given, or one below an authority made for the occasion.
 *
 * @param authority PEM of the certificate clients must believe: the last of the chain
 */
public record ServerCertificate(SSLContext tls, String authority) {

    private static final Duration VALIDITY = Duration.ofDays(397);

    /**
     * Reads a chain, the server's own certificate first, and its PKCS#8 key.
     *
     * @throws CertificateRefusedException if they cannot be read or do not belong together
     */
    public static ServerCertificate given(byte[] chainPem, String keyPem) throws CertificateRefusedException {
        try (PemReader reader = new PemReader(new StringReader(keyPem))) {
            PemObject object = reader.readPemObject();
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(chainPem))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (object == null || !object.getType().equals("PRIVATE KEY") || chain.isEmpty()) {
                throw new CertificateRefusedException(
                        "a PEM chain and a PEM key that begins with BEGIN PRIVATE KEY are needed");
            }
            PrivateKey key = KeyFactory.getInstance(
                            chain.getFirst().getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(object.getContent()));
            return new ServerCertificate(context(key, chain), pem(chain.getLast()));
        } catch (IOException | GeneralSecurityException e) {
            throw new CertificateRefusedException("certificate and key cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Makes an authority whose key is forgotten at once, and a certificate below it.
     *
     * @param names DNS names and IPv4 addresses, the first also its common name
     */
    public static ServerCertificate madeFor(List<String> names, Instant now) {
        try {
            KeyPair authorityKey = pair();
            KeyPair serverKey = pair();
            X500Name issuer = new X500Name("CN=Throwaway Transport Gateway CA");
            JcaX509v3CertificateBuilder above = builder(issuer, issuer, authorityKey, now);
            above.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            above.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            JcaX509v3CertificateBuilder below = builder(issuer, new X500Name("CN=" + names.getFirst()), serverKey, now);
            below.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            below.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            below.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            below.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.stream()
                            .map(name -> new GeneralName(
                                    name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                            .toArray(GeneralName[]::new)));
            X509Certificate authority = signed(above, authorityKey);
            return new ServerCertificate(
                    context(serverKey.getPrivate(), List.of(signed(below, authorityKey), authority)), pem(authority));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("The certificate cannot be made", e);
        }
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair key, Instant now) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, new SecureRandom()).setBit(120),
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(VALIDITY)),
                subject,
                key.getPublic());
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair by)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    }

    private static SSLContext context(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("tls", key, new char[0], chain.toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException, IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }
}
