package org.slportal.agent.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.agent.device.FollowedClock;
import org.slportal.agent.identity.TrustAnchors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the lab every second what time it is. While the lab is out of reach, its clock goes on as it did. */
final class LabFollower {

    private static final Logger LOG = LoggerFactory.getLogger(LabFollower.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/lab/clock";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long EVERY_MILLIS = 1_000;
    private static final int MAX_BYTES = 1_000;
    private static final int MAX_SPEED = 1_000_000;
    /** The year 9999: beyond it nothing on a switch can be counted. */
    private static final long MAX_MILLIS = 253_402_300_800_000L;

    private final URI address;
    private final HttpClient http;
    private final InstantSource real = InstantSource.system();
    private final FollowedClock clock = new FollowedClock(real);
    private boolean reached = true;

    private LabFollower(URI address, TrustAnchors anchors) {
        this.address = address;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .sslContext(anchors.tls())
                .build();
    }

    /** Asks once before it returns, so that no switch starts in another time than the lab's. */
    static FollowedClock start(String address, TrustAnchors anchors, ScheduledExecutorService scheduler) {
        LabFollower follower = new LabFollower(address(address), anchors);
        follower.ask();
        scheduler.scheduleWithFixedDelay(follower::ask, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return follower.clock;
    }

    /** Where the lab's clock of this portal is; null if it lives in real time. */
    static @Nullable String find(String portalUrl, TrustAnchors anchors) {
        LabFollower follower = new LabFollower(address(portalUrl + PATH), anchors);
        try {
            HttpResponse<InputStream> answer = follower.get();
            answer.body().close();
            return answer.statusCode() == 200 ? portalUrl + PATH : null;
        } catch (IOException e) {
            // The check's first step will say that the portal cannot be reached.
            LOG.debug("No lab clock to ask at {}", follower.address, e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private HttpResponse<InputStream> get() throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                throw new UsageException("--follow-clock must be an http or https address: " + text);
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new UsageException("Not an address: " + text, e);
        }
    }

    private void ask() {
        try {
            Instant asked = real.instant();
            HttpResponse<InputStream> answer = get();
            byte[] body;
            try (InputStream in = answer.body()) {
                body = in.readNBytes(MAX_BYTES);
            }
            Instant answered = real.instant();
            if (answer.statusCode() != 200) {
                unreached("it answers " + answer.statusCode());
                return;
            }
            clock.follow(told(JSON.readTree(body)), asked, answered);
            if (!reached) {
                LOG.warn("The lab's clock is within reach again");
            }
            reached = true;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            unreached(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FollowedClock.Told told(JsonNode clock) {
        if (!isTime(clock.path("real_ms"))
                || !isTime(clock.path("lab_ms"))
                || !clock.path("speed").isInt()
                || clock.path("speed").intValue() < 1
                || clock.path("speed").intValue() > MAX_SPEED) {
            throw new IllegalArgumentException("it does not answer with a clock");
        }
        return new FollowedClock.Told(
                Instant.ofEpochMilli(clock.path("real_ms").longValue()),
                Instant.ofEpochMilli(clock.path("lab_ms").longValue()),
                clock.path("speed").intValue());
    }

    private static boolean isTime(JsonNode millis) {
        return millis.isIntegralNumber() && millis.canConvertToLong() && Math.abs(millis.longValue()) < MAX_MILLIS;
    }

    /** Said once, not every second. */
    private void unreached(String why) {
        if (reached) {
            LOG.warn("The lab's clock at {} cannot be followed, it goes on as it did: {}", address, why);
        }
        reached = false;
    }
}
