package org.slportal.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/** Hands on a switch's terminal over SSH. */
final class Terminal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SshClient client;
    private final ClientSession session;
    private final ChannelShell shell;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final OutputStream keyboard;

    Terminal(int port) throws IOException {
        client = SshClient.setUpDefaultClient();
        // The switch makes its host key at its first start: there is nothing to compare it with.
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
        session = client.connect("admin", "127.0.0.1", port).verify(PATIENCE).getSession();
        session.addPasswordIdentity("admin");
        session.auth().verify(PATIENCE);
        shell = session.createShellChannel();
        shell.setOut(screen);
        shell.setErr(screen);
        shell.open().verify(PATIENCE);
        keyboard = shell.getInvertedIn();
    }

    /** Types a line and returns what the switch printed until its prompt came back. */
    String type(String line) throws IOException, InterruptedException {
        int before = screen.size();
        keyboard.write((line + "\r").getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            String printed =
                    screen.toString(StandardCharsets.UTF_8).substring(before).replace("\r", "");
            if (printed.contains("\n") && printed.matches("(?s).*\\n\\S+[>#] ?")) {
                return printed;
            }
            Thread.sleep(30);
        }
        throw new IllegalStateException(
                "No prompt after \"" + line + "\":\n" + screen.toString(StandardCharsets.UTF_8));
    }

    /** Types a line until its output contains all texts. */
    String typeUntil(String line, Duration patience, String... texts) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        String printed = "";
        while (Instant.now().isBefore(deadline)) {
            printed = type(line);
            String seen = printed;
            if (java.util.Arrays.stream(texts).allMatch(seen::contains)) {
                return printed;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("Not all of " + String.join(" | ", texts) + " in:\n" + printed);
    }

    @Override
    public void close() throws IOException {
        shell.close();
        session.close();
        client.stop();
    }
}
