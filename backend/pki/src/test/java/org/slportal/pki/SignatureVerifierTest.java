package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureVerifierTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void only_the_very_bytes_under_the_very_key_verify(KeyAlgorithm algorithm) throws Exception {
        SigningIdentity identity = identity(algorithm);
        byte[] data = "{\"header\":{}}".getBytes(StandardCharsets.UTF_8);
        byte[] signature = identity.sign(data);
        PublicKey key = CertificateCodec.parse(identity.chainPem().getFirst()).getPublicKey();

        assertThat(SignatureVerifier.verify(key, data, signature)).isTrue();
        byte[] tampered = data.clone();
        tampered[3] ^= 1;
        assertThat(SignatureVerifier.verify(key, tampered, signature)).isFalse();
        assertThat(SignatureVerifier.verify(algorithm.generate().getPublic(), data, signature))
                .isFalse();
        assertThat(identity.algorithm()).isEqualTo(algorithm.signatureAlgorithm());
    }

    @ParameterizedTest
    @EnumSource
    void a_malformed_signature_is_a_wrong_one(KeyAlgorithm algorithm) throws Exception {
        malformed(algorithm);
    }

    @ParameterizedTest
    @EnumSource
    void a_malformed_signature_is_a_wrong_one_for_the_native_provider_too(KeyAlgorithm algorithm) throws Exception {
        NativeProvider.run(() -> malformed(algorithm));
    }

    @Test
    void other_key_types_are_a_mistake_of_the_caller() throws Exception {
        PublicKey ed25519 =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureVerifier.verify(ed25519, new byte[1], new byte[64]));
    }

    @ParameterizedTest
    @EnumSource
    void threads_share_one_identity(KeyAlgorithm algorithm) throws Exception {
        SigningIdentity identity = identity(algorithm);
        PublicKey key = identity.publicKey();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                byte[] data = {(byte) i, 7};
                work.add(() -> SignatureVerifier.verify(key, data, identity.sign(data)));
            }
            for (Future<Boolean> verified : threads.invokeAll(work)) {
                assertThat(verified.get()).isTrue();
            }
        }
    }

    private void malformed(KeyAlgorithm algorithm) {
        SigningIdentity identity = identity(algorithm);
        byte[] data = {1};
        byte[] signature = identity.sign(data);
        for (byte[] wrong : List.of(
                new byte[0],
                new byte[1],
                new byte[signature.length],
                new byte[4096],
                Arrays.copyOf(signature, signature.length - 1),
                Arrays.copyOf(signature, signature.length + 1))) {
            assertThat(SignatureVerifier.verify(identity.publicKey(), data, wrong))
                    .isFalse();
        }
    }

    private SigningIdentity identity(KeyAlgorithm algorithm) {
        return CertificateAuthority.open(
                        Lab.store(directory),
                        new Lab.MemoryRecord(),
                        new Lab.MovableClock(),
                        Lab.profile().withKeys(algorithm, algorithm, algorithm))
                .signingIdentity();
    }
}
