package org.slportal.agent.ssh;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.device.SimulatedSwitch;

/** One switch's SSH server: password only, no forwarding, shell and exec channels. */
public final class SwitchSshServer implements AutoCloseable {

    /** The password everyone knows; never on an address others can reach. */
    public static final String DEFAULT_PASSWORD = "admin";

    private static final int MAX_SESSIONS = 64;

    private final SshServer server;
    private final String fingerprint;

    private SwitchSshServer(SshServer server, String fingerprint) {
        this.server = server;
        this.fingerprint = fingerprint;
    }

    /**
     * Where to listen and whom to let in.
     *
     * @param port 0 for any free one
     */
    public record Access(String bind, int port, String user, String password) {

        /** @throws IllegalArgumentException for the default password on an address others can reach */
        public Access {
            if (password.equals(DEFAULT_PASSWORD) && !isLoopback(bind)) {
                throw new IllegalArgumentException(
                        "The default password works on the loopback address only: choose another with --password-file");
            }
        }

        private static boolean isLoopback(String address) {
            try {
                return InetAddress.getByName(address).isLoopbackAddress();
            } catch (IOException unknown) {
                return false;
            }
        }

        @Override
        public String toString() {
            return "Access[" + user + "@" + bind + ":" + port + "]";
        }
    }

    /** For whoever signs in as the user alone. @see #start(SimulatedSwitch, Access, ConsoleSecret, Path) */
    public static SwitchSshServer start(SimulatedSwitch device, Access access, Path hostKey) throws IOException {
        return start(device, access, null, hostKey);
    }

    /**
     * Starts listening.
     *
     * @param lab what a lab's portal signs in with besides the user; null: with nothing
     * @param hostKey kept there, made if absent
     * @throws PortInUseException if another program listens there
     */
    public static SwitchSshServer start(
            SimulatedSwitch device, Access access, @Nullable ConsoleSecret lab, Path hostKey) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(access.bind());
        server.setPort(access.port());
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(hostKey);
        keys.setAlgorithm("EC");
        keys.setKeySize(256);
        keys.setStrictFilePermissions(true);
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, password, session) -> isLetIn(access, lab, user, password));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setShellFactory(channel -> new TerminalChannel(device));
        server.setCommandFactory((channel, command) -> new CommandChannel(device, command));
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, MAX_SESSIONS);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ofMinutes(30));
        CoreModuleProperties.AUTH_TIMEOUT.set(server, Duration.ofSeconds(30));
        device.onCut(() -> server.getActiveSessions().forEach(session -> session.close(false)));
        try {
            server.start();
        } catch (BindException e) {
            throw new PortInUseException(access.bind(), access.port());
        }
        return new SwitchSshServer(server, fingerprint(keys));
    }

    private static String fingerprint(KeyPairProvider keys) throws IOException {
        try {
            return KeyUtils.getFingerPrint(
                    BuiltinDigests.sha256, keys.loadKeys(null).iterator().next().getPublic());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            // As the library declares it.
            throw new IOException("The SSH host key cannot be read", e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Of its host key: {@code SHA256:} and base64, as {@code ssh-keygen -l} prints it. */
    public String fingerprint() {
        return fingerprint;
    }

    private static boolean isLetIn(Access access, @Nullable ConsoleSecret lab, String user, String password) {
        // Both are compared always: the time taken tells nothing.
        boolean known = matches(access.user(), access.password(), user, password);
        boolean fromLab = lab != null && matches(ConsoleSecret.USER, lab.text(), user, password);
        return known || fromLab;
    }

    private static boolean matches(String user, String password, String givenUser, String givenPassword) {
        // One comparison for both, so that the time taken does not tell which was wrong.
        return MessageDigest.isEqual(bytes(givenUser + '\0' + givenPassword), bytes(user + '\0' + password));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
