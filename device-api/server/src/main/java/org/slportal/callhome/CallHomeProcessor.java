package org.slportal.callhome;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.device.Udi;
import org.slportal.domain.failure.FailureReason;
import org.slportal.pki.SignatureVerifier;
import org.slportal.protocol.ConversionData;
import org.slportal.protocol.ConversionPollData;
import org.slportal.protocol.DeviceMessage;
import org.slportal.protocol.EntitlementData;
import org.slportal.protocol.HaMember;
import org.slportal.protocol.IdCertificateRenewalData;
import org.slportal.protocol.MalformedMessageException;
import org.slportal.protocol.MessageCodec;
import org.slportal.protocol.RegistrationData;
import org.slportal.protocol.RequestHeader;
import org.slportal.protocol.RequestType;
import org.slportal.protocol.SignedMessage;
import org.slportal.services.callhome.AnsweredMessages;
import org.slportal.services.callhome.AuthorizationService;
import org.slportal.services.callhome.AuthorizeLicenses;
import org.slportal.services.callhome.CertificateRenewalService;
import org.slportal.services.callhome.ClockTolerance;
import org.slportal.services.callhome.DeregistrationService;
import org.slportal.services.callhome.DeviceAuthentication;
import org.slportal.services.callhome.DeviceConversionService;
import org.slportal.services.callhome.DeviceCredentials;
import org.slportal.services.callhome.DeviceExchange;
import org.slportal.services.callhome.KnownDevice;
import org.slportal.services.callhome.RegisterDevice;
import org.slportal.services.callhome.RegistrationService;
import org.slportal.services.callhome.Reply;
import org.slportal.services.device.MemberItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.condition.LabCondition;
import org.slportal.services.lab.condition.LabConditions;
import org.springframework.stereotype.Component;

/** Decodes → checks the clock → finds a repetition → authenticates → acts → answers, for one message. */
@Component
class CallHomeProcessor {

    private static final Logger log = LoggerFactory.getLogger(CallHomeProcessor.class);
    private static final int MAX_HOST_NAME = 120;

    private final InstantSource clock;
    private final ClockTolerance tolerance;
    private final AnsweredMessages answered;
    private final DeviceAuthentication authentication;
    private final RegistrationService registrations;
    private final AuthorizationService authorizations;
    private final CertificateRenewalService renewals;
    private final DeregistrationService deregistrations;
    private final DeviceConversionService conversions;
    private final LabConditions conditions;
    private final AnswerWriter writer;

    CallHomeProcessor(
            InstantSource clock,
            ClockTolerance tolerance,
            AnsweredMessages answered,
            DeviceAuthentication authentication,
            RegistrationService registrations,
            AuthorizationService authorizations,
            CertificateRenewalService renewals,
            DeregistrationService deregistrations,
            DeviceConversionService conversions,
            LabConditions conditions,
            AnswerWriter writer) {
        this.clock = clock;
        this.tolerance = tolerance;
        this.answered = answered;
        this.authentication = authentication;
        this.registrations = registrations;
        this.authorizations = authorizations;
        this.renewals = renewals;
        this.deregistrations = deregistrations;
        this.conversions = conversions;
        this.conditions = conditions;
        this.writer = writer;
    }

    /**
     * @return the signed answer as JSON text
     * @throws MalformedMessageException if not even the header can be read, so that nobody knows what to answer
     */
    String answer(SignedMessage signed, String originAddress) {
        DeviceMessage message = MessageCodec.decodeMessage(signed.payload());
        RequestHeader header = message.header();
        try {
            return process(signed, message, originAddress);
        } catch (MalformedMessageException e) {
            return writer.invalid(header, e.failureReason());
        } catch (PortalException e) {
            return writer.failure(
                    header, "REJECTED", e.getMessage() == null ? FailureReason.TRY_AGAIN : e.getMessage());
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            log.error(
                    "Message {} of {} failed, error id {}",
                    header.requestType(),
                    header.sudi().udi(),
                    id,
                    e);
            return writer.failure(header, "TRY_AGAIN", FailureReason.TRY_AGAIN);
        }
    }

    private String process(SignedMessage signed, DeviceMessage message, String originAddress) {
        RequestHeader header = message.header();
        // 1. A clock too far off is told first: nothing else in the message can be trusted then.
        Instant now = clock.instant();
        if (tolerance.isBeyond(header.sentAt(), now)) {
            return writer.failure(header, "TIMESTAMP", FailureReason.timestampOffset(header.sentAt()));
        }

        // A lab's busy server answers nobody, not even those it answered before.
        if (conditions.holds(LabCondition.SERVER_BUSY, header.sudi().udi())) {
            return writer.failure(header, "TRY_AGAIN", FailureReason.TRY_AGAIN);
        }

        // 2. A message seen before gets its answer again.
        DeviceExchange exchange = new DeviceExchange(header.sudi().udi(), header.nonce(), hash(signed), originAddress);
        Optional<Reply> earlier = answered.find(exchange);
        if (earlier.isPresent()) {
            return write(header, earlier.get());
        }

        // 3. What is asked.
        Optional<RequestType> type = header.type();
        if (type.isEmpty()) {
            return writer.invalid(header, FailureReason.fieldError("request_type", "The request type is not known."));
        }
        Predicate<PublicKey> signedBy =
                key -> signed.verify((data, signature) -> SignatureVerifier.verify(key, data, signature));
        return write(header, act(exchange, message, type.get(), signedBy));
    }

    private Reply act(DeviceExchange exchange, DeviceMessage message, RequestType type, Predicate<PublicKey> signedBy) {
        RequestHeader header = message.header();
        return switch (type) {
            case REGISTRATION ->
                registrations.register(
                        exchange,
                        registration((RegistrationData) MessageCodec.decodeData(type, message.requestData())),
                        signedBy,
                        grant -> writer.registered(header, grant));
            case ENTITLEMENT ->
                authenticated(exchange, header, signedBy, device -> {
                    EntitlementData data = (EntitlementData) MessageCodec.decodeData(type, message.requestData());
                    return authorizations.authorize(
                            exchange, device, entitlements(data), grant -> writer.authorized(header, device, grant));
                });
            case ID_CERT_RENEW ->
                authenticated(exchange, header, signedBy, device -> {
                    IdCertificateRenewalData data =
                            (IdCertificateRenewalData) MessageCodec.decodeData(type, message.requestData());
                    return renewals.renew(exchange, device, data.csr(), grant -> writer.renewed(header, device, grant));
                });
            case DEREGISTRATION ->
                authenticated(
                        exchange,
                        header,
                        signedBy,
                        device -> deregistrations.deregister(
                                exchange, device, () -> writer.deregistered(header, device)));
            case CONVERSION ->
                authenticated(exchange, header, signedBy, device -> {
                    ConversionData data = (ConversionData) MessageCodec.decodeData(type, message.requestData());
                    return conversions.convert(
                            exchange,
                            device,
                            ConversionBodies.reports(data),
                            receipt -> writer.conversion(header, device, receipt));
                });
            case CONVERSION_POLL ->
                authenticated(exchange, header, signedBy, device -> {
                    ConversionPollData data = (ConversionPollData) MessageCodec.decodeData(type, message.requestData());
                    return conversions.poll(
                            exchange, device, data.pollId(), receipt -> writer.conversion(header, device, receipt));
                });
            case THIRD_PARTY_KEY ->
                throw new MalformedMessageException(
                        FailureReason.fieldError("request_type", "The request type " + type + " is not served."));
        };
    }

    private Reply authenticated(
            DeviceExchange exchange,
            RequestHeader header,
            Predicate<PublicKey> signedBy,
            java.util.function.Function<KnownDevice, Reply> act) {
        DeviceAuthentication.Result result = authentication.authenticate(
                exchange,
                new DeviceCredentials(
                        header.productInstanceIdentifier(),
                        header.idCertSerialNumber(),
                        header.signingCertSerialNumber()),
                signedBy);
        KnownDevice device = result.device();
        Reply.Refused refusal = result.refusal();
        if (device == null) {
            // This very message may have removed the device, or given it a new key, a moment before on another thread.
            return answered.find(exchange)
                    .orElseGet(() -> refusal == null
                            ? new Reply.Refused(Reply.Refusal.TRY_AGAIN, FailureReason.TRY_AGAIN)
                            : refusal);
        }
        return act.apply(device);
    }

    private String write(RequestHeader header, Reply reply) {
        return switch (reply) {
            case Reply.Answered answer -> answer.answer();
            case Reply.Refused refused -> writer.refused(header, refused);
        };
    }

    private static RegisterDevice registration(RegistrationData data) {
        String hostName = data.hostname();
        return new RegisterDevice(
                data.token(),
                data.softwareId(),
                data.csr(),
                hostName == null || hostName.isBlank() ? null : shorten(hostName.strip()),
                data.force(),
                members(data.haUdi()));
    }

    private static String shorten(String hostName) {
        String printable = hostName.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= MAX_HOST_NAME ? printable : printable.substring(0, MAX_HOST_NAME);
    }

    private static AuthorizeLicenses entitlements(EntitlementData data) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        data.entitlements().stream()
                .filter(entitlement -> entitlement.count() > 0)
                .forEach(entitlement -> counts.merge(entitlement.tag().value(), entitlement.count(), Math::addExact));
        return new AuthorizeLicenses(counts, members(data.haUdi()));
    }

    private static List<MemberItem> members(List<HaMember> members) {
        // A chassis named twice counts once, by the role named last.
        Map<Udi, MemberItem> byUdi = new LinkedHashMap<>();
        members.forEach(member -> byUdi.put(
                member.sudi().udi(),
                new MemberItem(role(member.role()), member.sudi().udi())));
        return List.copyOf(byUdi.values());
    }

    private static String role(String word) {
        return switch (word.toUpperCase(java.util.Locale.ROOT)) {
            case "ACTIVE" -> "ACTIVE";
            case "STANDBY" -> "STANDBY";
            default -> "MEMBER";
        };
    }

    private static byte[] hash(SignedMessage signed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(signed.signature());
            return digest.digest(signed.payload().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
