package org.slportal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.FakePortal;
import org.slportal.agent.rig.TlsPortal;
import org.slportal.domain.failure.FailureReason;

@Timeout(90)
class AgentMainTest {

    private final Path directory;
    private final Path anchor;
    private final TlsPortal portal;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    AgentMainTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.anchor = Files.writeString(directory.resolve("root.pem"), Bench.PKI.rootPem());
        this.portal = new TlsPortal(InstantSource.system(), Bench.PKI);
    }

    @BeforeEach
    void capture() {
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
    }

    @AfterEach
    void release() {
        System.setOut(out);
        System.setErr(err);
        portal.close();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Path credentials(String secret) throws IOException {
        return Files.writeString(directory.resolve("check.properties"), """
                url=%s
                account=example.com
                client-id=check
                client-secret=%s
                trust-anchor=root.pem
                virtual-account=Lab One
                """.formatted(portal.url(), secret));
    }

    private void makeAccountsMatch() {
        portal.portal.beforeSigning = payload ->
                payload.replace("\\\"virtual_account\\\":\\\"Default\\\"", "\\\"virtual_account\\\":\\\"Lab One\\\"");
    }

    @Test
    void the_check_does_the_main_job_and_says_so() throws IOException {
        makeAccountsMatch();

        int code = AgentMain.execute(
                "check", "--credentials", credentials("right+secret").toString());

        assertThat(printed()).doesNotContain("✗").contains("All 17 steps hold.");
        assertThat(printed().lines().filter(line -> line.matches("✓ +\\d+ ms  .+")))
                .hasSize(17);
        assertThat(code).isZero();
        assertThat(portal.conversions).singleElement().satisfies(order -> {
            assertThat(order.path("lines").path(0).path("pak").asString()).isEqualTo("3901J5A7B2C");
            assertThat(order.path("lines").path(0).path("lineNumber").asInt()).isEqualTo(2);
            assertThat(order.path("lines").path(0).path("quantity").asInt()).isEqualTo(1);
            assertThat(order.path("requestId").asString()).isNotEmpty();
        });
        assertThat(printed()).doesNotContain(FakePortal.TOKEN).doesNotContain("right+secret");
    }

    @Test
    void the_check_fails_when_the_portal_says_no() throws IOException {
        portal.portal.refusal = FailureReason.TRY_AGAIN;

        int code = AgentMain.execute(
                "check", "--credentials", credentials("right+secret").toString());

        assertThat(code).isEqualTo(1);
        assertThat(printed())
                .containsPattern("✗ +\\d+ ms  Register the switch CHK\\w+: Failure reason: " + FailureReason.TRY_AGAIN)
                .contains("1 of 5 steps do not hold.");
    }

    @Test
    void the_check_fails_when_the_names_are_wrong() throws IOException {
        int code = AgentMain.execute(
                "check", "--credentials", credentials("right+secret").toString());

        assertThat(code).isEqualTo(1);
        assertThat(printed()).contains("it lacks \"Virtual Account: Lab One\"");
    }

    @Test
    void a_wrong_secret_is_said_plainly() throws IOException {
        int code =
                AgentMain.execute("check", "--credentials", credentials("wrong").toString());

        assertThat(code).isEqualTo(1);
        assertThat(printed()).contains("HTTP 401 invalid_client").doesNotContain("\tat ");
    }

    @Test
    void a_missing_credentials_file_is_said_in_one_line() {
        int code = AgentMain.execute(
                "check", "--credentials", directory.resolve("none").toString());

        assertThat(code).isEqualTo(2);
        assertThat(printed().lines()).hasSize(1).allMatch(line -> line.contains("cannot be read"));
    }

    @Test
    void a_script_runs_against_the_portal_and_reads_like_a_session() throws IOException {
        Path script = Files.writeString(directory.resolve("script"), """
                enable
                show license udi
                license smart register idtoken %s
                exit
                """.formatted(FakePortal.TOKEN));

        int code = AgentMain.execute(
                "run",
                "--url",
                portal.url(),
                "--trust-anchor",
                anchor.toString(),
                "--nvram",
                directory.resolve("nvram").toString(),
                "--switch",
                "name=acc-krk-01,pid=C9300-24P,sn=FCW2145L0AB,features=network-advantage",
                "--script",
                script.toString());

        assertThat(code).isZero();
        assertThat(printed())
                .contains("acc-krk-01>enable\n")
                .contains("acc-krk-01#show license udi\nUDI: PID:C9300-24P,SN:FCW2145L0AB\n\n")
                .contains("Registration process is in progress.");
    }

    @Test
    void a_port_in_use_is_one_line_and_code_2() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = AgentMain.execute(serve("ssh=" + other.getLocalPort()).toArray(String[]::new));

            assertThat(code).isEqualTo(2);
            assertThat(printed())
                    .isEqualTo(
                            "Port " + other.getLocalPort() + " on 127.0.0.1 is in use; choose another with ssh=PORT\n");
        }
    }

    @Test
    void what_cannot_be_attached_is_said_before_anything_starts() throws IOException {
        String file = credentials("right+secret").toString();
        assertThat(execute(List.of("--attach", directory.resolve("none").toString())))
                .isEqualTo(2);
        assertThat(execute(List.of("--attach", file, "--user", "lab"))).isEqualTo(2);
        assertThat(execute(List.of("--attach", file, "--bind", "::", "--password-file", file)))
                .isEqualTo(2);

        assertThat(printed())
                .contains("cannot be read", "the user lab is the portal's", "--attach needs --attach-host")
                .doesNotContain("ready: ssh");
        assertThat(portal.announcements).isEmpty();
    }

    private int execute(List<String> more) {
        return AgentMain.execute(
                Stream.concat(serve("ssh=0").stream(), more.stream()).toArray(String[]::new));
    }

    private List<String> serve(String more) {
        return List.of(
                "serve",
                "--url",
                portal.url(),
                "--trust-anchor",
                anchor.toString(),
                "--nvram",
                directory.resolve("nvram").toString(),
                "--switch",
                "name=acc-krk-01,pid=C9300-24P,sn=FCW2145L0AB,features=network-advantage," + more);
    }

    @Test
    void a_killed_switch_comes_back_registered_and_a_term_signal_ends_it_cleanly() throws Exception {
        Process first = start();
        try {
            int port = ready(first);
            assertThat(ssh(port, "license smart register idtoken " + FakePortal.TOKEN))
                    .startsWith("Registration process");
            String summary = ssh(port, "show license summary");
            for (int i = 0; i < 200 && !summary.contains("Status: AUTHORIZED"); i++) {
                Thread.sleep(50);
                summary = ssh(port, "show license summary");
            }
            assertThat(summary).contains("Status: REGISTERED", "Status: AUTHORIZED");
        } finally {
            first.destroyForcibly();
            assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        Process second = start();
        try {
            assertThat(ssh(ready(second), "show license summary")).contains("Status: REGISTERED", "Status: AUTHORIZED");
            second.destroy();
            assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            second.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AgentMain.class.getName()),
                        serve("ssh=0").stream())
                .toList();
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static int ready(Process process) throws IOException {
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        assertThat(line)
                .matches("acc-krk-01 \\(PID:C9300-24P,SN:FCW2145L0AB\\) ready: ssh -p \\d+ admin@127\\.0\\.0\\.1");
        return Integer.parseInt(line.replaceFirst(".*-p (\\d+) .*", "$1"));
    }

    private static String ssh(int port, String command) throws IOException {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, key) -> true);
        client.start();
        try (ClientSession session =
                client.connect("admin", "127.0.0.1", port).verify(10_000).getSession()) {
            session.addPasswordIdentity("admin");
            session.auth().verify(10_000);
            return session.executeRemoteCommand(command);
        } finally {
            client.stop();
        }
    }
}
