package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateSigningRequestTest {

    private static final String LABEL = "CERTIFICATE REQUEST";

    @ParameterizedTest
    @EnumSource
    void a_request_gives_key_and_subject(KeyAlgorithm algorithm) throws Exception {
        KeyPair keys = algorithm.generate();
        CertificateSigningRequest request =
                CertificateSigningRequest.parse(Lab.pem(LABEL, Lab.csrDer(keys, algorithm.signatureAlgorithm())));

        assertThat(request.publicKey()).isEqualTo(keys.getPublic());
        assertThat(request.subject()).isEqualTo("CN=anything,O=Some\\, body");
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 4096})
    void rsa_keys_at_both_bounds_are_accepted(int bits) throws Exception {
        KeyPair keys = Lab.rsa(bits);

        assertThat(parse(keys, "SHA512withRSA").publicKey()).isEqualTo(keys.getPublic());
    }

    @Test
    void the_older_label_is_understood() throws Exception {
        byte[] der = Lab.csrDer(KeyAlgorithm.EC_P256.generate(), "SHA256withECDSA");

        assertThat(CertificateSigningRequest.parse(Lab.pem("NEW CERTIFICATE REQUEST", der))
                        .subject())
                .startsWith("CN=anything");
    }

    @Test
    void a_broken_signature_is_refused() throws Exception {
        byte[] der = Lab.csrDer(Lab.rsa(2048), "SHA256withRSA");
        der[der.length - 1] ^= 1;

        assertRefused(Lab.pem(LABEL, der), "signature does not match");
    }

    @Test
    void a_changed_subject_is_refused() throws Exception {
        byte[] der = Lab.csrDer(KeyAlgorithm.EC_P256.generate(), "SHA256withECDSA");
        int at = new String(der, StandardCharsets.ISO_8859_1).indexOf("anything");
        der[at] = 'A';

        assertRefused(Lab.pem(LABEL, der), "signature does not match");
    }

    @Test
    void another_ones_key_is_refused() throws Exception {
        KeyPair own = KeyAlgorithm.EC_P256.generate();
        KeyPair stolen = new KeyPair(KeyAlgorithm.EC_P256.generate().getPublic(), own.getPrivate());

        assertRefused(Lab.pem(LABEL, Lab.csrDer(stolen, "SHA256withECDSA")), "signature does not match");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2040, 4104})
    void rsa_keys_beyond_the_bounds_are_refused(int bits) throws Exception {
        assertRefused(
                Lab.pem(LABEL, Lab.csrDer(Lab.rsa(bits), "SHA256withRSA")), "2048 to 4096 bits, this one has " + bits);
    }

    @Test
    void an_rsa_exponent_of_three_is_refused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(2048, BigInteger.valueOf(3)));

        assertRefused(Lab.pem(LABEL, Lab.csrDer(generator.generateKeyPair(), "SHA256withRSA")), "exponent");
    }

    @Test
    void other_curves_and_key_types_are_refused() throws Exception {
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(new ECGenParameterSpec("secp384r1"));
        assertRefused(Lab.pem(LABEL, Lab.csrDer(p384.generateKeyPair(), "SHA384withECDSA")), "P-256");

        KeyPair ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertRefused(Lab.pem(LABEL, Lab.csrDer(ed25519, "Ed25519")), "RSA or EC P-256");
    }

    @Test
    void a_sha_1_signature_is_refused() throws Exception {
        assertRefused(Lab.pem(LABEL, Lab.csrDer(Lab.rsa(2048), "SHA1withRSA")), "SHA-256");
    }

    @Test
    void a_request_cut_anywhere_is_refused() throws Exception {
        String pem = Lab.pem(LABEL, Lab.csrDer(KeyAlgorithm.EC_P256.generate(), "SHA256withECDSA"))
                .strip();
        for (int length = 0; length < pem.length(); length++) {
            String cut = pem.substring(0, length);
            assertThatThrownBy(() -> CertificateSigningRequest.parse(cut)).isInstanceOf(BadCsrException.class);
        }
    }

    @Test
    void der_cut_anywhere_or_with_a_tail_is_refused() throws Exception {
        byte[] der = Lab.csrDer(KeyAlgorithm.EC_P256.generate(), "SHA256withECDSA");
        for (int length = 0; length < der.length; length++) {
            String cut = Lab.pem(LABEL, Arrays.copyOf(der, length));
            assertThatThrownBy(() -> CertificateSigningRequest.parse(cut)).isInstanceOf(BadCsrException.class);
        }
        assertRefused(Lab.pem(LABEL, Arrays.copyOf(der, der.length + 1)), "PKCS #10");
    }

    @Test
    void a_flipped_byte_never_passes_nor_breaks_the_parser() throws Exception {
        byte[] der = Lab.csrDer(KeyAlgorithm.EC_P256.generate(), "SHA256withECDSA");
        for (int at = 0; at < der.length; at++) {
            byte[] flipped = der.clone();
            flipped[at] ^= 0x15;
            assertThatThrownBy(() -> CertificateSigningRequest.parse(Lab.pem(LABEL, flipped)))
                    .as("byte %d", at)
                    .isInstanceOf(BadCsrException.class);
        }
    }

    @Test
    void a_megabyte_is_refused_by_its_size() {
        assertRefused("-----BEGIN CERTIFICATE REQUEST-----\n" + "A".repeat(1 << 20), "longer than 8192");
        assertRefused("-".repeat(8192), "PEM block");
    }

    @Test
    void a_certificate_or_bare_text_is_not_a_request() throws Exception {
        byte[] der = Lab.csrDer(KeyAlgorithm.EC_P256.generate(), "SHA256withECDSA");
        assertRefused(Lab.pem("CERTIFICATE", der), "not a CERTIFICATE REQUEST");
        assertRefused("hello", "PEM block");
        assertRefused(Lab.pem(LABEL, new byte[] {0x30, 0}), "PKCS #10");
        assertRefused("-----BEGIN CERTIFICATE REQUEST-----\nA===A\n-----END CERTIFICATE REQUEST-----", "base64");
    }

    private static CertificateSigningRequest parse(KeyPair keys, String algorithm) throws Exception {
        return CertificateSigningRequest.parse(Lab.pem(LABEL, Lab.csrDer(keys, algorithm)));
    }

    private static void assertRefused(String pem, String reason) {
        assertThatThrownBy(() -> CertificateSigningRequest.parse(pem))
                .isInstanceOf(BadCsrException.class)
                .hasMessageContaining(reason);
    }
}
