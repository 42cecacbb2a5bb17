package org.slportal.callhome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.failure.FailureReason;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.domain.token.TokenText;
import org.slportal.pki.CertificateCodec;
import org.slportal.protocol.DeregistrationData;
import org.slportal.protocol.DeviceAnswer;
import org.slportal.protocol.EntitlementResult;
import org.slportal.protocol.EntitlementStatus;
import org.slportal.protocol.IdCertificateRenewalResult;
import org.slportal.protocol.JcaSignature;
import org.slportal.protocol.MessageCodec;
import org.slportal.protocol.RegistrationResult;
import org.slportal.protocol.RequestType;
import org.slportal.protocol.SignedMessage;
import org.slportal.protocol.StatusWord;
import org.slportal.services.testing.DeviceKeys;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@CallHomeTest
class DeviceMessagesTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    Endpoint endpoint;

    @Autowired
    MovableClock clock;

    private TestAccounts.Account account;
    private String token;

    @BeforeEach
    void an_account() {
        account = accounts.account();
        token = devices.token(account, account.pool(), null);
    }

    private Switch unseen() {
        return new Switch(endpoint, clock);
    }

    private Switch registered() {
        Switch device = unseen();
        assertThat(device.register(token).succeeded()).isTrue();
        return device;
    }

    private static void assertRefused(DeviceAnswer answer, String status, String reason) {
        assertThat(answer.failureReason()).isEqualTo(reason);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.responseData()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {Switch.DIRECT, Switch.GATEWAY, Switch.SMART})
    void a_device_registers_is_authorized_renews_and_deregisters_on_every_path(String path) {
        accounts.own(account, account.pool(), LICENSE, 1);
        Switch device = unseen().through(path);

        DeviceAnswer registered = device.register(token);
        assertThat(registered.status()).isEqualTo("OK");
        RegistrationResult identity =
                (RegistrationResult) MessageCodec.decodeResult(RequestType.REGISTRATION, data(registered));
        assertThat(identity.smartAccount()).startsWith("Account ");
        assertThat(identity.virtualAccount()).isEqualTo("Default");
        assertThat(identity.renewAt() - identity.issuedAt())
                .isEqualTo(Duration.ofDays(180).toMillis());

        EntitlementResult authorized = (EntitlementResult) MessageCodec.decodeResult(
                RequestType.ENTITLEMENT, data(device.ask(Switch.entitlements(Map.of(accounts.tag(LICENSE), 1)))));
        assertThat(authorized.entitlements())
                .extracting(EntitlementStatus::status)
                .containsExactly(AuthorizationStatus.AUTHORIZED);
        assertThat(authorized.nextRequestAt() - authorized.authorizedAt())
                .isEqualTo(Duration.ofDays(30).toMillis());

        IdCertificateRenewalResult renewed = (IdCertificateRenewalResult)
                MessageCodec.decodeResult(RequestType.ID_CERT_RENEW, data(device.renew(DeviceKeys.next())));
        assertThat(CertificateCodec.serialHex(CertificateCodec.parse(renewed.idCertificate())))
                .isNotEqualTo(device.serial());
        assertThat(device.deregister().status()).isEqualTo("OK");
        assertRefused(
                device.ask(Switch.entitlements(Map.of())),
                StatusWord.LS_INVALID_DATA,
                FailureReason.notRegistered(device.piid()));
    }

    private static String data(DeviceAnswer answer) {
        return Objects.requireNonNull(answer.responseData(), answer::toString);
    }

    @Test
    void an_unknown_tag_is_told_beside_the_good_ones() {
        Switch device = registered();
        Map<String, Integer> asked = new LinkedHashMap<>();
        asked.put("regid.2026-01.com.example.nothing,1.0_0", 1);
        asked.put(accounts.tag(LICENSE), 1);

        DeviceAnswer answer = device.ask(Switch.entitlements(asked));

        EntitlementResult result = (EntitlementResult) MessageCodec.decodeResult(RequestType.ENTITLEMENT, data(answer));
        assertThat(result.entitlements())
                .extracting(EntitlementStatus::status)
                .containsExactly(AuthorizationStatus.INVALID_TAG, AuthorizationStatus.OUT_OF_COMPLIANCE);
    }

    @Test
    void a_clock_two_hours_off_is_told_before_anything_else() {
        Switch device = unseen();
        for (Duration off : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
            Instant at = clock.instant().plus(off);
            DeviceAnswer answer = Switch.answer(device.send(device.message(device.header("NONSENSE", at), "{}")));
            assertRefused(
                    answer,
                    StatusWord.FAILED,
                    "{\"timestamp\":[\"The device date '" + at.toEpochMilli()
                            + "' is offset beyond the allowed tolerance limit.\"]}");
        }
    }

    @Test
    void the_tolerance_of_one_hour_is_itself_too_far_and_a_millisecond_less_is_not() {
        Switch device = registered();
        String data = MessageCodec.encodeData(Switch.entitlements(Map.of()));
        for (int sign : new int[] {1, -1}) {
            Duration hour = Duration.ofHours(1).multipliedBy(sign);
            Instant beyond = clock.instant().plus(hour);
            assertRefused(
                    Switch.answer(device.send(device.message(device.header("ENTITLEMENT", beyond), data))),
                    StatusWord.FAILED,
                    FailureReason.timestampOffset(beyond));
            Instant within = beyond.minusMillis(sign);
            assertThat(Switch.answer(device.send(device.message(device.header("ENTITLEMENT", within), data)))
                            .status())
                    .isEqualTo("OK");
        }
    }

    @Test
    void a_wrong_signature_is_told_in_the_words_devices_print() {
        Switch device = registered();
        var own = device.key();
        device.use(DeviceKeys.next().equals(own) ? DeviceKeys.next() : otherThan(own));

        DeviceAnswer answer = device.ask(Switch.entitlements(Map.of()));

        assertRefused(answer, "LS_INVALID_DATA", "Data and signature do not match");
        device.use(own);
        SignedMessage good = device.message(Switch.entitlements(Map.of()));
        byte[] broken = good.signature();
        broken[10] ^= 1;
        assertRefused(
                Switch.answer(device.send(new SignedMessage(SignedMessage.SHA_256, broken, good.payload()))),
                "LS_INVALID_DATA",
                "Data and signature do not match");
        assertRefused(
                Switch.answer(device.send(new SignedMessage(SignedMessage.SHA_256, new byte[3], good.payload()))),
                "LS_INVALID_DATA",
                "Data and signature do not match");
        assertThat(Switch.answer(device.send(good)).status()).isEqualTo("OK");
    }

    private static java.security.KeyPair otherThan(java.security.KeyPair own) {
        var other = DeviceKeys.next();
        while (other.equals(own)) {
            other = DeviceKeys.next();
        }
        return other;
    }

    @Test
    void missing_serials_are_told_joined() {
        Switch device = registered();
        String serial = device.serial();
        device.identity(device.piid(), null, null);
        assertRefused(
                device.ask(Switch.entitlements(Map.of())),
                "LS_INVALID_DATA",
                "Missing Id cert serial number field; Missing signing cert serial number field;"
                        + " Signed data and certificate does not match");
        device.identity(device.piid(), serial, null);
        assertRefused(
                device.ask(Switch.entitlements(Map.of())),
                "LS_INVALID_DATA",
                "Missing signing cert serial number field");
        device.identity(device.piid(), null, "00AB");
        assertRefused(device.ask(new DeregistrationData()), "LS_INVALID_DATA", "Missing Id cert serial number field");
    }

    @Test
    void an_unknown_identity_and_somebody_elses_are_not_registered() {
        Switch device = registered();
        Switch other = registered();
        String unknown = "00000000-0000-0000-0000-000000000000";

        String own = device.piid();
        String serial = device.serial();
        for (String piid : List.of(unknown, other.piid())) {
            device.identity(piid, serial, "00AB");
            assertRefused(
                    device.ask(Switch.entitlements(Map.of())), "LS_INVALID_DATA", FailureReason.notRegistered(piid));
        }
        device.identity(own, serial, "00AB");
        assertThat(device.ask(Switch.entitlements(Map.of())).status()).isEqualTo("OK");
    }

    @Test
    void a_request_type_nobody_knows_or_serves_is_told() {
        Switch device = registered();

        for (String type : List.of("NONSENSE", "registration", "THIRD_PARTY_KEY")) {
            DeviceAnswer answer =
                    Switch.answer(device.send(device.message(device.header(type, clock.instant()), "{}")));
            assertThat(answer.status()).isEqualTo("LS_INVALID_DATA");
            assertThat(answer.failureReason()).startsWith("{\"request_type\":[\"The request type ");
        }
    }

    @Test
    void a_body_of_the_wrong_shape_names_its_field() {
        Switch device = registered();

        DeviceAnswer answer = Switch.answer(device.send(device.message(
                device.header("ENTITLEMENT", clock.instant()), "{\"entitlements\":[{\"tag\":\"x\",\"count\":1}]}")));

        assertThat(answer.status()).isEqualTo("LS_INVALID_DATA");
        assertThat(answer.failureReason()).startsWith("{\"tag\":[\"");
    }

    @Test
    void tokens_are_refused_with_their_first_characters_only() {
        String revoked = devices.token(account, account.pool(), 1);
        unseen().register(revoked);

        DeviceAnswer answer = unseen().register(revoked);

        assertRefused(answer, StatusWord.FAILED, FailureReason.tokenNotValid(TokenText.abbreviate(revoked)));
        assertThat(answer.failureReason()).doesNotContain(revoked.substring(40, 80));
    }

    @Test
    void one_message_sent_many_times_at_once_gets_one_answer_byte_for_byte() throws Exception {
        Switch device = registered();
        SignedMessage first = device.message(Switch.entitlements(Map.of(accounts.tag(LICENSE), 1)));
        SignedMessage last = device.message(new DeregistrationData());

        for (SignedMessage message : List.of(first, last)) {
            var answers = Threads.race(12, i -> () -> device.send(message));
            assertThat(answers).containsOnly(answers.getFirst());
            assertThat(Switch.answer(answers.getFirst()).status()).isEqualTo("OK");
        }
    }

    @Test
    void answers_are_signed_and_the_signer_leads_up_to_the_root() throws Exception {
        Switch device = unseen();
        SignedMessage refusal = device.send(device.message(device.registration("no token", false)));
        SignedMessage grant = device.send(device.message(device.registration(token, false)));

        for (SignedMessage signed : List.of(refusal, grant)) {
            List<X509Certificate> chain = Objects.requireNonNull(
                            Switch.answer(signed).signingCertificates())
                    .stream()
                    .map(CertificateCodec::parse)
                    .toList();
            assertThat(signed.verify(JcaSignature.verifier(chain.getFirst().getPublicKey())))
                    .isTrue();
            assertThat(CertificateCodec.serialHex(chain.getFirst()))
                    .isEqualTo(Switch.answer(signed).header().signingCertSerialNumber());
            assertLeadsToRoot(chain);
        }
        // The device's own certificate too; and a device that has the signer's certificate is not sent it again.
        RegistrationResult result =
                (RegistrationResult) MessageCodec.decodeResult(RequestType.REGISTRATION, data(Switch.answer(grant)));
        List<X509Certificate> own = new ArrayList<>(List.of(CertificateCodec.parse(result.idCertificate())));
        result.issuerChain().forEach(pem -> own.add(CertificateCodec.parse(pem)));
        assertLeadsToRoot(own);
        assertThat(own.getFirst().getPublicKey()).isEqualTo(device.key().getPublic());
        assertThat(registered().ask(Switch.entitlements(Map.of())).signingCertificates())
                .isNull();
    }

    private void assertLeadsToRoot(List<X509Certificate> chain) throws Exception {
        X509Certificate root =
                CertificateCodec.parse(new String(endpoint.get("/pki/root.pem").body(), StandardCharsets.US_ASCII));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(clock.instant()));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    }

    @Test
    void outside_a_lab_there_is_no_clock_to_follow() {
        assertThat(endpoint.get("/lab/clock").statusCode()).isEqualTo(404);
        assertThat(endpoint.get("/Lab/Clock").statusCode()).isEqualTo(404);
    }

    @Test
    void the_revocation_list_names_a_deregistered_device_a_minute_later() throws Exception {
        Switch stays = registered();
        Switch goes = registered();
        goes.deregister();
        clock.advance(Duration.ofMinutes(1));

        X509CRL list = crl("/pki/issuing.crl");

        list.verify(
                CertificateCodec.parse(endpoint.get("/pki/issuing.cer").body()).getPublicKey());
        assertThat(list.getRevokedCertificate(new java.math.BigInteger(Objects.requireNonNull(goes.serial()), 16)))
                .isNotNull();
        assertThat(list.getRevokedCertificate(new java.math.BigInteger(Objects.requireNonNull(stays.serial()), 16)))
                .isNull();
        assertThat(list.getNextUpdate().toInstant()).isAfter(clock.instant());
    }

    @Test
    void the_public_files_are_what_they_say() throws Exception {
        X509Certificate root =
                CertificateCodec.parse(endpoint.get("/pki/root.cer").body());
        X509Certificate issuing = CertificateCodec.parse(
                new String(endpoint.get("/pki/issuing.pem").body(), StandardCharsets.US_ASCII));

        root.verify(root.getPublicKey());
        issuing.verify(root.getPublicKey());
        crl("/pki/root.crl").verify(root.getPublicKey());
        assertThat(endpoint.get("/pki/root.pem").headers().firstValue("Content-Type"))
                .contains("application/x-pem-file");
        assertThat(endpoint.get("/pki/ca.p12").statusCode()).isEqualTo(404);
        assertThat(endpoint.get("/pki/..%2fkeys/ca.p12").statusCode()).isGreaterThanOrEqualTo(400);
    }

    private X509CRL crl(String path) throws Exception {
        var response = endpoint.get(path);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/pkix-crl");
        return (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new java.io.ByteArrayInputStream(response.body()));
    }
}
