package org.slportal.services.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.springframework.stereotype.Component;

/**
 * Posts one message and reads the status of the answer, nothing more: no redirect is followed, no body is read. Written on a socket
 * because the connection must go to an address that was judged, while certificate and host header name the host.
 */
@Component
class WebhookClient {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int MAX_STATUS_LINE = 1_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    private final WebhookTrust trust;

    WebhookClient(WebhookTrust trust) {
        this.trust = trust;
    }

    /** @return the status code */
    int post(WebhookTarget.Resolved target, Map<String, String> headers, String body) throws IOException {
        long deadline = System.nanoTime() + ANSWER_MILLIS * 1_000_000L;
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(target.address(), target.port()), CONNECT_MILLIS);
            plain.setSoTimeout(ANSWER_MILLIS);
            if (!target.tls()) {
                return exchange(plain, target, headers, body, deadline);
            }
            try (SSLSocket tls = (SSLSocket) trust.sockets().createSocket(plain, target.host(), target.port(), true)) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                tls.setSSLParameters(parameters);
                tls.startHandshake();
                return exchange(tls, target, headers, body, deadline);
            }
        }
    }

    private static int exchange(
            Socket socket, WebhookTarget.Resolved target, Map<String, String> headers, String body, long deadline)
            throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST ")
                .append(target.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(hostHeader(target))
                .append("\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ")
                .append(content.length)
                .append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        OutputStream out = socket.getOutputStream();
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        out.flush();
        Matcher status = STATUS.matcher(line(socket, deadline));
        if (!status.matches()) {
            throw new IOException("The answer is not HTTP");
        }
        return Integer.parseInt(status.group(1));
    }

    private static String hostHeader(WebhookTarget.Resolved target) {
        String host = target.host().contains(":") ? "[" + target.host() + "]" : target.host();
        return host + ":" + target.port();
    }

    /** The first line, however slowly it trickles in: there is one deadline for all of it. */
    private static String line(Socket socket, long deadline) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), MAX_STATUS_LINE);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < MAX_STATUS_LINE) {
            long left = (deadline - System.nanoTime()) / 1_000_000L;
            if (left <= 0) {
                throw new SocketTimeoutException("No answer within " + ANSWER_MILLIS / 1_000 + " seconds");
            }
            socket.setSoTimeout((int) left);
            int next = in.read();
            if (next < 0) {
                throw new IOException("The connection was closed without an answer");
            }
            if (next == '\n') {
                return line.toString(StandardCharsets.US_ASCII).stripTrailing();
            }
            line.write(next);
        }
        throw new IOException("The answer is not HTTP");
    }
}
