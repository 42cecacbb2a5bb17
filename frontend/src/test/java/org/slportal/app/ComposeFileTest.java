package org.slportal.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slportal.services.PortalProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;

/** The containers are given settings, options and ports that the programs in them really have. */
class ComposeFileTest {

    private static final Path DOCKER = Path.of("../docker");
    private static final Path AGENT = Path.of("../device-api/agent/src/main");
    private static final Path COMMANDS = AGENT.resolve("java/org/slportal/agent/command");
    private static final Pattern STAGE = Pattern.compile("(?m)^FROM \\S+ AS (\\w+)$");

    private static Map<String, Object> compose;
    private static Map<String, Object> services;

    @BeforeAll
    static void read() throws IOException {
        try (Reader reader = Files.newBufferedReader(DOCKER.resolve("compose.yaml"))) {
            compose = new Yaml().load(reader);
        }
        services = map(compose, "services");
    }

    @Test
    void the_lab_is_a_portal_its_database_switches_and_a_mail_catcher() {
        assertThat(services.keySet())
                .containsExactly("portal", "mariadb", "mailpit", "switch-1", "switch-2", "switch-3");
    }

    @Test
    void every_setting_of_the_portal_is_one_it_reads() throws IOException {
        Set<String> known = Arrays.stream(PortalProperties.class.getRecordComponents())
                .map(component -> "PORTAL_" + component.getName().replaceAll("([A-Z])", "_$1"))
                .map(name -> name.toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> database = matches(
                        Files.readString(Path.of("src/main/java/org/slportal/app/DatabaseInitializer.java")),
                        "\"(portal\\.db\\.[a-z-]+)\"")
                .stream()
                .map(key -> key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(database).contains("PORTAL_DB_URL", "PORTAL_DB_USER", "PORTAL_DB_PASSWORD_FILE");
        known.addAll(database);
        assertThat(known).containsAll(portalEnvironment().keySet());
        assertThat(known).containsAll(matches(stage("portal"), "\\b(PORTAL_[A-Z_]+)="));
    }

    @Test
    void the_portal_understands_the_values_it_is_given() {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.copyOf(portalEnvironment())));

        PortalProperties bound = new Binder(ConfigurationPropertySources.from(sources))
                .bind("portal", PortalProperties.class)
                .get();

        assertThat(bound.dataDir()).isEqualTo(Path.of("/var/lib/portal"));
        assertThat(bound.listen()).isEqualTo("0.0.0.0");
        assertThat(bound.httpPort()).isEqualTo(8080);
        assertThat(bound.httpsPort()).isEqualTo(8443);
        assertThat(bound.hostNames()).containsExactly("portal", "localhost");
        assertThat(bound.revocationBaseUrl()).isEqualTo("http://portal:8080");
        assertThat(bound.keyStorePasswordFile()).isEqualTo("/run/secrets/key-store-password");
    }

    @Test
    void the_portal_is_started_with_a_command_it_has() throws IOException {
        assertThat(list(service("portal"), "command")).containsExactly("up", "--lab");
        assertThat(stage("portal")).contains("CMD [\"up\"]");
        assertThat(Files.readString(Path.of("src/main/java/org/slportal/app/UpCommand.java")))
                .contains("name = \"up\"");
    }

    @Test
    void published_ports_are_ports_something_listens_on() throws IOException {
        Map<String, String> environment = portalEnvironment();
        assertThat(containerPorts("portal"))
                .containsExactlyInAnyOrder(environment.get("PORTAL_HTTP_PORT"), environment.get("PORTAL_HTTPS_PORT"));
        assertThat(stage("portal")).contains("EXPOSE 8080 8443");
        for (String name : switches()) {
            assertThat(containerPorts(name)).containsExactly(description(name).get("ssh"));
        }
        assertThat(stage("agent")).contains("EXPOSE 2222", "/dev/tcp/127.0.0.1/2222");
        assertThat(services.values().stream().flatMap(service -> list(asMap(service), "ports").stream()))
                .allSatisfy(
                        port -> assertThat(port).matches("(127\\.0\\.0\\.1|\\$\\{PORTAL_BIND:-127\\.0\\.0\\.1}):.*"));
    }

    @Test
    void switches_are_started_with_options_the_agent_has() throws IOException {
        String serve = Files.readString(COMMANDS.resolve("ServeCommand.java"));
        Set<String> options = new TreeSet<>(
                matches(serve + Files.readString(COMMANDS.resolve("PortalOptions.java")), "names = \"(--[a-z-]+)\""));
        assertThat(serve).contains("name = \"serve\"");

        for (String name : switches()) {
            List<String> command = list(service(name), "command");
            assertThat(command.getFirst()).isEqualTo("serve");
            assertThat(options).as(name).containsAll(options(command).keySet());
            assertThat(options(command))
                    .containsKeys("--switch", "--trust-anchor", "--url", "--nvram", "--password-file")
                    .containsEntry("--bind", "0.0.0.0");
        }
    }

    @Test
    void switches_are_models_with_features_the_agent_knows() throws IOException {
        Set<String> keys = new TreeSet<>(matches(
                matches(Files.readString(COMMANDS.resolve("SwitchSpec.java")), "KEYS =\\s+Set\\.of\\(([^)]*)\\)")
                        .getFirst(),
                "\"([\\w-]+)\""));
        Set<String> seen = new TreeSet<>();
        for (String name : switches()) {
            Map<String, String> description = description(name);
            assertThat(keys).containsAll(description.keySet());
            assertThat(description).containsEntry("name", name);
            assertThat(seen.add(description.get("sn")))
                    .as("serial numbers differ")
                    .isTrue();

            String group = rows("platforms.csv")
                    .filter(row -> row.startsWith(description.get("pid") + ","))
                    .map(row -> row.split(",")[1])
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No such model: " + description.get("pid")));
            for (String feature : String.valueOf(description.get("features")).split("\\+")) {
                assertThat(rows("licenses.csv")).anyMatch(row -> row.startsWith(group + "," + feature + ","));
            }
        }
    }

    @Test
    void switches_trust_the_root_the_portal_publishes_and_reach_it_by_a_name_in_its_certificate() throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/org/slportal/app/Startup.java")))
                .contains("dataDir().resolve(\"public\")", "resolve(\"root.pem\")");
        String published = volumeAt("portal", portalEnvironment().get("PORTAL_DATA_DIR") + "/public");
        for (String name : switches()) {
            Map<String, String> options = options(list(service(name), "command"));
            Path anchor = Path.of(String.valueOf(options.get("--trust-anchor")));
            assertThat(anchor.getFileName()).hasToString("root.pem");
            assertThat(volumeAt(name, anchor.getParent() + ":ro")).isEqualTo(published);
            assertThat(volumeAt(name, String.valueOf(options.get("--nvram")))).isEqualTo(name);
            assertThat(options.get("--url"))
                    .isEqualTo("https://portal:" + portalEnvironment().get("PORTAL_HTTPS_PORT"));
        }
        assertThat(String.valueOf(portalEnvironment().get("PORTAL_HOST_NAMES")).split(","))
                .contains("portal");
    }

    @Test
    void the_portal_and_the_database_agree_about_their_account() {
        Map<String, Object> database = map(service("mariadb"), "environment");

        assertThat(portalEnvironment())
                .containsEntry("PORTAL_DB_URL", "jdbc:mariadb://mariadb:3306/" + database.get("MARIADB_DATABASE"))
                .containsEntry("PORTAL_DB_USER", String.valueOf(database.get("MARIADB_USER")))
                .containsEntry("PORTAL_DB_PASSWORD_FILE", String.valueOf(database.get("MARIADB_PASSWORD_FILE")));
        assertThat(list(service("mariadb"), "command"))
                .contains(
                        "--innodb-flush-log-at-trx-commit=1",
                        "--default-time-zone=+00:00",
                        "--transaction-isolation=READ-COMMITTED",
                        "--group-concat-max-len=67108864");
    }

    @Test
    void secrets_declared_are_secrets_used_and_every_file_of_one_is_mounted() throws IOException {
        Set<String> used = new TreeSet<>();
        services.forEach((name, service) -> {
            List<String> mounted = list(asMap(service), "secrets");
            used.addAll(mounted);
            assertThat(matches(service.toString(), "/run/secrets/([a-z-]+)"))
                    .as("files named by %s", name)
                    .hasSameElementsAs(mounted);
        });

        Map<String, Object> declared = map(compose, "secrets");
        assertThat(used).isEqualTo(new TreeSet<>(declared.keySet()));
        declared.forEach((name, secret) -> assertThat(asMap(secret)).containsEntry("file", "./secrets/" + name));
        assertThat(Files.readString(DOCKER.resolve("README.md"))).contains(used);
    }

    @Test
    void volumes_and_networks_declared_are_those_used() {
        Set<String> volumes = new TreeSet<>();
        Set<String> networks = new TreeSet<>();
        services.values().forEach(service -> {
            list(asMap(service), "volumes").forEach(mount -> volumes.add(mount.substring(0, mount.indexOf(':'))));
            networks.addAll(list(asMap(service), "networks"));
        });

        assertThat(volumes).isEqualTo(new TreeSet<>(map(compose, "volumes").keySet()));
        assertThat(networks).isEqualTo(new TreeSet<>(map(compose, "networks").keySet()));
    }

    @Test
    void the_database_is_reached_by_the_portal_only() {
        List<String> onTheDatabasesNetwork = services.entrySet().stream()
                .filter(entry -> list(asMap(entry.getValue()), "networks").contains("data"))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(onTheDatabasesNetwork).containsExactlyInAnyOrder("portal", "mariadb");
        assertThat(list(service("mariadb"), "networks")).containsExactly("data");
        assertThat(map(map(compose, "networks"), "data")).containsEntry("internal", true);
        assertThat(service("mariadb")).doesNotContainKey("ports");
    }

    @Test
    void every_service_has_a_health_check_and_the_portals_asks_for_readiness() throws IOException {
        for (String name : services.keySet()) {
            Map<String, Object> service = service(name);
            String check = service.containsKey("healthcheck")
                    ? String.valueOf(map(service, "healthcheck").get("test"))
                    : stage(String.valueOf(map(service, "build").get("target")));
            assertThat(check).as(name).containsAnyOf("HEALTHCHECK", "CMD");
        }
        assertThat(stage("portal"))
                .contains("HEALTHCHECK", "http://127.0.0.1:$PORTAL_HTTP_PORT/actuator/health/readiness");
        assertThat(stage("agent")).contains("HEALTHCHECK");
        for (String name : switches()) {
            assertThat(map(map(service(name), "depends_on"), "portal")).containsEntry("condition", "service_healthy");
        }
    }

    @Test
    void nothing_runs_as_root_or_can_become_it() throws IOException {
        services.forEach((name, value) -> {
            Map<String, Object> service = asMap(value);
            assertThat(String.valueOf(service.get("user"))).as(name).matches("[1-9]\\d*:[1-9]\\d*");
            assertThat(service)
                    .as(name)
                    .doesNotContainKeys("privileged", "cap_add", "network_mode", "pid", "ipc", "devices")
                    .containsEntry("read_only", true);
            assertThat(list(service, "cap_drop")).as(name).containsExactly("ALL");
            assertThat(list(service, "security_opt")).as(name).contains("no-new-privileges:true");
            assertThat(list(service, "volumes")).as(name).noneMatch(mount -> mount.contains("docker.sock"));
        });
        assertThat(stage("portal")).contains("USER 10001:10001");
        assertThat(stage("agent")).contains("USER 10001:10001");
    }

    private static List<String> switches() {
        return services.keySet().stream()
                .filter(name -> name.startsWith("switch-"))
                .toList();
    }

    /** Variables with a default read as that default. */
    private static Map<String, String> portalEnvironment() {
        Map<String, String> environment = new TreeMap<>();
        map(service("portal"), "environment")
                .forEach((name, value) ->
                        environment.put(name, String.valueOf(value).replaceAll("\\$\\{\\w+:-([^}]*)}", "$1")));
        return environment;
    }

    private static Map<String, String> options(List<String> command) {
        Map<String, String> options = new LinkedHashMap<>();
        command.stream().skip(1).forEach(argument -> {
            String[] parts = argument.split("=", 2);
            assertThat(parts).as(argument).hasSize(2);
            options.put(parts[0], parts[1]);
        });
        return options;
    }

    private static Map<String, String> description(String name) {
        Map<String, String> description = new LinkedHashMap<>();
        for (String pair : String.valueOf(
                        options(list(service(name), "command")).get("--switch"))
                .split(",")) {
            description.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return description;
    }

    private static List<String> containerPorts(String name) {
        return list(service(name), "ports").stream()
                .map(port -> port.substring(port.lastIndexOf(':') + 1))
                .toList();
    }

    private static String volumeAt(String name, String target) {
        return list(service(name), "volumes").stream()
                .filter(mount -> mount.endsWith(":" + target))
                .map(mount -> mount.substring(0, mount.indexOf(':')))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no volume at " + target));
    }

    /** The text of one stage of the Dockerfile. */
    private static String stage(String name) throws IOException {
        String dockerfile = Files.readString(DOCKER.resolve("Dockerfile"));
        Matcher stages = STAGE.matcher(dockerfile);
        while (stages.find()) {
            if (stages.group(1).equals(name)) {
                int end = dockerfile.indexOf("\nFROM ", stages.end());
                return dockerfile.substring(stages.start(), end < 0 ? dockerfile.length() : end);
            }
        }
        throw new AssertionError("The Dockerfile has no stage " + name);
    }

    private static Stream<String> rows(String file) throws IOException {
        return Files.readAllLines(AGENT.resolve("resources/platform").resolve(file)).stream();
    }

    private static List<String> matches(String text, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Map<String, Object> service(String name) {
        return map(services, name);
    }

    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        return asMap(parent.getOrDefault(key, Map.of()));
    }

    @SuppressWarnings("unchecked") // YAML keys are text in this file
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<String> list(Map<String, Object> parent, String key) {
        return parent.get(key) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }
}
