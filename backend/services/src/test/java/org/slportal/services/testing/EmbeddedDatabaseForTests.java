package org.slportal.services.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.db.embedded.EmbeddedMariaDb;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Starts one MariaDB for the test JVM, empties it once, and points Spring's DataSource at it. Ends with the JVM. */
public final class EmbeddedDatabaseForTests implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static @Nullable EmbeddedMariaDb database;
    private static @Nullable Path home;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        EmbeddedMariaDb.ConnectionInfo connection = connection();
        use(context, connection, String.valueOf(home));
    }

    /** For tests of what happens once in the life of a portal. */
    public static void useOneOfItsOwn(ConfigurableApplicationContext context, String name) {
        Path directory = Path.of("target", name).toAbsolutePath();
        use(context, startEmpty(directory).connection(), directory.toString());
    }

    private static void use(
            ConfigurableApplicationContext context, EmbeddedMariaDb.ConnectionInfo connection, String directory) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "embedded database for tests",
                        Map.of(
                                "spring.datasource.url",
                                connection.jdbcUrl(),
                                "spring.datasource.username",
                                connection.user(),
                                "spring.datasource.password",
                                connection.password(),
                                "spring.datasource.hikari.transaction-isolation",
                                "TRANSACTION_READ_COMMITTED",
                                "spring.datasource.hikari.maximum-pool-size",
                                "12",
                                "portal.lab",
                                context.getEnvironment().getProperty("portal.lab", "true"),
                                "portal.data-dir",
                                directory + "/data-dir")));
    }

    public static synchronized EmbeddedMariaDb.ConnectionInfo connection() {
        EmbeddedMariaDb started = database;
        if (started == null) {
            home = Path.of("target", "test-database").toAbsolutePath();
            started = startEmpty(home);
            database = started;
        }
        return started.connection();
    }

    private static EmbeddedMariaDb startEmpty(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EmbeddedMariaDb started = EmbeddedMariaDb.startThrowaway(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop the tests' database"));
        empty(started.connection());
        deleteKeys(directory.resolve("data-dir"));
        return started;
    }

    private static void empty(EmbeddedMariaDb.ConnectionInfo connection) {
        try (var open = DriverManager.getConnection(connection.jdbcUrl(), connection.user(), connection.password());
                var statement = open.createStatement()) {
            statement.execute("DROP DATABASE " + EmbeddedMariaDb.SCHEMA);
            statement.execute("CREATE DATABASE " + EmbeddedMariaDb.SCHEMA
                    + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci");
        } catch (SQLException e) {
            throw new IllegalStateException("The tests' database cannot be emptied", e);
        }
    }

    /** The authority's keys belong to the rows that were just dropped. */
    private static void deleteKeys(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
