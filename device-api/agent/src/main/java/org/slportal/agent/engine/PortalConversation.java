package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.engine.ExchangeException.Kind;
import org.slportal.agent.engine.WorkingMemory.Unanswered;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.CertificateTrust;
import org.slportal.agent.identity.DeviceCertificate;
import org.slportal.domain.device.Udi;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.ConnectInfo;
import org.slportal.protocol.ConversionData;
import org.slportal.protocol.ConversionPollData;
import org.slportal.protocol.DeviceAnswer;
import org.slportal.protocol.DeviceMessage;
import org.slportal.protocol.MalformedMessageException;
import org.slportal.protocol.MessageCodec;
import org.slportal.protocol.MessageSigner;
import org.slportal.protocol.RequestData;
import org.slportal.protocol.RequestHeader;
import org.slportal.protocol.ResponseData;
import org.slportal.protocol.SignedMessage;
import org.slportal.protocol.SignedMessageCodec;
import org.slportal.protocol.StatusWord;
import org.slportal.protocol.Sudi;

/**
 * One question and one verified answer. A message whose answer was lost is sent again byte for byte, nonce included, so that the portal
 * can give the same answer instead of acting twice.
 */
final class PortalConversation {

    /** Well inside the portal's clock tolerance, so that a repeated message is not refused for its age. */
    private static final Duration REPEATABLE = Duration.ofMinutes(30);

    private final Udi udi;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final CertificateTrust trust;
    private final CallHomeTransport transport;
    private final Syslog syslog;
    private final LicensingLog log;
    private final WorkingMemory ram;
    private final KnownSigner signer;

    PortalConversation(
            Udi udi,
            InstantSource clock,
            RandomGenerator random,
            CertificateTrust trust,
            CallHomeTransport transport,
            Syslog syslog,
            LicensingLog log,
            WorkingMemory ram,
            KnownSigner signer) {
        this.udi = udi;
        this.clock = clock;
        this.random = random;
        this.trust = trust;
        this.transport = transport;
        this.syslog = syslog;
        this.log = log;
        this.ram = ram;
        this.signer = signer;
    }

    /**
     * A successful answer, or one that says that the result of a conversion comes later.
     *
     * @param signingCertificates the chain that vouched for it, leaf first
     */
    record Verified(DeviceAnswer answer, ResponseData data, List<String> signingCertificates, String signingSerial) {}

    /**
     * Asks and waits. Whatever certificate the portal signs its answer with is kept with the identity from then on.
     *
     * @param identity null before registration
     * @throws ExchangeException if no verified success came back
     */
    Verified ask(RequestData data, MessageSigner key, @Nullable Identity identity) throws ExchangeException {
        boolean nameless = identity != null && !signer.holds(identity);
        try {
            return askOnce(data, key, identity);
        } catch (ExchangeException refused) {
            Identity now = signer.current();
            // The refusal of a message that named no certificate brought the portal's new one: now it can be named.
            if (!nameless || refused.kind() != Kind.REFUSED || now == null || !signer.holds(now)) {
                throw refused;
            }
            return askOnce(data, key, now);
        }
    }

    private Verified askOnce(RequestData data, MessageSigner key, @Nullable Identity identity)
            throws ExchangeException {
        Unanswered question = question(data, key, identity);
        ram.unanswered(question);
        String received;
        try {
            received = transport.exchange(question.text());
        } catch (TransportFault fault) {
            fault.messages().forEach(syslog::log);
            boolean waiting = fault.reason().equals(FailureReason.WAITING_FOR_REPLY);
            throw new ExchangeException(waiting ? Kind.WAITING : Kind.TRANSPORT, fault.reason());
        }
        Verified verified = verify(received, question, data, identity);
        ram.unanswered(null);
        log.communicated();
        return verified;
    }

    /** Whatever was not answered will not be sent again as it was: it is signed with a key that is no more. */
    void forget() {
        ram.unanswered(null);
    }

    private Unanswered question(RequestData data, MessageSigner key, @Nullable Identity identity) {
        String body = MessageCodec.encodeData(data);
        Instant now = clock.instant();
        String type = data.requestType().name();
        Unanswered last = ram.unanswered();
        if (last != null
                && last.type().equals(type)
                && last.body().equals(body)
                && Duration.between(last.sentAt(), now).abs().compareTo(REPEATABLE) < 0) {
            return last;
        }
        String nonce = Long.toUnsignedString(random.nextLong());
        Identity named = identity != null && signer.holds(identity) ? identity : null;
        RequestHeader header = new RequestHeader(
                RequestHeader.VERSION,
                RequestHeader.LOCALE,
                Sudi.of(udi),
                now.toEpochMilli(),
                nonce,
                type,
                List.of(),
                ConnectInfo.SSM,
                identity == null ? null : identity.productInstanceIdentifier(),
                named == null ? null : named.idSerialNumber(),
                named == null ? null : named.signingSerialNumber());
        String payload = MessageCodec.encodeMessage(new DeviceMessage(header, nonce, body));
        return new Unanswered(
                type, body, nonce, now, SignedMessageCodec.encodeRequest(SignedMessage.sign(payload, key)));
    }

    private Verified verify(String received, Unanswered question, RequestData asked, @Nullable Identity identity)
            throws ExchangeException {
        if (received.isBlank()) {
            throw new ExchangeException(Kind.TRANSPORT, FailureReason.EMPTY_RESPONSE);
        }
        try {
            SignedMessage signed = SignedMessageCodec.decodeResponse(received);
            DeviceAnswer answer = MessageCodec.decodeAnswer(signed.payload());
            List<String> chain = chain(answer, identity);
            Signing by = trusted(chain);
            DeviceCertificate signing = by.certificate();
            if (!signed.verify(signing.verifier())) {
                throw new ExchangeException(Kind.TRANSPORT, FailureReason.SIGNATURE_MISMATCH);
            }
            if (!answer.header().nonce().equals(question.nonce())
                    || !answer.header().requestType().equals(question.type())) {
                throw new ExchangeException(Kind.TRANSPORT, "Response does not match the request");
            }
            if (identity != null) {
                signer.adopt(chain, signing.serialNumber());
            }
            boolean pending =
                    answer.accepted() && (asked instanceof ConversionData || asked instanceof ConversionPollData);
            if (!answer.succeeded() && !pending) {
                ram.unanswered(null);
                log.communicated();
                throw new ExchangeException(Kind.REFUSED, refusal(answer), answer.status());
            }
            if (by.ended()) {
                // Whoever has an old key may say no, but not give anything.
                ram.unanswered(null);
                throw unbelievable(by.problem());
            }
            String data = answer.responseData();
            if (data == null) {
                throw new MalformedMessageException("A successful answer has no response_data");
            }
            ResponseData body =
                    pending ? MessageCodec.decodePending(data) : MessageCodec.decodeResult(asked.requestType(), data);
            return new Verified(answer, body, chain, signing.serialNumber());
        } catch (MalformedMessageException e) {
            throw new ExchangeException(Kind.TRANSPORT, FailureReason.RESPONSE_ERROR);
        }
    }

    private static List<String> chain(DeviceAnswer answer, @Nullable Identity identity) {
        List<String> sent = answer.signingCertificates();
        if (sent != null && !sent.isEmpty()) {
            return sent;
        }
        return identity == null ? List.of() : identity.signingCertificates();
    }

    /** @param problem null if it holds; otherwise it held once and has run out */
    private record Signing(
            DeviceCertificate certificate, @Nullable String problem) {

        boolean ended() {
            return problem != null;
        }
    }

    private Signing trusted(List<String> pems) throws ExchangeException {
        try {
            List<DeviceCertificate> chain = DeviceCertificate.fromPems(pems);
            String problem = null;
            try {
                trust.validate(chain, clock.instant());
            } catch (CertificateRefusedException e) {
                if (e.kind() != CertificateRefusedException.Kind.EXPIRED) {
                    throw e;
                }
                trust.validateEnded(chain, clock.instant());
                SyslogMessage.pki(e).ifPresent(syslog::log);
                problem = String.valueOf(e.getMessage());
            }
            if (!chain.getFirst().maySignAnswers()) {
                throw new CertificateRefusedException("it is not a signing certificate");
            }
            return new Signing(chain.getFirst(), problem);
        } catch (CertificateRefusedException e) {
            SyslogMessage.pki(e).ifPresent(syslog::log);
            if (e.kind() == CertificateRefusedException.Kind.LIST_UNAVAILABLE) {
                throw new ExchangeException(Kind.WAITING, FailureReason.WAITING_FOR_REPLY);
            }
            throw unbelievable(e.getMessage());
        }
    }

    private ExchangeException unbelievable(@Nullable String why) {
        syslog.log(new SyslogMessage(
                "SMART_LIC", 3, "CERTIFICATE_VALIDATION", "Certificate validation failed by smart agent: " + why));
        return new ExchangeException(Kind.TRANSPORT, "Certificate validation failed");
    }

    private static String refusal(DeviceAnswer answer) {
        String reason = answer.failureReason();
        if (reason != null && !reason.isBlank()) {
            return reason;
        }
        return switch (answer.status()) {
            case StatusWord.OK_POLL -> FailureReason.WAITING_FOR_REPLY;
            case StatusWord.OK_TRY_AGAIN -> FailureReason.TRY_AGAIN;
            default -> answer.status();
        };
    }
}
