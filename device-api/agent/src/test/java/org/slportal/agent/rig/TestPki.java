package org.slportal.agent.rig;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/** A root, an issuing CA, a signing certificate and a TLS certificate for localhost. */
public final class TestPki {

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2045-01-01T00:00:00Z");

    private final AtomicLong serial = new AtomicLong(0x1000);
    private final KeyPair rootKey = ec();
    private final KeyPair issuerKey = ec();
    private final KeyPair signingKey = ec();
    private final @Nullable String listUrl;
    private final X509Certificate root;
    private final X509Certificate issuer;
    private final X509Certificate signing;

    /** Its certificates name no revocation list. */
    public TestPki() {
        this(null);
    }

    /** @param listUrl the revocation list the leaf certificates name; null for none */
    public TestPki(@Nullable String listUrl) {
        this.listUrl = listUrl;
        root = certificate("CN=Practice Root", rootKey.getPublic(), null, rootKey, 2, null, START, END);
        issuer = certificate("CN=Practice Issuing CA", issuerKey.getPublic(), root, rootKey, 0, null, START, END);
        signing = certificate("CN=Practice Signing", signingKey.getPublic(), issuer, issuerKey, -1, null, START, END);
    }

    /** The issuing authority's revocation list. */
    public byte[] list(Instant thisUpdate, Instant nextUpdate, boolean signingRevoked) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    new X500Name(issuer.getSubjectX500Principal().getName()), Date.from(thisUpdate));
            builder.setNextUpdate(Date.from(nextUpdate));
            if (signingRevoked) {
                builder.addCRLEntry(signing.getSerialNumber(), Date.from(thisUpdate), 1);
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public String rootPem() {
        return pem(root);
    }

    public String issuerPem() {
        return pem(issuer);
    }

    public String signingPem() {
        return pem(signing);
    }

    public KeyPair signingKey() {
        return signingKey;
    }

    public String signingSerial() {
        return signing.getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT);
    }

    /** One that signs the portal's answers. */
    public record Signer(KeyPair key, String pem, String serial) {}

    public Signer signer() {
        return new Signer(signingKey, signingPem(), signingSerial());
    }

    /** Another that signs, or once did. */
    public Signer signerUntil(Instant until) {
        KeyPair key = ec();
        X509Certificate certificate = certificate(
                "CN=Practice Signing",
                key.getPublic(),
                issuer,
                issuerKey,
                -1,
                null,
                until.minusSeconds(31_536_000),
                until);
        return new Signer(
                key,
                pem(certificate),
                certificate.getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT));
    }

    /** An ID certificate as the portal issues it. */
    public X509Certificate idCertificate(PublicKey key, String product, Instant from, Instant until) {
        return certificate(
                "CN=" + product + ",SERIALNUMBER=" + product + "-piid,O=Practice",
                key,
                issuer,
                issuerKey,
                -1,
                null,
                from,
                until);
    }

    /** A server's certificate with the one above it, and its key, all in PEM. */
    public record ServerPem(String chain, String key) {}

    public ServerPem serverPem(String name) {
        KeyPair key = ec();
        X509Certificate certificate =
                certificate("CN=" + name, key.getPublic(), issuer, issuerKey, -1, name, START, END);
        return new ServerPem(
                pem(certificate) + pem(issuer),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(key.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    /** TLS for localhost and 127.0.0.1, or for another name. */
    public SSLContext tls(String name) {
        try {
            KeyPair key = ec();
            X509Certificate certificate =
                    certificate("CN=" + name, key.getPublic(), issuer, issuerKey, -1, name, START, END);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("tls", key.getPrivate(), new char[0], new X509Certificate[] {certificate, issuer});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificate(
            String subject,
            PublicKey key,
            @Nullable X509Certificate above,
            KeyPair signer,
            int pathLength,
            @Nullable String dnsName,
            Instant from,
            Instant until) {
        try {
            X500Name name = new X500Name(subject);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    above == null
                            ? name
                            : new X500Name(above.getSubjectX500Principal().getName()),
                    BigInteger.valueOf(serial.incrementAndGet()),
                    Date.from(from),
                    Date.from(until),
                    name,
                    key);
            builder.addExtension(
                    Extension.basicConstraints,
                    true,
                    pathLength >= 0 ? new BasicConstraints(pathLength) : new BasicConstraints(false));
            if (dnsName != null) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, dnsName)));
            }
            if (listUrl != null && pathLength < 0) {
                builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                    new DistributionPoint(
                            new DistributionPointName(
                                    new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, listUrl))),
                            null,
                            null)
                }));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(X509Certificate certificate) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
