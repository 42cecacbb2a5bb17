package org.slportal.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One server for all of it: how it is locked down, what it promises, what it leaves on disk. */
class ServerSettingsTest {

    private static TestHome home;
    private static EmbeddedMariaDb database;

    @BeforeAll
    static void start() throws IOException {
        home = TestHome.fresh("settings");
        database = EmbeddedMariaDb.start(home.path());
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        assertThat(home.servers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "innodb_flush_log_at_trx_commit, 1",
        "sync_binlog,                    1",
        "innodb_doublewrite,             ON",
        "character_set_server,           utf8mb4",
        "collation_server,               utf8mb4_unicode_520_ci",
        "time_zone,                      +00:00",
        "tx_isolation,                   READ-COMMITTED",
        "group_concat_max_len,           67108864",
        "innodb_buffer_pool_size,        134217728",
        "bind_address,                   127.0.0.1",
        "have_ssl,                       DISABLED",
        "skip_name_resolve,              ON",
        "local_infile,                   OFF",
        "have_symlink,                   DISABLED"
    })
    void the_running_server_has_the_setting(String variable, String expected) throws SQLException {
        assertThat(query("SHOW GLOBAL VARIABLES LIKE '" + variable + "'")).containsExactly(variable + "|" + expected);
    }

    @Test
    void a_connection_reads_what_was_committed_and_thinks_in_utc() throws SQLException {
        assertThat(query("SELECT @@session.tx_isolation, @@session.time_zone, @@session.group_concat_max_len"))
                .containsExactly("READ-COMMITTED|+00:00|67108864");
        assertThat(query("SELECT @@character_set_database, @@collation_database"))
                .containsExactly("utf8mb4|utf8mb4_unicode_520_ci");
    }

    @Test
    void it_listens_on_the_loopback_address_and_nowhere_else() throws IOException {
        String port = String.format(":%04X", port());
        List<String> listening = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                Files.readAllLines(Path.of(table)).stream()
                        .map(line -> line.strip().split("\\s+"))
                        .filter(fields -> fields[1].endsWith(port) && fields[3].equals("0A"))
                        .forEach(fields -> listening.add(fields[1]));
            }
        }

        assertThat(listening).containsExactly("0100007F" + port);
    }

    @Test
    void the_account_is_confined_to_its_schema() throws SQLException {
        assertThat(query("SELECT CURRENT_USER()")).containsExactly("portal@127.0.0.1");
        assertThat(query("SHOW GRANTS").stream().map(grant -> grant.replaceAll(" IDENTIFIED BY.*", "")))
                .containsExactlyInAnyOrder(
                        "GRANT USAGE ON *.* TO `portal`@`127.0.0.1`",
                        "GRANT ALL PRIVILEGES ON `portal`.* TO `portal`@`127.0.0.1`");
        assertThat(query("SHOW DATABASES")).containsExactlyInAnyOrder("information_schema", "portal");
        assertThatThrownBy(() -> query("SELECT user FROM mysql.global_priv")).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "", "nobody", "mysql", "mariadb.sys"})
    void nobody_else_gets_in_over_tcp(String user) {
        for (String password : List.of("", "root", database.connection().password())) {
            assertThatThrownBy(() -> connect(user, password))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "portal", "wrong"})
    void a_wrong_password_is_refused(String password) {
        assertThatThrownBy(() -> connect(EmbeddedMariaDb.USER, password))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
    }

    /** Anonymous accounts are for localhost, which means the socket: over TCP they would not be noticed. */
    @Test
    void there_is_no_anonymous_user_on_the_socket() throws IOException, InterruptedException {
        Process client = new ProcessBuilder(
                        serverArgument("--basedir=") + "/bin/mariadb",
                        "--no-defaults",
                        "--skip-ssl",
                        "--protocol=socket",
                        "--socket=" + socket(),
                        "--user=somebody",
                        "--execute=SELECT CURRENT_USER()")
                .redirectErrorStream(true)
                .start();
        String said = new String(client.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(client.waitFor()).as(said).isNotZero();
        assertThat(said).contains("Access denied for user 'somebody'@'localhost'");
    }

    @Test
    void what_it_leaves_on_disk_is_for_its_owner_only() throws IOException {
        assertThat(mode(home.path())).isEqualTo("rwx------");
        assertThat(mode(home.data())).isEqualTo("rwx------");
        assertThat(mode(home.path().resolve("tmp"))).isEqualTo("rwx------");
        assertThat(mode(home.path().resolve("password"))).isEqualTo("rw-------");
        assertThat(mode(home.path().resolve("port"))).isEqualTo("rw-------");
    }

    @Test
    void the_file_with_the_accounts_is_gone() throws IOException {
        assertThat(home.path().resolve("init.sql")).doesNotExist();
        try (Stream<Path> files = Files.list(home.path())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains("init") || name.endsWith(".new"));
        }
    }

    @Test
    void the_password_is_random_and_stands_in_no_command_line_and_no_text_form() throws IOException {
        String password = database.connection().password();

        assertThat(password).matches("[0-9a-f]{48}");
        assertThat(Files.readString(home.path().resolve("password")).strip()).isEqualTo(password);
        assertThat(database.connection().toString()).doesNotContain(password);
        assertThat(TestHome.arguments(home.servers().getFirst())).noneMatch(argument -> argument.contains(password));
    }

    @Test
    void grants_are_not_skipped() throws IOException {
        assertThat(TestHome.arguments(home.servers().getFirst()))
                .noneMatch(argument -> argument.toLowerCase(Locale.ROOT).contains("skip-grant"))
                .contains("--skip-ssl", "--bind-address=127.0.0.1");
    }

    @Test
    void another_program_on_the_machine_finds_the_running_server() {
        assertThat(EmbeddedMariaDb.running(home.path())).contains(database.connection());
    }

    private static Path socket() throws IOException {
        return home.data().resolve(serverArgument("--socket="));
    }

    private static String serverArgument(String name) throws IOException {
        return TestHome.arguments(home.servers().getFirst()).stream()
                .filter(argument -> argument.startsWith(name))
                .map(argument -> argument.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }

    private static int port() {
        return Integer.parseInt(database.connection().jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(database.connection().jdbcUrl(), user, password);
    }

    private static List<String> query(String sql) throws SQLException {
        try (Connection connection = CommittingProgram.open(database.connection());
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> result = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder(String.valueOf(rows.getString(1)));
                for (int column = 2; column <= columns; column++) {
                    row.append('|').append(rows.getString(column));
                }
                result.add(row.toString());
            }
            return result;
        }
    }
}
