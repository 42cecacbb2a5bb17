package org.slportal.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slportal.agent.device.FollowedClock;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.rig.Bench;

@Timeout(60)
class LabFollowerTest {

    private static final Duration MONTH = Duration.ofDays(30);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final TrustAnchors anchors;
    private final HttpServer lab;
    private volatile Duration ahead = MONTH;
    private volatile String answer = "";

    LabFollowerTest() throws IOException, CertificateRefusedException {
        anchors = TrustAnchors.fromPem(Bench.PKI.rootPem().getBytes(StandardCharsets.US_ASCII));
        lab = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void open() {
        lab.createContext("/lab/clock", exchange -> {
            long now = Instant.now().toEpochMilli();
            String text = answer.isEmpty()
                    ? "{\"real_ms\":%d,\"lab_ms\":%d,\"speed\":1}".formatted(now, now + ahead.toMillis())
                    : answer;
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        lab.start();
    }

    @AfterEach
    void close() {
        scheduler.shutdownNow();
        lab.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + lab.getAddress().getPort();
    }

    private static void assertAhead(FollowedClock clock, Duration ahead) {
        assertThat(clock.instant()).isCloseTo(Instant.now().plus(ahead), within(5, ChronoUnit.SECONDS));
    }

    @Test
    void it_is_in_the_labs_time_before_the_first_switch_starts() {
        assertAhead(LabFollower.start(url() + "/lab/clock", anchors, scheduler), MONTH);
    }

    @Test
    void it_follows_a_move_within_seconds_and_stays_there_when_the_lab_is_gone() throws Exception {
        FollowedClock clock = LabFollower.start(url() + "/lab/clock", anchors, scheduler);
        Instant deadline = Instant.now().plusSeconds(10);

        ahead = MONTH.multipliedBy(3);
        while (clock.instant().isBefore(Instant.now().plus(MONTH.multipliedBy(2)))) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(50);
        }
        lab.stop(0);
        Thread.sleep(1_500);

        assertAhead(clock, MONTH.multipliedBy(3));
    }

    @Test
    void what_is_not_a_clock_moves_nothing() {
        for (String garbage : new String[] {
            "",
            "{}",
            "<html>",
            "{\"real_ms\":1,\"lab_ms\":\"x\",\"speed\":1}",
            "{\"real_ms\":1,\"lab_ms\":2,\"speed\":0}",
            "{\"real_ms\":1,\"lab_ms\":9223372036854775807,\"speed\":1}",
            "{\"real_ms\":1,\"lab_ms\":2,\"speed\":2147483647}",
            "[".repeat(10_000)
        }) {
            answer = garbage.isEmpty() ? " " : garbage;
            assertAhead(LabFollower.start(url() + "/lab/clock", anchors, scheduler), Duration.ZERO);
        }
    }

    @Test
    void a_portal_without_a_lab_has_no_clock_to_follow() {
        assertThat(LabFollower.find(url(), anchors)).isEqualTo(url() + "/lab/clock");
        assertThat(LabFollower.find(url() + "/elsewhere", anchors)).isNull();
        lab.stop(0);
        assertThat(LabFollower.find(url(), anchors)).isNull();
    }

    @Test
    void an_address_that_is_none_is_said_plainly() {
        assertThatThrownBy(() -> LabFollower.start("lab/clock", anchors, scheduler))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--follow-clock");
    }
}
