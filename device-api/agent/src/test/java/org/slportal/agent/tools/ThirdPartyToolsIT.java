package org.slportal.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slportal.agent.rig.FakePortal;
import org.slportal.agent.rig.ServedSwitch;

/**
 * netmiko, paramiko and Ansible as Debian packages them, unmodified, over real SSH. They are installed if that is possible (as root, where apt
 * reaches its packages); where it is not, these tests are skipped and say so.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ThirdPartyToolsIT {

    private static final String PYTHON = "/usr/bin/python3";
    private static final List<String> PACKAGES = List.of("python3-netmiko", "python3-paramiko", "ansible");
    private static final String SECRET = "s3cret";

    private final Path directory;
    private final ServedSwitch served;

    ThirdPartyToolsIT(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.served = new ServedSwitch(
                directory.resolve("ssh-host-key"),
                "C9300-24P:FCW2145L0AB",
                "hostname acc-krk-01",
                "enable secret " + SECRET,
                "license boot level network-advantage");
    }

    @AfterEach
    void close() throws IOException {
        served.close();
    }

    @BeforeAll
    static void install() throws Exception {
        if (isInstalled()) {
            return;
        }
        boolean possible =
                Files.isExecutable(Path.of("/usr/bin/apt-get")) && "root".equals(System.getProperty("user.name"));
        assumeTrue(
                possible,
                "Skipped: netmiko, paramiko and Ansible are not installed, and only root can install them with apt-get");
        run(Path.of("/"), 180, List.of("apt-get", "update", "-qq"));
        List<String> command = new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"));
        command.addAll(PACKAGES);
        String said = run(Path.of("/"), 600, command);
        assumeTrue(isInstalled(), "Skipped: Debian's netmiko, paramiko and Ansible cannot be had here: " + said);
    }

    private static boolean isInstalled() throws Exception {
        return Files.isExecutable(Path.of(PYTHON))
                && Files.isExecutable(Path.of("/usr/bin/ansible-playbook"))
                && run(Path.of("/"), 60, List.of(PYTHON, "-c", "import netmiko, paramiko; print('both there')"))
                        .contains("both there");
    }

    private static String run(Path directory, int seconds, List<String> command) throws Exception {
        Path output = Files.createTempFile("tool", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().put("ANSIBLE_HOST_KEY_CHECKING", "False");
            builder.environment().put("ANSIBLE_NOCOLOR", "1");
            builder.environment()
                    .put("ANSIBLE_LOCAL_TEMP", directory.resolve("ansible").toString());
            builder.environment()
                    .put(
                            "ANSIBLE_PERSISTENT_CONTROL_PATH_DIR",
                            directory.resolve("pc").toString());
            Process process = builder.start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command.getFirst() + " did not end: " + Files.readString(output));
            }
            return Files.readString(output) + "\nexit " + process.exitValue();
        } finally {
            Files.delete(output);
        }
    }

    private Path resource(String name) throws IOException {
        try (InputStream in = ThirdPartyToolsIT.class.getResourceAsStream("/tools/" + name)) {
            if (in == null) {
                throw new IOException("No such resource: " + name);
            }
            return Files.write(directory.resolve(name), in.readAllBytes());
        }
    }

    private String python(String script) throws Exception {
        return run(
                directory,
                180,
                Arrays.asList(
                        PYTHON, resource(script).toString(), String.valueOf(served.port()), FakePortal.TOKEN, SECRET));
    }

    @Test
    void netmiko_registers_the_switch_configures_it_and_saves() throws Exception {
        String seen = python("netmiko_register.py");

        assertThat(seen)
                .endsWith("exit 0")
                .contains(
                        "PROMPT acc-krk-01#",
                        "Registration process is in progress. Use the 'show license status' command to check the progress and result",
                        "ACCOUNT Smart Account: Practice Account",
                        "acc-krk-01(config)#ip host portal.example.com 127.0.0.1",
                        "\nip host portal.example.com 127.0.0.1\n contact-email-addr netmiko@example.com\n",
                        "[OK]");
        assertThat(seen)
                .containsPattern(
                        "(?m)^  C9300 Network Advantage +\\(C9300-24 Network Advan\\.\\.\\.\\) +1 AUTHORIZED$");
        assertThat(seen).containsPattern("LONG [5-9]\\d");
        assertThat(served.device.isSaved()).isTrue();
    }

    @Test
    void a_plain_paramiko_script_with_abbreviations_and_sleeps_registers_and_deregisters() throws Exception {
        String seen = python("paramiko_register.py").replace("\r", "");

        assertThat(seen)
                .endsWith("exit 0")
                .contains(
                        "lic sm reg id " + FakePortal.TOKEN + "\nRegistration process is in progress.",
                        "  Status: REGISTERED\n",
                        "  Status: AUTHORIZED\n",
                        "\nscripted(config)#",
                        "Building configuration...\n[OK]\n",
                        "scripted uptime is 0 minutes\n",
                        "Registration:\n  Status: UNREGISTERED\n")
                .doesNotContain("--More--", "% ");
        assertThat(served.portal.portal.knows("FCW2145L0AB")).isFalse();
    }

    @Test
    void ansible_gathers_facts_configures_once_and_registers() throws Exception {
        Path playbook = resource("ansible_register.yml");
        Path inventory = Files.writeString(
                directory.resolve("inventory"),
                "[switches]\nsw1 ansible_host=127.0.0.1 ansible_port=%d ansible_become_password=%s token=%s\n"
                        .formatted(served.port(), SECRET, FakePortal.TOKEN),
                StandardCharsets.UTF_8);

        String seen = run(
                directory, 400, List.of("/usr/bin/ansible-playbook", "-i", inventory.toString(), playbook.toString()));

        assertThat(seen)
                .contains(
                        "VERSION 16.09.01",
                        "MODEL C9300-24P",
                        "SERIAL FCW2145L0AB",
                        "HOSTNAME acc-krk-01",
                        "IMAGE flash:packages.conf",
                        "CONFIGURED True",
                        "AGAIN False",
                        "SAVED OK",
                        "WRONG True",
                        "Status: REGISTERED",
                        "Status: AUTHORIZED")
                .contains("failed=0")
                .endsWith("exit 0");
        assertThat(served.device.config().current().contactEmail()).isEqualTo("ansible@example.com");
        assertThat(served.device.isSaved()).isTrue();
    }
}
