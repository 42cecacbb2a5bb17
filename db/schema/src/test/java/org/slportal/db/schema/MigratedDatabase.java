package org.slportal.db.schema;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slportal.db.embedded.EmbeddedMariaDb;

/** One server for the test JVM, with the schema made from nothing by the migrations. Ends with the JVM. */
final class MigratedDatabase {

    private static @Nullable EmbeddedMariaDb database;

    private MigratedDatabase() {}

    static synchronized EmbeddedMariaDb.ConnectionInfo info() {
        EmbeddedMariaDb started = database;
        if (started == null) {
            started = EmbeddedMariaDb.startThrowaway(Path.of("target", "schema-database"));
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop the tests' database"));
            Flyway flyway = flyway(started.connection());
            flyway.clean();
            flyway.migrate();
            database = started;
        }
        return started.connection();
    }

    static Flyway flyway(EmbeddedMariaDb.ConnectionInfo info) {
        return Flyway.configure()
                .dataSource(info.jdbcUrl(), info.user(), info.password())
                .locations("classpath:db/migration")
                .cleanDisabled(false)
                .load();
    }

    static Connection open() throws SQLException {
        EmbeddedMariaDb.ConnectionInfo info = info();
        return DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password());
    }

    /** The rows of a query, columns joined with a bar. */
    static List<String> query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> result = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                result.add(String.join("|", row));
            }
            return result;
        }
    }
}
