package org.slportal.agent.rig;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.engine.CallHomeTransport;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.platform.PlatformCatalogue;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.device.Udi;
import org.slportal.domain.failure.FailureReason;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.protocol.ConversionData;
import org.slportal.protocol.ConversionOutcome;
import org.slportal.protocol.ConversionPending;
import org.slportal.protocol.ConversionPollData;
import org.slportal.protocol.ConversionResult;
import org.slportal.protocol.ConversionStatus;
import org.slportal.protocol.DeregistrationData;
import org.slportal.protocol.DeregistrationResult;
import org.slportal.protocol.DeviceAnswer;
import org.slportal.protocol.DeviceConversion;
import org.slportal.protocol.DeviceMessage;
import org.slportal.protocol.EntitlementData;
import org.slportal.protocol.EntitlementRequest;
import org.slportal.protocol.EntitlementResult;
import org.slportal.protocol.EntitlementStatus;
import org.slportal.protocol.IdCertificateRenewalData;
import org.slportal.protocol.IdCertificateRenewalResult;
import org.slportal.protocol.JcaSignature;
import org.slportal.protocol.MessageCodec;
import org.slportal.protocol.RegistrationData;
import org.slportal.protocol.RegistrationResult;
import org.slportal.protocol.RequestData;
import org.slportal.protocol.ResponseData;
import org.slportal.protocol.ResponseHeader;
import org.slportal.protocol.SignedMessage;
import org.slportal.protocol.SignedMessageCodec;
import org.slportal.protocol.StatusWord;
import org.slportal.protocol.Sudi;

/** A portal in memory that speaks the protocol honestly, unless told to misbehave. */
public final class FakePortal implements CallHomeTransport {

    public static final String TOKEN = "ZmRhMzBkYTctZDM5My00";

    /** Larger than 2^53. */
    public static final long POLL_ID = 9_007_199_254_740_993L;

    private final InstantSource clock;
    private final TestPki pki;
    private final Map<String, PublicKey> devices = new HashMap<>();
    private final Map<String, String> answered = new HashMap<>();
    public final List<String> received = new ArrayList<>();
    public final List<DeviceMessage> messages = new ArrayList<>();
    public final List<RequestData> bodies = new ArrayList<>();
    /** How many of each licence the pool holds, by portal name; absent means plenty. */
    public final Map<String, Integer> pool = new HashMap<>();

    public @Nullable TransportFault fault;
    /** Answer is made and recorded, but lost on the way back. */
    public boolean loseAnswers;

    public @Nullable String refusal;
    public boolean exportAllowed = true;
    /** With what answers are signed. */
    public TestPki.Signer signer;

    /** How often a conversion is answered with OK_POLL before its result. */
    public int pollsLeft;

    public int pollInterval = 60;
    private List<DeviceConversion> conversions = List.of();
    private final Map<String, ConversionOutcome> outcomes = new HashMap<>();
    /** What is done to the answer's payload before it is signed. */
    public UnaryOperator<String> beforeSigning = UnaryOperator.identity();
    /** What is done to the answer on its way. */
    public UnaryOperator<String> onTheWay = UnaryOperator.identity();

    public FakePortal(InstantSource clock, TestPki pki) {
        this.clock = clock;
        this.pki = pki;
        this.signer = pki.signer();
    }

    public boolean knows(String serialNumber) {
        return devices.containsKey(serialNumber);
    }

    public void forget(String serialNumber) {
        devices.remove(serialNumber);
    }

    @Override
    public synchronized String exchange(String signedRequest) throws TransportFault {
        received.add(signedRequest);
        TransportFault trouble = fault;
        if (trouble != null) {
            throw trouble;
        }
        String answer = answered.computeIfAbsent(signedRequest, this::answer);
        if (loseAnswers) {
            throw new TransportFault(FailureReason.HTTP_SEND_FAILED);
        }
        return onTheWay.apply(answer);
    }

    private String answer(String signedRequest) {
        SignedMessage signed = SignedMessageCodec.decodeRequest(signedRequest);
        DeviceMessage message = MessageCodec.decodeMessage(signed.payload());
        RequestData data = MessageCodec.decodeData(message.header().type().orElseThrow(), message.requestData());
        messages.add(message);
        bodies.add(data);
        String serialNumber = message.header().sudi().udi().serialNumber();
        PublicKey key = data instanceof RegistrationData registration
                ? requestKey(registration.csr())
                : devices.get(serialNumber);
        String no = refusal;
        Instant sent = Instant.ofEpochMilli(message.header().timestamp());
        if (no == null && LicensingTimers.isBeyondTolerance(sent, clock.instant())) {
            no = FailureReason.timestampOffset(sent);
        }
        if (no == null
                && !(data instanceof RegistrationData)
                && message.header().idCertSerialNumber() == null
                && message.header().signingCertSerialNumber() == null) {
            return signed(message, StatusWord.LS_INVALID_DATA, FailureReason.SIGNING_CERTIFICATE_EXPIRED, null);
        }
        if (no == null && (key == null || !signed.verify(JcaSignature.verifier(key)))) {
            no = FailureReason.SIGNATURE_MISMATCH;
        }
        if (no == null && data instanceof RegistrationData registration) {
            no = refusalOf(registration, serialNumber);
        }
        return no == null ? granted(message, result(data, serialNumber)) : signed(message, StatusWord.FAILED, no, null);
    }

    private String granted(DeviceMessage message, ResponseData result) {
        return signed(
                message,
                result instanceof ConversionPending ? StatusWord.OK_POLL : StatusWord.OK,
                null,
                MessageCodec.encodeResult(result));
    }

    private @Nullable String refusalOf(RegistrationData registration, String serialNumber) {
        if (!registration.token().equals(TOKEN)) {
            return FailureReason.tokenNotValid(registration.token());
        }
        return devices.containsKey(serialNumber) && !registration.force()
                ? FailureReason.PRODUCT_ALREADY_REGISTERED
                : null;
    }

    private ResponseData result(RequestData data, String serialNumber) {
        Instant now = clock.instant();
        return switch (data) {
            case RegistrationData registration -> {
                devices.put(serialNumber, requestKey(registration.csr()));
                yield new RegistrationResult(
                        serialNumber + "-piid",
                        idCertificate(registration.csr(), now),
                        List.of(pki.issuerPem()),
                        "Practice Account",
                        "Default",
                        exportAllowed,
                        now.toEpochMilli(),
                        expiry(now).toEpochMilli(),
                        LicensingTimers.nextIdCertificateRenewal(now).toEpochMilli());
            }
            case EntitlementData entitlement -> {
                List<EntitlementStatus> statuses =
                        entitlement.entitlements().stream().map(this::judged).toList();
                yield new EntitlementResult(
                        statuses,
                        now.toEpochMilli(),
                        LicensingTimers.nextAuthorization(now).toEpochMilli(),
                        LicensingTimers.communicationDeadline(now).toEpochMilli());
            }
            case IdCertificateRenewalData renewal ->
                new IdCertificateRenewalResult(
                        idCertificate(renewal.csr(), now),
                        List.of(pki.issuerPem()),
                        now.toEpochMilli(),
                        expiry(now).toEpochMilli(),
                        LicensingTimers.nextIdCertificateRenewal(now).toEpochMilli());
            case DeregistrationData ignored -> {
                devices.remove(serialNumber);
                yield new DeregistrationResult();
            }
            case ConversionData conversion -> {
                conversions = conversion.conversions();
                yield conversion(conversion.conversions());
            }
            case ConversionPollData ignored -> conversion(conversions);
        };
    }

    /** Not finished while polls are left; then each chassis has the outcome the test gave it, or success. */
    private ResponseData conversion(List<DeviceConversion> asked) {
        if (pollsLeft > 0) {
            pollsLeft--;
            return new ConversionPending(POLL_ID, pollInterval);
        }
        return new ConversionResult(asked.stream()
                .map(device -> outcomes.getOrDefault(
                        device.sudi().udiSerialNumber(),
                        new ConversionOutcome(device.sudi(), ConversionStatus.CONVERT_SUCCESS, null)))
                .toList());
    }

    /** The outcome of a chassis. */
    public void outcome(Udi udi, ConversionStatus status, @Nullable String reason) {
        outcomes.put(udi.serialNumber(), new ConversionOutcome(Sudi.of(udi), status, reason));
    }

    private EntitlementStatus judged(EntitlementRequest request) {
        return PlatformCatalogue.bundled().licenses().stream()
                .filter(license -> license.tag().equals(request.tag()))
                .findFirst()
                .map(license -> new EntitlementStatus(
                        request.tag(),
                        request.count(),
                        request.count() <= pool.getOrDefault(license.portalName(), Integer.MAX_VALUE)
                                ? AuthorizationStatus.AUTHORIZED
                                : AuthorizationStatus.OUT_OF_COMPLIANCE,
                        license.portalName(),
                        license.description(),
                        false))
                .orElseGet(() -> new EntitlementStatus(
                        request.tag(),
                        request.count(),
                        AuthorizationStatus.INVALID_TAG,
                        request.tag().value(),
                        "",
                        false));
    }

    private String signed(DeviceMessage message, String status, @Nullable String reason, @Nullable String data) {
        boolean current = signer.serial().equals(message.header().signingCertSerialNumber());
        DeviceAnswer answer = new DeviceAnswer(
                ResponseHeader.answering(message.header(), clock.instant(), null, null, signer.serial()),
                status,
                reason,
                reason == null ? null : "REFUSED",
                data,
                current ? null : List.of(signer.pem(), pki.issuerPem()));
        return SignedMessageCodec.encodeResponse(SignedMessage.sign(
                beforeSigning.apply(MessageCodec.encodeAnswer(answer)),
                JcaSignature.signer(signer.key().getPrivate())));
    }

    private static Instant expiry(Instant now) {
        return now.minus(LicensingTimers.BACK_DATING).plus(LicensingTimers.ID_CERTIFICATE_VALIDITY);
    }

    private String idCertificate(String csr, Instant now) {
        X509Certificate certificate =
                pki.idCertificate(requestKey(csr), "C9300", now.minus(LicensingTimers.BACK_DATING), expiry(now));
        return TestPki.pem(certificate);
    }

    private static PublicKey requestKey(String csr) {
        try (PemReader reader = new PemReader(new StringReader(csr))) {
            return new JcaPKCS10CertificationRequest(Optional.ofNullable(reader.readPemObject())
                            .orElseThrow()
                            .getContent())
                    .getPublicKey();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
