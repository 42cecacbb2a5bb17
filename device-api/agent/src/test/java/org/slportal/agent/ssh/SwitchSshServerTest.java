package org.slportal.agent.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.FakePortal;
import org.slportal.agent.ssh.SwitchSshServer.Access;

@Timeout(60)
class SwitchSshServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final Bench bench = Bench.advantage();
    private final SshClient client = SshClient.setUpDefaultClient();
    private SwitchSshServer server;

    SwitchSshServerTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.server = start();
    }

    private SwitchSshServer start() throws IOException {
        return SwitchSshServer.start(
                bench.device, new Access("127.0.0.1", 0, "admin", "admin"), directory.resolve("ssh-host-key"));
    }

    @BeforeEach
    void openClient() {
        client.setServerKeyVerifier((session, address, key) -> true);
        client.start();
    }

    @AfterEach
    void close() throws IOException {
        client.stop();
        server.close();
    }

    private ClientSession login(String password) throws IOException {
        return login("admin", password);
    }

    private ClientSession login(String user, String password) throws IOException {
        ClientSession session = client.connect(user, "127.0.0.1", server.port())
                .verify(PATIENCE)
                .getSession();
        session.addPasswordIdentity(password);
        session.auth().verify(PATIENCE);
        return session;
    }

    /** A shell one types into and waits at. */
    private static final class Shell implements AutoCloseable {
        private final ChannelShell channel;
        private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
        private int read;

        Shell(ClientSession session) throws IOException {
            channel = session.createShellChannel();
            channel.setPtyType("vt100");
            channel.setOut(screen);
            channel.open().verify(PATIENCE);
        }

        void type(String keys) throws IOException {
            OutputStream in = channel.getInvertedIn();
            in.write(keys.getBytes(StandardCharsets.UTF_8));
            in.flush();
        }

        /** What appeared since the last time, up to and with the awaited text. */
        String until(String awaited) throws InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                String text = screen.toString(StandardCharsets.UTF_8);
                int at = text.indexOf(awaited, read);
                if (at >= 0) {
                    String seen = text.substring(read, at + awaited.length());
                    read = at + awaited.length();
                    return seen;
                }
                Thread.sleep(5);
            }
            throw new AssertionError("\"" + awaited + "\" did not appear in: "
                    + screen.toString(StandardCharsets.UTF_8).substring(read));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Test
    void a_session_as_netmiko_types_it_registers_the_switch() throws Exception {
        try (ClientSession session = login("admin");
                Shell shell = new Shell(session)) {
            shell.until("acc-krk-01>");
            shell.type("\n");
            shell.until("acc-krk-01>");
            shell.type("terminal length 0\n");
            assertThat(shell.until("acc-krk-01>")).isEqualTo("terminal length 0\r\nacc-krk-01>");
            shell.type("terminal width 511\n");
            shell.until("acc-krk-01>");
            shell.type("enable\n");
            shell.until("acc-krk-01#");
            shell.type("lic sm reg id " + FakePortal.TOKEN + "\n");
            assertThat(shell.until("acc-krk-01#")).contains("Registration process is in progress.");
            shell.type("show license summary\n");
            assertThat(shell.until("acc-krk-01#"))
                    .contains("  Status: REGISTERED\r\n", "  Status: AUTHORIZED\r\n")
                    .doesNotContain("More");
            shell.type("config term\n");
            shell.until("acc-krk-01(config)#");
            shell.type("hostname new-name\n");
            shell.until("new-name(config)#");
            shell.type("end\n");
            shell.until("new-name#");
            shell.type("exit\n");
            assertThat(shell.channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE))
                    .contains(ClientChannelEvent.CLOSED);
        }
    }

    @Test
    void lines_are_edited_completed_helped_and_recalled() throws Exception {
        try (ClientSession session = login("admin");
                Shell shell = new Shell(session)) {
            shell.until(">");
            shell.type("sho clox\u007fck\r\n");
            shell.until("UTC Wed Mar 13 2024\r\nacc-krk-01>");
            shell.type("\u001b[A\r");
            shell.until("UTC Wed Mar 13 2024\r\nacc-krk-01>");
            shell.type("rubbish\u0015show clock\r");
            shell.until("UTC Wed Mar 13 2024\r\nacc-krk-01>");
            shell.type("show rubbish\u0017clock\r");
            shell.until("UTC Wed Mar 13 2024\r\nacc-krk-01>");
            shell.type("how clock\u0001s\u0005\r");
            shell.until("UTC Wed Mar 13 2024\r\nacc-krk-01>");
            shell.type("sh\tcloc\t\r");
            shell.until("show clock \r\n");
            shell.until("UTC Wed Mar 13 2024\r\nacc-krk-01>");
            shell.type("half a comm\u0003");
            shell.until("\r\nacc-krk-01>");
            shell.type("show c?");
            shell.until("show c?\r\nclock\r\nacc-krk-01>show c");
            shell.type("lock\r");
            shell.until("UTC Wed Mar 13 2024\r\nacc-krk-01>");
            shell.type("show nonsense\r");
            assertThat(shell.until("marker."))
                    .endsWith("\r\n                ^\r\n% Invalid input detected at '^' marker."
                            .replace("                ^", " ".repeat("acc-krk-01>".length() + 5) + "^"));
        }
    }

    @Test
    void long_output_comes_in_pages() throws Exception {
        try (ClientSession session = login("admin");
                Shell shell = new Shell(session)) {
            shell.until(">");
            shell.type("show license all\r");
            String page = shell.until(" --More-- ");
            assertThat(page.lines().count()).isEqualTo(1 + 23 + 1);
            shell.type("\r");
            assertThat(shell.until(" --More-- ")).contains("\r\n");
            shell.type("q");
            shell.until("acc-krk-01>");
            shell.type("show license all\r");
            shell.until(" --More-- ");
            shell.type(" ");
            shell.until(" --More-- ");
            shell.type(" ");
            shell.until("License reservation: DISABLED\r\n\r\nacc-krk-01>");
        }
    }

    @Test
    void log_messages_appear_above_the_line_being_typed_once_asked_for() throws Exception {
        try (ClientSession session = login("admin");
                Shell shell = new Shell(session)) {
            shell.until(">");
            shell.type("terminal monitor\r");
            shell.until("acc-krk-01>");
            shell.type("show cl");
            shell.until("show cl");
            bench.register();
            shell.until("%SMART_LIC-6-AUTH_RENEW_SUCCESS");
            shell.until("\r\nacc-krk-01>show cl");
            shell.type("ock\r");
            shell.until("UTC Wed Mar 13 2024");
        }
    }

    @Test
    void the_enable_secret_is_asked_for_without_echo() throws Exception {
        bench.configure("enable secret s3cret");
        try (ClientSession session = login("admin");
                Shell shell = new Shell(session)) {
            shell.until(">");
            shell.type("enable\r");
            shell.until("Password: ");
            shell.type("s3cret\r");
            assertThat(shell.until("acc-krk-01#")).isEqualTo("\r\nacc-krk-01#");
        }
    }

    @Test
    void a_single_command_needs_no_shell() throws Exception {
        try (ClientSession session = login("admin");
                ChannelExec channel = session.createExecChannel("show clock\nshow privilege")) {
            ByteArrayOutputStream screen = new ByteArrayOutputStream();
            channel.setOut(screen);
            channel.open().verify(PATIENCE);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);

            assertThat(screen.toString(StandardCharsets.UTF_8))
                    .isEqualTo("08:09:24.000 UTC Wed Mar 13 2024\r\nCurrent privilege level is 15\r\n");
            assertThat(channel.getExitStatus()).isZero();
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        assertThatThrownBy(() -> login("wrong")).isInstanceOf(IOException.class);
    }

    @Test
    void a_lab_signs_in_with_its_own_secret_and_nobody_else_does() throws Exception {
        ConsoleSecret secret = ConsoleSecret.random(new SecureRandom());
        server.close();
        server = SwitchSshServer.start(
                bench.device, new Access("127.0.0.1", 0, "admin", "admin"), secret, directory.resolve("ssh-host-key"));

        try (ClientSession session = login(ConsoleSecret.USER, secret.text());
                Shell shell = new Shell(session)) {
            shell.until("acc-krk-01>");
            shell.type("enable\r");
            shell.until("acc-krk-01#");
        }
        login("admin", "admin").close();
        for (String wrong : List.of("admin", "null", secret.text() + "x")) {
            assertThatThrownBy(() -> login(ConsoleSecret.USER, wrong)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> login("admin", secret.text())).isInstanceOf(IOException.class);
        assertThat(secret.toString()).doesNotContain(secret.text());
        assertThat(secret.text())
                .hasSize(43)
                .isNotEqualTo(ConsoleSecret.random(new SecureRandom()).text());
    }

    @Test
    void without_a_lab_there_is_no_such_user() {
        for (String guess : List.of("admin", "lab", "null")) {
            assertThatThrownBy(() -> login(ConsoleSecret.USER, guess)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void the_fingerprint_is_that_of_the_key_it_shows() throws Exception {
        List<String> shown = new ArrayList<>();
        client.setServerKeyVerifier((session, address, key) -> {
            try {
                return shown.add(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        login("admin").close();

        assertThat(server.fingerprint()).matches("SHA256:[A-Za-z0-9+/]{43}");
        assertThat(shown).containsExactly(server.fingerprint());
    }

    @Test
    void fifty_sessions_at_once_and_one_cut_in_mid_command_leave_the_switch_working() throws Exception {
        List<ClientSession> sessions = new ArrayList<>();
        List<Shell> shells = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ClientSession session = login("admin");
            sessions.add(session);
            shells.add(new Shell(session));
        }
        shells.getFirst().type("show lic");
        sessions.getFirst().close(true);
        for (Shell shell : shells.subList(1, shells.size())) {
            shell.type("show clock\r");
            shell.until("UTC Wed Mar 13 2024\r\nacc-krk-01>");
        }
        for (ClientSession session : sessions) {
            session.close(true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show license all\r",
                "enable\r",
                "enable\radmin\rconfigure terminal\rcrypto pki trustpoint X\renrollment terminal\rexit\rcrypto pki authenticate X\r",
                "license smart register idtoken T",
                "ping 192.0.2.1\r",
                "show license status | include (a+)+$\r",
            })
    void whoever_is_cut_off_in_the_middle_of_anything_leaves_the_switch_to_the_next(String keys) throws Exception {
        bench.configure("enable secret admin");
        ClientSession session = login("admin");
        Shell shell = new Shell(session);
        shell.until(">");
        shell.type(keys);
        session.close(true);

        try (ClientSession next = login("admin");
                Shell other = new Shell(next)) {
            other.until(">");
            other.type("show clock\r");
            other.until("UTC Wed Mar 13 2024");
        }
        assertThat(bench.state().identity()).isNull();
    }

    @Test
    void any_bytes_do_not_end_the_session() throws Exception {
        try (ClientSession session = login("admin");
                Shell shell = new Shell(session)) {
            shell.until(">");
            byte[] bytes = new byte[2000];
            new java.util.Random(7).nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                // all but end-of-input, which rightly ends a session
                bytes[i] = bytes[i] == 4 ? 5 : bytes[i];
            }
            shell.channel.getInvertedIn().write(bytes);
            shell.type("x".repeat(20_000) + "\r\u0003\u0003 q\u0003\r\rshow clock\r");
            shell.until("UTC Wed Mar 13 2024");
        }
    }

    @Test
    void the_host_key_is_the_same_after_a_restart() throws Exception {
        List<String> keys = new ArrayList<>();
        client.setServerKeyVerifier((session, address, key) -> keys.add(key.toString()));
        login("admin").close();
        server.close();
        server = start();
        login("admin").close();

        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).isEqualTo(keys.get(1));
    }

    @Test
    void a_port_in_use_is_said_in_one_line() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Access access = new Access("127.0.0.1", other.getLocalPort(), "admin", "admin");
            assertThatThrownBy(() -> SwitchSshServer.start(bench.device, access, directory.resolve("k")))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessage(
                            "Port " + other.getLocalPort() + " on 127.0.0.1 is in use; choose another with ssh=PORT");
        }
    }

    @Test
    void the_default_password_is_for_the_loopback_address_only() {
        assertThatThrownBy(() -> new Access("0.0.0.0", 0, "admin", "admin"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
        assertThat(new Access("0.0.0.0", 0, "admin", "another").toString()).doesNotContain("another");
    }

    @Test
    void a_reload_ends_all_sessions_and_the_switch_is_reachable_again() throws Exception {
        bench.configure("hostname unsaved");
        try (ClientSession session = login("admin");
                Shell shell = new Shell(session);
                ClientSession other = login("admin");
                Shell watching = new Shell(other)) {
            shell.until("unsaved>");
            watching.until("unsaved>");
            shell.type("enable\r");
            shell.until("unsaved#");
            shell.type("reload\r");
            shell.until("Save? [yes/no]: ");
            shell.type("no\r");
            shell.until("Proceed with reload? [confirm]");
            shell.type("\r");

            assertThat(session.waitFor(EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), PATIENCE))
                    .contains(ClientSession.ClientSessionEvent.CLOSED);
            assertThat(other.waitFor(EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), PATIENCE))
                    .contains(ClientSession.ClientSessionEvent.CLOSED);
        }
        try (ClientSession session = login("admin");
                Shell shell = new Shell(session)) {
            shell.until("acc-krk-01>");
        }
    }

    @Test
    void one_key_confirms_or_not() throws Exception {
        bench.cli("write memory");
        try (ClientSession session = login("admin");
                Shell shell = new Shell(session)) {
            shell.until(">");
            shell.type("enable\r\nreload\r\n");
            shell.until("[confirm]");
            shell.type("n");
            assertThat(shell.until("acc-krk-01#")).isEqualTo("\r\nacc-krk-01#");
            shell.type("show clock\r");
            shell.until("UTC Wed Mar 13 2024");
        }
    }

    @Test
    void many_lines_pasted_at_full_speed_are_all_taken_in_order() throws Exception {
        try (ClientSession session = login("admin");
                Shell shell = new Shell(session)) {
            shell.until(">");
            StringBuilder paste = new StringBuilder("enable\nconfigure terminal\n");
            for (int i = 0; i < 300; i++) {
                paste.append("ip host h")
                        .append(i)
                        .append(" 10.0.0.")
                        .append(i % 250 + 1)
                        .append('\n');
            }
            paste.append("call-home\nprofile Pasted\nactive\nend\n");
            shell.type(paste.toString());
            shell.until("acc-krk-01(cfg-call-home-profile)#end\r\n");
            shell.until("acc-krk-01#");
        }
        assertThat(bench.cli("show running-config | count ^ip host h[0-9]+ ")).endsWith("= 300\n");
        assertThat(bench.device
                        .config()
                        .current()
                        .profile("Pasted")
                        .orElseThrow()
                        .active())
                .isTrue();
    }
}
