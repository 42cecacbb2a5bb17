package org.slportal.agent.transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slportal.agent.identity.TrustAnchors;

/** Posts to one portal over connections that are kept and shared, for whoever sends much: the gateway, the fleet. */
public final class SharedClient implements AutoCloseable {

    private final HttpClient client;
    private final Duration patience;
    private final int limit;

    /**
     * Makes a client.
     *
     * @param anchors what the portal's certificate must lead to
     * @param patience from the first byte sent to the last byte received
     * @param limit of an answer, in bytes
     */
    public SharedClient(TrustAnchors anchors, Duration patience, int limit) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.compareTo(Duration.ofSeconds(5)) < 0 ? patience : Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(anchors.tls())
                .build();
        this.patience = patience;
        this.limit = limit;
    }

    /** What came back, whatever its status. */
    public record Answer(int status, byte[] body) {}

    /**
     * Posts once; nothing is repeated.
     *
     * @throws SocketTimeoutException when the time is up
     * @throws IOException if no whole answer came
     */
    public Answer post(URI uri, String contentType, byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(patience)
                .header("Content-Type", contentType)
                .header("User-Agent", "call-home")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new CappedBody(limit));
        try {
            // The request's own time-out ends with the headers; this one also covers a body that drips.
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SocketTimeoutException("The time is up");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof java.net.http.HttpTimeoutException) {
                throw new SocketTimeoutException("The time is up");
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
