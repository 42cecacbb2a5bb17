package org.slportal.callhome;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.device.Udi;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.pki.CertificateCodec;
import org.slportal.protocol.ConnectInfo;
import org.slportal.protocol.DeregistrationData;
import org.slportal.protocol.DeviceAnswer;
import org.slportal.protocol.DeviceMessage;
import org.slportal.protocol.EntitlementData;
import org.slportal.protocol.EntitlementRequest;
import org.slportal.protocol.Envelope;
import org.slportal.protocol.EnvelopeCodec;
import org.slportal.protocol.IdCertificateRenewalData;
import org.slportal.protocol.JcaSignature;
import org.slportal.protocol.MessageCodec;
import org.slportal.protocol.RegistrationData;
import org.slportal.protocol.RegistrationResult;
import org.slportal.protocol.RequestData;
import org.slportal.protocol.RequestHeader;
import org.slportal.protocol.RequestType;
import org.slportal.protocol.SignedMessage;
import org.slportal.protocol.SignedMessageCodec;
import org.slportal.protocol.Sudi;
import org.slportal.services.testing.DeviceKeys;
import org.slportal.services.testing.TestDevice;

/** A switch that speaks the protocol over HTTP. Nothing is checked here: tests look at what came back. */
final class Switch {

    static final String DIRECT = "/its/service/oddce/services/DDCEService";
    static final String GATEWAY = "/Transportgateway/services/DeviceRequestHandler";
    static final String SMART = "/SmartTransport";

    private static final SoftwareId SOFTWARE =
            new SoftwareId("regid.2017-05.com.cisco.C9300,v1_727af1d9-6c39-4444-b301-863f81445b72");
    private static final AtomicLong NONCE = new AtomicLong(77_000);

    private final Endpoint endpoint;
    private final InstantSource clock;
    private final Udi udi = TestDevice.unseen().udi();
    private KeyPair key = DeviceKeys.next();
    private String path = DIRECT;
    private @Nullable String piid;
    private @Nullable String serial;
    private @Nullable String signingSerial;

    Switch(Endpoint endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    Switch through(String newPath) {
        path = newPath;
        return this;
    }

    Udi udi() {
        return udi;
    }

    @Nullable
    String serial() {
        return serial;
    }

    String piid() {
        return Objects.requireNonNull(piid);
    }

    KeyPair key() {
        return key;
    }

    void identity(@Nullable String newPiid, @Nullable String newSerial, @Nullable String newSigningSerial) {
        piid = newPiid;
        serial = newSerial;
        signingSerial = newSigningSerial;
    }

    void use(KeyPair other) {
        key = other;
    }

    RequestHeader header(String type, Instant at) {
        return new RequestHeader(
                RequestHeader.VERSION,
                RequestHeader.LOCALE,
                Sudi.of(udi),
                at.toEpochMilli(),
                Long.toString(NONCE.incrementAndGet()),
                type,
                List.of(),
                ConnectInfo.SSM,
                piid,
                serial,
                signingSerial);
    }

    /** A signed message, ready to be sent as often as a test likes. */
    SignedMessage message(RequestData data) {
        return message(header(data.requestType().name(), clock.instant()), MessageCodec.encodeData(data));
    }

    SignedMessage message(RequestHeader header, String data) {
        return SignedMessage.sign(
                MessageCodec.encodeMessage(new DeviceMessage(header, header.nonce(), data)),
                JcaSignature.signer(key.getPrivate()));
    }

    RegistrationData registration(String token, boolean force) {
        return new RegistrationData(token, SOFTWARE, DeviceKeys.csr(key), "lab-switch", force, List.of());
    }

    static EntitlementData entitlements(Map<String, Integer> counts) {
        return new EntitlementData(
                counts.entrySet().stream()
                        .map(entry -> new EntitlementRequest(new EntitlementTag(entry.getKey()), entry.getValue()))
                        .toList(),
                List.of());
    }

    HttpResponse<byte[]> post(SignedMessage message) {
        String json = SignedMessageCodec.encodeRequest(message);
        return path.equals(SMART)
                ? endpoint.post(path, "application/json", json.getBytes(StandardCharsets.UTF_8))
                : endpoint.post(
                        path,
                        "text/xml",
                        EnvelopeCodec.encode(Envelope.request(
                                "https://portal" + path, 1, udi.serialNumber(), clock.instant(), json)));
    }

    SignedMessage send(SignedMessage message) {
        HttpResponse<byte[]> response = post(message);
        assertThat(response.statusCode())
                .as(() -> new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return path.equals(SMART)
                ? SignedMessageCodec.decodeResponse(response.body())
                : SignedMessageCodec.decodeResponse(
                        EnvelopeCodec.decode(response.body()).attachmentData());
    }

    static DeviceAnswer answer(SignedMessage signed) {
        return MessageCodec.decodeAnswer(signed.payload());
    }

    DeviceAnswer ask(RequestData data) {
        return answer(send(message(data)));
    }

    /** Registers and keeps the identity. */
    DeviceAnswer register(String token) {
        DeviceAnswer answer = ask(registration(token, false));
        if (answer.succeeded()) {
            RegistrationResult result = (RegistrationResult)
                    MessageCodec.decodeResult(RequestType.REGISTRATION, Objects.requireNonNull(answer.responseData()));
            X509Certificate certificate = CertificateCodec.parse(result.idCertificate());
            identity(
                    result.productInstanceIdentifier(),
                    CertificateCodec.serialHex(certificate),
                    answer.header().signingCertSerialNumber());
        }
        return answer;
    }

    DeviceAnswer renew(KeyPair fresh) {
        return ask(new IdCertificateRenewalData(DeviceKeys.csr(fresh)));
    }

    DeviceAnswer deregister() {
        return ask(new DeregistrationData());
    }
}
