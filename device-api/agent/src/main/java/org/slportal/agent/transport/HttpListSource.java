package org.slportal.agent.transport;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.identity.ListSource;

/** Fetches revocation lists over plain HTTP, by the same interface as everything else the switch's HTTP client sends. */
public final class HttpListSource implements ListSource {

    /** As the field's log says: {@code Timeout : 5}. */
    public static final HttpsTransport.Limits DEFAULT_LIMITS =
            new HttpsTransport.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 10_000_000);

    private final Supplier<DeviceConfig> config;
    private final Firewall firewall;
    private final HttpsTransport.Limits limits;

    public HttpListSource(Supplier<DeviceConfig> config, Firewall firewall, HttpsTransport.Limits limits) {
        this.config = config;
        this.firewall = firewall;
        this.limits = limits;
    }

    @Override
    public byte[] fetch(String url) throws IOException {
        DeviceConfig now = config.get();
        HttpAnswer answer;
        try {
            URI uri = URI.create(url);
            if (uri.getHost() == null) {
                throw new IOException("Not an address with a host");
            }
            DeviceNetwork network = new DeviceNetwork(now);
            answer = new WireClient(network, firewall, network.vrf(now.network().httpSource()), limits)
                    .ask(uri, null, null, null);
        } catch (IllegalArgumentException e) {
            throw new IOException("Not an address", e);
        } catch (SocketTimeoutException e) {
            throw failed("Connection timed out", e);
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()), e);
        }
        if (answer.status() != 200) {
            throw new IOException("HTTP status " + answer.status());
        }
        return answer.body();
    }

    private IOException failed(String why, IOException cause) {
        return new IOException(
                "Failed to select socket. Timeout : " + limits.answer().toSeconds() + " (" + why + ")", cause);
    }
}
