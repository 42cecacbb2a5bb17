package org.slportal.agent.transport;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.config.CallHomeProfile;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.config.DeviceConfig.HttpProxy;
import org.slportal.agent.config.WireConfig;
import org.slportal.agent.engine.CallHomeTransport;
import org.slportal.agent.engine.SyslogMessage;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.ServerTrust;
import org.slportal.agent.identity.Trustpoints;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.Envelope;
import org.slportal.protocol.EnvelopeCodec;
import org.slportal.protocol.MalformedMessageException;

/**
 * Licensing messages over HTTPS, by call-home or by the JSON transport, as the configuration says at each message. The server must prove its name
 * below a trustpoint, redirects are not followed, and neither a slow nor an endless answer holds the switch up.
 */
public final class HttpsTransport implements CallHomeTransport {

    /** Enough for a busy server; a switch that waits longer looks dead. */
    public static final Limits DEFAULT_LIMITS =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), EnvelopeCodec.MAX_MESSAGE_BYTES);

    /** In the words of the field: nothing came back in time, or the conversation broke. */
    private static final String TIMED_OUT = "ERR 207 : Connection time out";

    private static final String ABORTED = "ERR 205 : Request Aborted";

    private static final Map<Integer, String> SERVER_ERRORS = Map.of(
            500, "Internal Server Error",
            501, "Not Implemented",
            502, "Bad Gateway",
            503, "Service Unavailable",
            504, "Gateway Timeout");

    private final Supplier<DeviceConfig> config;
    private final String serialNumber;
    private final InstantSource clock;
    private final Trustpoints trustpoints;
    private final Firewall firewall;
    private final Limits limits;
    private final AtomicInteger sent = new AtomicInteger();

    /**
     * How long and how much.
     *
     * @param answer from the name's look-up to the last byte received
     */
    public record Limits(Duration connect, Duration answer, int bytes) {}

    /** @param clock the switch's own, by which it judges certificates */
    public HttpsTransport(
            Supplier<DeviceConfig> config,
            String serialNumber,
            InstantSource clock,
            Trustpoints trustpoints,
            Firewall firewall,
            Limits limits) {
        this.config = config;
        this.serialNumber = serialNumber;
        this.clock = clock;
        this.trustpoints = trustpoints;
        this.firewall = firewall;
        this.limits = limits;
    }

    @Override
    public String exchange(String signedRequest) throws TransportFault {
        DeviceConfig now = config.get();
        return now.wire().transport() == WireConfig.Transport.SMART
                ? smart(now, signedRequest)
                : callHome(now, signedRequest);
    }

    private String smart(DeviceConfig now, String signedRequest) throws TransportFault {
        String url = now.wire().smartUrlInForce();
        WireClient.Body body = new WireClient.Body("application/json", signedRequest.getBytes(StandardCharsets.UTF_8));
        byte[] answer =
                post(now, url, body, now.network().httpSource(), now.network().httpProxy());
        return new String(answer, StandardCharsets.UTF_8);
    }

    private String callHome(DeviceConfig now, String signedRequest) throws TransportFault {
        CallHomeProfile profile = now.licensingProfile()
                .orElseThrow(() -> new TransportFault(
                        FailureReason.TRANSPORT_NOT_AVAILABLE,
                        3,
                        "CALL_HOME_FAILED_TO_ENABLE",
                        "Call-home failed to enable: no active profile reports smart-licensing-data"));
        TransportFault last = null;
        for (String address : profile.addresses()) {
            try {
                return callHome(now, profile, address, signedRequest);
            } catch (TransportFault fault) {
                last = fault;
            }
        }
        throw last == null ? new TransportFault(FailureReason.TRANSPORT_NOT_AVAILABLE) : last;
    }

    private String callHome(DeviceConfig now, CallHomeProfile profile, String address, String signedRequest)
            throws TransportFault {
        byte[] message = EnvelopeCodec.encode(
                Envelope.request(address, sent.incrementAndGet(), serialNumber, clock.instant(), signedRequest));
        if (message.length > profile.sizeLimit()) {
            throw failed(address, FailureReason.HTTP_SEND_FAILED, ABORTED);
        }
        byte[] answer = post(
                now,
                address,
                new WireClient.Body("text/xml; charset=utf-8", message),
                Optional.ofNullable(now.wire().source()).orElse(now.network().httpSource()),
                Optional.ofNullable(now.httpProxy()).orElse(now.network().httpProxy()));
        if (answer.length == 0) {
            return "";
        }
        try {
            return EnvelopeCodec.decode(answer).attachmentData();
        } catch (MalformedMessageException e) {
            throw failed(address, FailureReason.RESPONSE_ERROR, ABORTED);
        }
    }

    private byte[] post(
            DeviceConfig now, String address, WireClient.Body body, @Nullable String source, @Nullable HttpProxy proxy)
            throws TransportFault {
        URI uri = URI.create(address);
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
            // Plain HTTP has been withdrawn; a token must not travel in the clear.
            throw failed(address, FailureReason.HTTP_SEND_FAILED, ABORTED);
        }
        ServerTrust trust = new ServerTrust(trustpoints, clock.instant());
        HttpAnswer answer;
        try {
            DeviceNetwork network = new DeviceNetwork(now);
            answer = new WireClient(network, firewall, network.vrf(source), limits)
                    .ask(uri, body, new WireClient.Proof(trust, now.wire().identityCheck()), proxy);
        } catch (IOException e) {
            throw fault(address, e, trust.refusal());
        }
        if (answer.status() >= 500) {
            String words = SERVER_ERRORS.get(answer.status());
            throw failed(
                    address, "HTTP Server Error " + answer.status() + (words == null ? "" : ": " + words), ABORTED);
        }
        if (answer.status() != 200) {
            throw failed(address, FailureReason.RESPONSE_ERROR, ABORTED);
        }
        return answer.body();
    }

    private static TransportFault fault(
            String address, IOException cause, Optional<CertificateRefusedException> refusal) {
        if (refusal.isPresent()) {
            CertificateRefusedException no = refusal.get();
            boolean waiting = no.kind() == CertificateRefusedException.Kind.LIST_UNAVAILABLE;
            TransportFault fault = failed(
                    address, waiting ? FailureReason.WAITING_FOR_REPLY : FailureReason.HTTP_SEND_FAILED, ABORTED);
            return fault.after(SyslogMessage.pki(no).map(List::of).orElse(List.of()));
        }
        return switch (cause) {
            case HttpAnswer.TooLarge ignored -> failed(address, FailureReason.RESPONSE_ERROR, ABORTED);
            case ProtocolException ignored -> failed(address, FailureReason.RESPONSE_ERROR, ABORTED);
            case UnknownHostException ignored -> failed(address, FailureReason.UNRESOLVED_HOST, ABORTED);
            case SocketTimeoutException ignored -> failed(address, FailureReason.HTTP_SEND_FAILED, TIMED_OUT);
            default -> failed(address, FailureReason.HTTP_SEND_FAILED, ABORTED);
        };
    }

    private static TransportFault failed(String address, String reason, String error) {
        return new TransportFault(
                reason,
                5,
                "SL_MESSAGE_FAILED",
                "Fail to send out Smart Licensing message to: " + address + " (" + error + ")");
    }
}
