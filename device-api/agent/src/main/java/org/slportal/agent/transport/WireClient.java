package org.slportal.agent.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.config.DeviceConfig.HttpProxy;
import org.slportal.agent.identity.ServerTrust;

/**
 * One HTTP request of the switch, from name to answer, within a given time. Java's own client cannot connect to one address and check another
 * name, as {@code ip host} wants.
 */
final class WireClient {

    private final DeviceNetwork network;
    private final Firewall firewall;
    private final String vrf;
    private final HttpsTransport.Limits limits;
    private final long deadline;

    /** The clock of the whole request starts here. */
    WireClient(DeviceNetwork network, Firewall firewall, String vrf, HttpsTransport.Limits limits) {
        this.network = network;
        this.firewall = firewall;
        this.vrf = vrf;
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.answer().toNanos();
    }

    /** A body and what it is; none makes the request a GET. */
    record Body(String type, byte[] bytes) {}

    /** How the server proves who it is. */
    record Proof(ServerTrust trust, boolean identityCheck) {}

    /**
     * Asks once.
     *
     * @param proof null for plain HTTP
     * @throws SocketTimeoutException when the time is up
     */
    HttpAnswer ask(URI uri, @Nullable Body body, @Nullable Proof proof, @Nullable HttpProxy proxy) throws IOException {
        String host = uri.getHost();
        int port = uri.getPort() >= 0 ? uri.getPort() : proof == null ? 80 : 443;
        String authority = uri.getPort() >= 0 ? host + ":" + port : host;
        try (Socket raw = proxy == null ? connect(host, port) : connect(proxy.host(), proxy.port())) {
            // A peer that neither reads nor closes would hold a write up for ever; only closing ends that.
            CompletableFuture<Void> watchdog = CompletableFuture.runAsync(
                    () -> closeQuietly(raw),
                    CompletableFuture.delayedExecutor(left().toMillis() + 1, TimeUnit.MILLISECONDS));
            try {
                if (proxy != null) {
                    tunnel(raw, host + ":" + port);
                }
                Socket socket = proof == null ? raw : secured(raw, host, port, proof);
                socket.getOutputStream().write(request(uri, authority, body));
                socket.getOutputStream().flush();
                return HttpAnswer.read(new BufferedInputStream(new Hurried(socket, this::left)), limits.bytes());
            } catch (IOException e) {
                throw isLate() ? late(e) : e;
            } finally {
                watchdog.cancel(false);
            }
        }
    }

    private Socket connect(String host, int port) throws IOException {
        List<InetAddress> addresses = network.reach(host, vrf, shorter(limits.connect()));
        IOException last = new UnknownHostException(host);
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                firewall.pass(port, shorter(limits.connect()));
                socket.connect(new InetSocketAddress(address, port), millis(shorter(limits.connect())));
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(millis(left()) + 1);
                return socket;
            } catch (IOException e) {
                closeQuietly(socket);
                last = e;
            }
        }
        throw last;
    }

    private void tunnel(Socket raw, String authority) throws IOException {
        raw.getOutputStream()
                .write(("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority
                                + "\r\nUser-Agent: call-home\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        HttpAnswer answer = HttpAnswer.head(new Hurried(raw, this::left));
        if (answer.status() / 100 != 2) {
            throw new IOException("The proxy says " + answer.status());
        }
    }

    private static Socket secured(Socket raw, String host, int port, Proof proof) throws IOException {
        SSLSocket socket =
                (SSLSocket) proof.trust().context().getSocketFactory().createSocket(raw, host, port, true);
        if (proof.identityCheck()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(URI uri, String authority, @Nullable Body body) throws ProtocolException {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        StringBuilder head = new StringBuilder(body == null ? "GET " : "POST ")
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(authority)
                .append("\r\nUser-Agent: call-home\r\nConnection: close\r\n");
        if (body != null) {
            head.append("Content-Type: ")
                    .append(body.type())
                    .append("\r\nContent-Length: ")
                    .append(body.bytes().length)
                    .append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        if (body == null) {
            return start;
        }
        byte[] whole = java.util.Arrays.copyOf(start, start.length + body.bytes().length);
        System.arraycopy(body.bytes(), 0, whole, start.length, body.bytes().length);
        return whole;
    }

    private boolean isLate() {
        return System.nanoTime() >= deadline;
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    private Duration shorter(Duration other) {
        return left().compareTo(other) < 0 ? left() : other;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(Math.max(1, duration.toMillis()));
    }

    private static SocketTimeoutException late(IOException cause) {
        SocketTimeoutException late = new SocketTimeoutException("The time is up");
        late.initCause(cause);
        return late;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is as good as closed
        }
    }
}
