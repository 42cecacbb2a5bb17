package org.slportal.services.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** RSA-2048 keys as switches make them. A few are made per test JVM and handed out in turn: making one takes a while. */
public final class DeviceKeys {

    private static final int BITS = 2048;
    private static final List<KeyPair> KEYS =
            Stream.generate(DeviceKeys::make).limit(4).toList();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private DeviceKeys() {}

    /** Two calls in a row give different keys. */
    public static KeyPair next() {
        return KEYS.get(Math.floorMod(NEXT.getAndIncrement(), KEYS.size()));
    }

    /** A certificate request in PEM, signed with its own key. */
    public static String csr(KeyPair key) {
        return csr(key, key);
    }

    /** A request for one key, signed with another: a forgery unless they are the same. */
    public static String csr(KeyPair key, KeyPair signer) {
        try {
            byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=switch"), key.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(signer.getPrivate()))
                    .getEncoded();
            return "-----BEGIN CERTIFICATE REQUEST-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END CERTIFICATE REQUEST-----\n";
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] sign(KeyPair key, byte[] data) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
