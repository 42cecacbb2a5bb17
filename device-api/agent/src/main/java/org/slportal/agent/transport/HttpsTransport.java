package org.slportal.agent.transport;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.config.CallHomeProfile;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.config.DeviceConfig.HttpProxy;
import org.slportal.agent.engine.CallHomeTransport;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.Envelope;
import org.slportal.protocol.EnvelopeCodec;
import org.slportal.protocol.MalformedMessageException;

/**
 * Call-home over HTTPS: the server must prove its name below the trust anchor, redirects are not followed, and neither a slow nor an endless
 * answer holds the switch up.
 */
public final class HttpsTransport implements CallHomeTransport {

    /** Enough for a busy server; a switch that waits longer looks dead. */
    public static final Limits DEFAULT_LIMITS =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), EnvelopeCodec.MAX_MESSAGE_BYTES);

    /** In the words of the field: nothing came back in time, or the conversation broke. */
    private static final String TIMED_OUT = "ERR 207 : Connection time out";

    private static final String ABORTED = "ERR 205 : Request Aborted";

    private final Supplier<DeviceConfig> config;
    private final String serialNumber;
    private final InstantSource clock;
    private final SSLContext tls;
    private final Limits limits;
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

    /**
     * How long and how much.
     *
     * @param answer from the first byte sent to the last byte received
     */
    public record Limits(Duration connect, Duration answer, int bytes) {}

    public HttpsTransport(
            Supplier<DeviceConfig> config,
            String serialNumber,
            InstantSource clock,
            TrustAnchors anchors,
            Limits limits) {
        this.config = config;
        this.serialNumber = serialNumber;
        this.clock = clock;
        this.tls = anchors.tls();
        this.limits = limits;
    }

    @Override
    public String exchange(String signedRequest) throws TransportFault {
        DeviceConfig now = config.get();
        CallHomeProfile profile = now.licensingProfile()
                .orElseThrow(() -> new TransportFault(
                        FailureReason.TRANSPORT_NOT_AVAILABLE,
                        3,
                        "CALL_HOME_FAILED_TO_ENABLE",
                        "Call-home failed to enable: no active profile reports smart-licensing-data"));
        TransportFault last = null;
        for (String address : profile.addresses()) {
            try {
                return post(address, now.httpProxy(), signedRequest);
            } catch (TransportFault fault) {
                last = fault;
            }
        }
        throw last == null ? new TransportFault(FailureReason.TRANSPORT_NOT_AVAILABLE) : last;
    }

    private String post(String address, @Nullable HttpProxy proxy, String signedRequest) throws TransportFault {
        URI uri = URI.create(address);
        if (!"https".equals(uri.getScheme())) {
            // Plain HTTP has been withdrawn; a token must not travel in the clear.
            throw failed(address, FailureReason.HTTP_SEND_FAILED, ABORTED);
        }
        byte[] message = EnvelopeCodec.encode(
                Envelope.request(address, sent.incrementAndGet(), serialNumber, clock.instant(), signedRequest));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(limits.answer())
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("User-Agent", "call-home")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build();
        return attachment(send(client(proxy), request, address), address);
    }

    private HttpResponse<byte[]> send(HttpClient client, HttpRequest request, String address) throws TransportFault {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new CappedBody(limits.bytes()));
        try {
            // The request's own time-out ends with the headers; this one also covers a body that drips.
            return answer.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw failed(address, FailureReason.HTTP_SEND_FAILED, TIMED_OUT);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw failed(address, FailureReason.HTTP_SEND_FAILED, ABORTED);
        } catch (ExecutionException e) {
            throw fault(address, e.getCause());
        }
    }

    private static TransportFault fault(String address, @Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof CappedBody.TooLarge) {
                return failed(address, FailureReason.RESPONSE_ERROR, ABORTED);
            }
            if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
                return failed(address, FailureReason.UNRESOLVED_HOST, ABORTED);
            }
            if (each instanceof HttpTimeoutException) {
                return failed(address, FailureReason.HTTP_SEND_FAILED, TIMED_OUT);
            }
        }
        return failed(address, FailureReason.HTTP_SEND_FAILED, ABORTED);
    }

    private static TransportFault failed(String address, String reason, String error) {
        return new TransportFault(
                reason,
                5,
                "SL_MESSAGE_FAILED",
                "Fail to send out Smart Licensing message to: " + address + " (" + error + ")");
    }

    private static String attachment(HttpResponse<byte[]> response, String address) throws TransportFault {
        if (response.statusCode() >= 500) {
            throw failed(address, "HTTP Server Error " + response.statusCode(), ABORTED);
        }
        if (response.statusCode() != 200) {
            throw failed(address, FailureReason.RESPONSE_ERROR, ABORTED);
        }
        if (response.body().length == 0) {
            return "";
        }
        try {
            return EnvelopeCodec.decode(response.body()).attachmentData();
        } catch (MalformedMessageException e) {
            throw failed(address, FailureReason.RESPONSE_ERROR, ABORTED);
        }
    }

    private HttpClient client(@Nullable HttpProxy proxy) {
        return clients.computeIfAbsent(proxy == null ? "" : proxy.host() + ":" + proxy.port(), key -> {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(limits.connect())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .sslContext(tls);
            if (proxy != null) {
                builder.proxy(ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
            }
            return builder.build();
        });
    }
}
