package org.slportal.agent.identity;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.protocol.JcaSignature;
import org.slportal.protocol.MessageSigner;

/** The switch's RSA-2048 key pair (SLA-KeyPair). The private half leaves only as PEM for the NVRAM. */
public final class DeviceKey {

    private static final int BITS = 2048;

    private final KeyPair pair;
    /** Of a pair that never changes, made when first asked for. */
    private volatile @Nullable String pem;

    private DeviceKey(KeyPair pair) {
        this.pair = pair;
    }

    /** A new key pair; takes between 50 ms and a second. */
    public static DeviceKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new DeviceKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no RSA", e);
        }
    }

    /**
     * Reads what {@link #toPem} wrote.
     *
     * @throws IllegalArgumentException if it is not a private RSA key in PKCS#8 PEM
     */
    public static DeviceKey fromPem(String pem) {
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            PemObject object = reader.readPemObject();
            if (object == null) {
                throw new IllegalArgumentException("Not a PEM text");
            }
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret =
                    (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(object.getContent()));
            return new DeviceKey(new KeyPair(
                    rsa.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent())), secret));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a private key", e);
        }
    }

    /** PKCS#8, for the NVRAM only. */
    public String toPem() {
        String made = pem;
        if (made == null) {
            made = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
            pem = made;
        }
        return made;
    }

    /** PKCS#10 in PEM, self-signed, subject CN=product id, SERIALNUMBER=serial number. */
    public String certificateRequest(Udi udi) {
        try {
            X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, udi.pid())
                    .addRDN(BCStyle.SERIALNUMBER, udi.serialNumber());
            return pem(
                    "CERTIFICATE REQUEST",
                    new JcaPKCS10CertificationRequestBuilder(subject.build(), pair.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()))
                            .getEncoded());
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("The certificate request cannot be made", e);
        }
    }

    public MessageSigner signer() {
        return JcaSignature.signer(pair.getPrivate());
    }

    /** Whether a certificate is for this key. */
    public boolean matches(DeviceCertificate certificate) {
        return certificate.isFor(pair.getPublic());
    }

    private static String pem(String type, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "DeviceKey[RSA-" + BITS + "]";
    }
}
