package org.slportal.pki;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.Signature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a native JCA provider first where one runs: several times the JDK's signing rate. Everything works without it. */
public final class CryptoProviders {

    static final String NATIVE_NAME = "AmazonCorrettoCryptoProvider";

    private static final Logger LOG = LoggerFactory.getLogger(CryptoProviders.class);
    private static final String NATIVE_CLASS = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private CryptoProviders() {}

    /**
     * Installs the native provider if it loads and passes a trial signature; may be called again. To be called before the first key is
     * loaded.
     *
     * @return the name of the provider that now makes the signatures
     */
    public static synchronized String install() {
        return install(NATIVE_CLASS);
    }

    static String install(String providerClass) {
        if (Security.getProvider(NATIVE_NAME) == null) {
            try {
                Provider provider = Class.forName(providerClass)
                        .asSubclass(Provider.class)
                        .getDeclaredConstructor()
                        .newInstance();
                tryOut(provider);
                Security.insertProviderAt(provider, 1);
            } catch (ReflectiveOperationException | GeneralSecurityException | ProviderException | LinkageError e) {
                LOG.info("No native crypto provider here ({}); using the JDK's", e.toString());
            }
        }
        String inUse = signatureProvider();
        LOG.info("Signatures are made by {}", inUse);
        return inUse;
    }

    /** A provider whose native library did not load registers as usual and fails later, at the first use. */
    private static void tryOut(Provider provider) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        byte[] data = "trial".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(KeyAlgorithm.EC_P256.signatureAlgorithm(), provider);
        signature.initSign(keys.getPrivate());
        signature.update(data);
        byte[] signed = signature.sign();
        signature.initVerify(keys.getPublic());
        signature.update(data);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("The provider does not verify its own signature");
        }
    }

    private static String signatureProvider() {
        for (Provider provider : Security.getProviders()) {
            if (provider.getService("Signature", KeyAlgorithm.EC_P256.signatureAlgorithm()) != null) {
                return provider.getName();
            }
        }
        throw new PkiException(
                "This Java runtime has no provider of " + KeyAlgorithm.EC_P256.signatureAlgorithm() + " signatures");
    }
}
