package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoProvidersTest {

    @TempDir
    Path directory;

    /** Registers like the native one whose library did not load: present, and without use. */
    public static final class BrokenProvider extends Provider {
        private static final long serialVersionUID = 1L;

        public BrokenProvider() {
            super(CryptoProviders.NATIVE_NAME, "1", "has no algorithms");
        }
    }

    /** One whose constructor reports that the library is missing. */
    public static final class ThrowingProvider extends Provider {
        private static final long serialVersionUID = 1L;

        public ThrowingProvider() {
            super(CryptoProviders.NATIVE_NAME, "1", "cannot be made");
            throw new IllegalStateException("no library");
        }
    }

    @Test
    void the_native_provider_comes_first_once_and_makes_the_signatures() throws Exception {
        NativeProvider.run(() -> {
            CryptoProviders.install();

            assertThat(Security.getProviders()[0].getName()).isEqualTo(CryptoProviders.NATIVE_NAME);
            assertThat(Security.getProviders())
                    .extracting(Provider::getName)
                    .containsOnlyOnce(CryptoProviders.NATIVE_NAME);
            KeyPair keys = KeyAlgorithm.EC_P256.generate();
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            assertThat(signature.getProvider().getName()).isEqualTo(CryptoProviders.NATIVE_NAME);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no.such.Provider",
                "org.slportal.pki.CryptoProvidersTest$ThrowingProvider",
                "org.slportal.pki.CryptoProvidersTest$BrokenProvider"
            })
    void without_a_working_native_provider_the_jdk_signs(String providerClass) {
        assertThat(CryptoProviders.install(providerClass)).isEqualTo("SunEC");
        assertThat(Security.getProvider(CryptoProviders.NATIVE_NAME)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void a_store_made_under_one_provider_works_under_the_other(KeyAlgorithm algorithm) throws Exception {
        CaProfile profile = Lab.profile().withKeys(algorithm, algorithm, algorithm);
        Lab.MovableClock clock = new Lab.MovableClock();
        CertificateAuthority jdk =
                CertificateAuthority.open(Lab.store(directory), new Lab.MemoryRecord(), clock, profile);
        byte[] data = {1, 2, 3};
        byte[] jdkSignature = jdk.signingIdentity().sign(data);

        NativeProvider.run(() -> {
            // Keys loaded by either provider, used while the native one is first.
            CertificateAuthority loaded =
                    CertificateAuthority.open(Lab.store(directory), new Lab.MemoryRecord(), clock, profile);
            for (CertificateAuthority authority : List.of(jdk, loaded)) {
                SigningIdentity identity = authority.signingIdentity();
                assertThat(SignatureVerifier.verify(identity.publicKey(), data, identity.sign(data)))
                        .isTrue();
                assertThat(SignatureVerifier.verify(identity.publicKey(), data, jdkSignature))
                        .isTrue();
                IssuedCertificate issued = authority.issueDeviceId(Lab.request(), Lab.PRODUCT, Lab.INSTANCE);
                Lab.validate(
                        Lab.path(issued.pem(), issued.issuerChainPem()),
                        jdk.rootCertificate(),
                        clock.now,
                        authority.crl(List.of(), 1, clock.now.plus(Duration.ofDays(1))),
                        authority.rootCrl(1, clock.now.plus(Duration.ofDays(1))));
            }
            clock.now = loaded.signingIdentity().notAfter();
            assertThat(loaded.renewSigningIfDue()).isTrue();
        });

        CertificateAuthority reloaded =
                CertificateAuthority.open(Lab.store(directory), new Lab.MemoryRecord(), clock, profile);
        SigningIdentity renewed = reloaded.signingIdentity();
        assertThat(renewed.notAfter()).isAfter(clock.now);
        assertThat(SignatureVerifier.verify(renewed.publicKey(), data, renewed.sign(data)))
                .isTrue();
    }
}
