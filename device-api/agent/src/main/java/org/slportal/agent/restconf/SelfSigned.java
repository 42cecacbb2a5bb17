package org.slportal.agent.restconf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.NvramException;

/** The certificate a switch signs for its own HTTPS server, made once and kept. */
final class SelfSigned {

    private static final String NAME = "https-identity";
    private static final String ALIAS = "https";
    private static final Duration VALIDITY = Duration.ofDays(3650);
    /** The file is its owner's alone, as all of NVRAM is; the format wants a password. */
    private static final char[] PASSWORD = "nvram".toCharArray();

    private SelfSigned() {}

    /** Kept in NVRAM; made if absent. */
    static SSLContext tls(Nvram nvram, Instant now) {
        try {
            Optional<byte[]> kept = nvram.read(NAME);
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (kept.isPresent()) {
                store.load(new ByteArrayInputStream(kept.get()), PASSWORD);
            } else {
                store.load(null, null);
                create(store, now);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                store.store(out, PASSWORD);
                nvram.write(NAME, out.toByteArray());
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new NvramException(
                    "The HTTPS identity in NVRAM cannot be used; remove " + NAME + " to have another", e);
        }
    }

    private static void create(KeyStore store, Instant now)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        SecureRandom random = new SecureRandom();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();
        BigInteger serial = new BigInteger(31, random).add(BigInteger.ONE);
        X500Name name = new X500Name("CN=IOS-Self-Signed-Certificate-" + serial);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                serial,
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(VALIDITY)),
                name,
                key.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        }));
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
        store.setKeyEntry(ALIAS, key.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
    }
}
