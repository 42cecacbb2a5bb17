package org.slportal.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.TlsPortal;
import org.slportal.agent.ssh.ConsoleSecret;
import org.slportal.agent.ssh.SwitchSshServer;
import org.slportal.agent.ssh.SwitchSshServer.Access;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class AttachmentTest {

    private static final long OFTEN_MILLIS = 20;

    private final Path directory;
    private final Bench bench = Bench.advantage();
    private final TlsPortal portal = new TlsPortal(InstantSource.system(), Bench.PKI);
    private final ConsoleSecret secret = ConsoleSecret.random(new SecureRandom());
    private final SwitchSshServer ssh;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;

    AttachmentTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.ssh = SwitchSshServer.start(
                bench.device, new Access("127.0.0.1", 0, "admin", "admin"), secret, directory.resolve("ssh-host-key"));
    }

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() throws IOException {
        System.setOut(out);
        ssh.close();
        portal.close();
    }

    private Attachment attachment(String clientSecret) throws IOException {
        Files.writeString(directory.resolve("root.pem"), Bench.PKI.rootPem());
        Path file =
                Files.writeString(directory.resolve("attach.properties"), """
                url=%s/
                account=example.com
                client-id=lab
                client-secret=%s
                trust-anchor=root.pem
                """.formatted(portal.url(), clientSecret));
        Attachment attachment = new Attachment(Credentials.read(file), "switches.example.com", secret);
        attachment.add(bench.device, ssh);
        return attachment;
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Test
    void it_says_where_the_switch_is_how_to_know_it_and_what_opens_its_terminal() throws Exception {
        try (Attachment attachment = attachment("right+secret")) {
            attachment.start();
            until(() -> printed().contains("attached"));
        }

        JsonNode one = portal.announcements.getFirst().path("switches").path(0);
        assertThat(one.path("name").asString()).isEqualTo("acc-krk-01");
        assertThat(one.path("pid").asString()).isEqualTo("C9300-24P");
        assertThat(one.path("version").asString()).isEqualTo("16.9.1");
        assertThat(one.path("host").asString()).isEqualTo("switches.example.com");
        assertThat(one.path("port").asInt()).isEqualTo(ssh.port());
        assertThat(one.path("hostKey").asString()).isEqualTo(ssh.fingerprint());
        assertThat(one.path("user").asString()).isEqualTo(ConsoleSecret.USER);
        assertThat(one.path("secret").asString()).isEqualTo(secret.text());
        assertThat(printed())
                .contains("attached to the lab at " + portal.url())
                .doesNotContain(secret.text(), "right+secret");
    }

    @Test
    void it_goes_on_with_one_token_and_under_the_name_the_switch_has_now() throws Exception {
        try (Attachment attachment = attachment("right+secret")) {
            attachment.start(OFTEN_MILLIS);
            until(() -> portal.announcements.size() >= 3);
            bench.configure("hostname renamed");
            until(() -> "renamed"
                    .equals(portal.announcements
                            .getLast()
                            .path("switches")
                            .path(0)
                            .path("name")
                            .asString()));
        }
        assertThat(portal.signIns).hasValue(1);
        assertThat(printed().lines()).hasSize(1);
    }

    @Test
    void a_token_that_is_worth_nothing_any_more_is_replaced_at_once() throws Exception {
        try (Attachment attachment = attachment("right+secret")) {
            attachment.start(OFTEN_MILLIS);
            until(() -> !portal.announcements.isEmpty());
            portal.forgetful = true;
            until(() -> portal.signIns.get() == 2);
            int before = portal.announcements.size();
            until(() -> portal.announcements.size() > before + 1);
        }
        assertThat(printed()).doesNotContain("cannot be attached");
    }

    @Test
    void a_portal_that_refuses_is_told_of_once_and_asked_seldom() throws Exception {
        try (Attachment attachment = attachment("wrong")) {
            attachment.start(OFTEN_MILLIS);
            until(() -> portal.signIns.get() >= 3);
        }
        assertThat(portal.announcements).isEmpty();
        assertThat(printed().lines()).singleElement().asString().contains("cannot be attached", "401");
    }
}
