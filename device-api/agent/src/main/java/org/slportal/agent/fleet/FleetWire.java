package org.slportal.agent.fleet;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.transport.SharedClient;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.Envelope;
import org.slportal.protocol.EnvelopeCodec;
import org.slportal.protocol.MalformedMessageException;

/** All switches' way to the portal, and how long it took. */
final class FleetWire {

    private static final String JSON_PATH = "/SmartTransport";

    private final SharedClient client;
    private final URI uri;
    private final InstantSource clock;
    private final AtomicInteger sent = new AtomicInteger();
    final Latencies recent = new Latencies();
    final LongAdder faults = new LongAdder();

    FleetWire(SharedClient client, URI uri, InstantSource clock) {
        this.client = client;
        this.uri = uri;
        this.clock = clock;
    }

    String exchange(String serialNumber, String signedRequest) throws TransportFault {
        boolean json = JSON_PATH.equals(uri.getPath());
        int number = sent.incrementAndGet();
        byte[] message = json
                ? signedRequest.getBytes(StandardCharsets.UTF_8)
                : EnvelopeCodec.encode(
                        Envelope.request(uri.toString(), number, serialNumber, clock.instant(), signedRequest));
        long start = System.nanoTime();
        try {
            SharedClient.Answer answer =
                    client.post(uri, json ? "application/json" : "text/xml; charset=utf-8", message);
            recent.add(System.nanoTime() - start);
            if (answer.status() != 200) {
                throw new TransportFault(
                        answer.status() >= 500 ? "HTTP Server Error " + answer.status() : FailureReason.RESPONSE_ERROR);
            }
            if (answer.body().length == 0) {
                return "";
            }
            return json
                    ? new String(answer.body(), StandardCharsets.UTF_8)
                    : EnvelopeCodec.decode(answer.body()).attachmentData();
        } catch (TransportFault fault) {
            faults.increment();
            throw fault;
        } catch (IOException e) {
            faults.increment();
            throw new TransportFault(FailureReason.HTTP_SEND_FAILED);
        } catch (MalformedMessageException e) {
            faults.increment();
            throw new TransportFault(FailureReason.RESPONSE_ERROR);
        }
    }
}
