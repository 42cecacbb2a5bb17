package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    @TempDir
    Path directory;

    private final Lab.MovableClock clock = new Lab.MovableClock();
    private final Lab.MemoryRecord record = new Lab.MemoryRecord();
    private CertificateAuthority authority;

    @BeforeEach
    void open() {
        authority = CertificateAuthority.open(Lab.store(directory), record, clock, Lab.profile());
    }

    @Test
    void the_first_start_makes_root_issuing_and_signing_certificates() {
        X509Certificate root = authority.rootCertificate();
        X509Certificate issuing = authority.issuingCertificate();

        assertThat(SubjectName.text(root.getSubjectX500Principal()))
                .isEqualTo("CN=Practice Lab Root CA,O=Practice Lab");
        assertThat(root.getBasicConstraints()).isEqualTo(1);
        assertThat(issuing.getBasicConstraints()).isZero();
        assertThat(usages(root)).containsExactly(KEY_CERT_SIGN, CRL_SIGN);
        assertThat(usages(issuing)).containsExactly(KEY_CERT_SIGN, CRL_SIGN);
        assertThat(Duration.between(
                        root.getNotBefore().toInstant(), root.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(7305));
        assertThat(Duration.between(
                        issuing.getNotBefore().toInstant(),
                        issuing.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(3652));
        assertThat(record.intents)
                .extracting(CertificateIntent::kind)
                .containsExactly(CertificateKind.ROOT, CertificateKind.ISSUING, CertificateKind.SIGNING);
        assertThat(record.issued).isEqualTo(record.intents);
        assertThat(record.intents.get(0).issuerSerialHex()).isNull();
        assertThat(record.intents.get(1).issuerSerialHex()).isEqualTo(CertificateCodec.serialHex(root));
    }

    @Test
    void a_reopened_authority_has_the_same_certificates_and_issues_none() {
        int before = record.intents.size();

        CertificateAuthority again = CertificateAuthority.open(Lab.store(directory), record, clock, Lab.profile());

        assertThat(again.rootPem()).isEqualTo(authority.rootPem());
        assertThat(again.issuingPem()).isEqualTo(authority.issuingPem());
        assertThat(again.signingIdentity().chainPem())
                .isEqualTo(authority.signingIdentity().chainPem());
        assertThat(record.intents).hasSize(before);
        byte[] signature = again.signingIdentity().sign(new byte[] {1});
        assertThat(SignatureVerifier.verify(authority.signingIdentity().publicKey(), new byte[] {1}, signature))
                .isTrue();
    }

    @Test
    void a_device_certificate_runs_to_the_second_and_names_product_and_instance() throws Exception {
        KeyPair keys = Lab.rsa(2048);
        IssuedCertificate issued = authority.issueDeviceId(Lab.request(keys), Lab.PRODUCT, Lab.INSTANCE);

        assertThat(issued.notBefore()).isEqualTo(Instant.parse("2026-03-13T08:04:24Z"));
        assertThat(issued.notAfter()).isEqualTo(Instant.parse("2027-03-13T08:04:24Z"));
        assertThat(issued.subject())
                .isEqualTo("CN=regid.2017-05.com.cisco.C9300\\,v1_727af1d9-6c39-4444-b301-863f81445b72,SERIALNUMBER="
                        + Lab.INSTANCE + ",O=Practice Lab");
        X509Certificate certificate = CertificateCodec.parse(issued.pem());
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(issued.notBefore());
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(issued.notAfter());
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getEncoded()).isEqualTo(issued.der());
        assertThat(issued.serialHex()).matches("[4-7][0-9A-F]{31}").isEqualTo(CertificateCodec.serialHex(certificate));
        assertThat(issued.issuerChainPem()).containsExactly(authority.issuingPem());
    }

    @Test
    void a_device_certificate_has_the_extensions_of_a_client_and_no_authority() throws Exception {
        X509Certificate certificate = CertificateCodec.parse(authority
                .issueDeviceId(Lab.request(), Lab.PRODUCT, Lab.INSTANCE)
                .der());

        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(certificate.getNonCriticalExtensionOIDs())
                .containsExactlyInAnyOrder("2.5.29.37", "2.5.29.14", "2.5.29.35", "2.5.29.31");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(usages(certificate)).containsExactly(DIGITAL_SIGNATURE);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        String points = new String(certificate.getExtensionValue("2.5.29.31"), StandardCharsets.ISO_8859_1);
        assertThat(points).contains("http://portal.lab:8080/pki/issuing.crl", "http://10.0.0.1/pki/issuing.crl");
    }

    @Test
    void the_intent_is_stored_before_the_key_signs_and_the_certificate_after() throws Exception {
        int before = record.intents.size();
        List<String> order = new ArrayList<>();
        CertificateAuthority watched = CertificateAuthority.open(
                Lab.store(directory),
                new IssuanceRecord() {
                    @Override
                    public void intent(CertificateIntent intent) {
                        order.add("intent " + intent.serialHex());
                    }

                    @Override
                    public void issued(CertificateIntent intent, byte[] der) {
                        order.add("issued " + CertificateCodec.serialHex(CertificateCodec.parse(der)));
                    }
                },
                clock,
                Lab.profile());

        String serial =
                watched.issueDeviceId(Lab.request(), Lab.PRODUCT, Lab.INSTANCE).serialHex();

        assertThat(order).containsExactly("intent " + serial, "issued " + serial);
        assertThat(record.intents).hasSize(before);
    }

    @Test
    void a_failing_signature_leaves_the_intent_without_a_certificate() {
        Issuance issuance = new Issuance(record, clock, clock, Lab.profile());
        int issuedBefore = record.issued.size();
        CertificateIntent intent =
                issuance.plan(CertificateKind.ROOT, authority.rootCertificate().getSubjectX500Principal(), null);

        assertThatThrownBy(() -> issuance.issue(intent, planned -> {
                    throw new PkiException("the key is gone");
                }))
                .hasMessage("the key is gone");

        assertThat(record.intents.getLast()).isEqualTo(intent);
        assertThat(record.issued).hasSize(issuedBefore);
    }

    @Test
    void an_intent_that_cannot_be_stored_stops_the_signing() throws Exception {
        List<byte[]> signed = new ArrayList<>();
        CertificateAuthority broken = CertificateAuthority.open(
                Lab.store(directory),
                new IssuanceRecord() {
                    @Override
                    public void intent(CertificateIntent intent) {
                        throw new IllegalStateException("database away");
                    }

                    @Override
                    public void issued(CertificateIntent intent, byte[] der) {
                        signed.add(der);
                    }
                },
                clock,
                Lab.profile());
        CertificateSigningRequest request = Lab.request();

        assertThatThrownBy(() -> broken.issueDeviceId(request, Lab.PRODUCT, Lab.INSTANCE))
                .hasMessage("database away");
        assertThat(signed).isEmpty();
    }

    @Test
    void a_plan_is_signed_once_unaltered_and_only_where_it_was_made() throws Exception {
        CertificateSigningRequest request = Lab.request();
        CertificateIntent intent = authority.planDeviceId(Lab.PRODUCT, Lab.INSTANCE);
        CertificateAuthority other = CertificateAuthority.open(Lab.store(directory), record, clock, Lab.profile());

        assertThatThrownBy(() -> other.sign(intent, request)).isInstanceOf(PkiException.class);
        assertThat(authority.sign(intent, request).serialHex()).isEqualTo(intent.serialHex());
        assertThatThrownBy(() -> authority.sign(intent, request)).isInstanceOf(PkiException.class);

        CertificateIntent planned = authority.planDeviceId(Lab.PRODUCT, Lab.INSTANCE);
        CertificateIntent longer = new CertificateIntent(
                planned.serialHex(),
                planned.kind(),
                planned.subject(),
                planned.notBefore(),
                planned.notAfter().plusSeconds(1),
                planned.issuerSerialHex());
        assertThatThrownBy(() -> authority.sign(longer, request)).isInstanceOf(PkiException.class);
    }

    @Test
    void names_that_do_not_belong_in_a_subject_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> authority.planDeviceId(" ", Lab.INSTANCE));
        assertThatIllegalArgumentException().isThrownBy(() -> authority.planDeviceId("C9300\n", Lab.INSTANCE));
        assertThatIllegalArgumentException().isThrownBy(() -> authority.planDeviceId("C".repeat(201), Lab.INSTANCE));
        assertThatIllegalArgumentException().isThrownBy(() -> authority.planDeviceId(Lab.PRODUCT, "a,O=b"));
        assertThat(authority.planDeviceId("C".repeat(200), Lab.INSTANCE).subject())
                .contains("C".repeat(200));
        assertThat(authority.planDeviceId("C9300,O=Other+CN=x", Lab.INSTANCE).subject())
                .isEqualTo("CN=C9300\\,O\\=Other\\+CN\\=x,SERIALNUMBER=" + Lab.INSTANCE + ",O=Practice Lab");
    }

    @Test
    void threads_that_issue_together_get_distinct_serial_numbers() throws Exception {
        CertificateSigningRequest request = Lab.request();
        Set<String> serials = ConcurrentHashMap.newKeySet();
        int before = record.issued.size();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                work.add(() -> serials.add(authority
                        .issueDeviceId(request, Lab.PRODUCT, Lab.INSTANCE)
                        .serialHex()));
            }
            for (Future<Boolean> added : threads.invokeAll(work)) {
                assertThat(added.get()).isTrue();
            }
        }
        assertThat(serials).hasSize(200);
        assertThat(record.issued).hasSize(before + 200);
    }

    private static List<Integer> usages(X509Certificate certificate) {
        boolean[] bits = certificate.getKeyUsage();
        List<Integer> set = new ArrayList<>();
        for (int i = 0; i < bits.length; i++) {
            if (bits[i]) {
                set.add(i);
            }
        }
        return set;
    }
}
