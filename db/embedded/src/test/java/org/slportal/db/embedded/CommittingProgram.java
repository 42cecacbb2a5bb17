package org.slportal.db.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A program of its own that owns a server, to be killed. It commits rows one by one and prints each number once its commit was
 * answered. Asked to end (SIGTERM), it takes its time and commits a last row before it closes the server, as a web server does
 * that lets its requests finish.
 */
final class CommittingProgram {

    static final int LAST_ROW = -1;
    private static final int LINGER_MILLIS = 1_500;

    private CommittingProgram() {}

    public static void main(String[] args) throws SQLException {
        EmbeddedMariaDb database = EmbeddedMariaDb.start(Path.of(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(database)));
        try (Connection connection = open(database.connection())) {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS committed (id INT NOT NULL PRIMARY KEY)");
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO committed (id) VALUES (?)")) {
                for (int row = 1; ; row++) {
                    insert.setInt(1, row);
                    insert.executeUpdate();
                    System.out.println(row);
                }
            }
        }
    }

    private static void end(EmbeddedMariaDb database) {
        try {
            Thread.sleep(LINGER_MILLIS);
            try (Connection connection = open(database.connection());
                    var statement = connection.createStatement()) {
                statement.execute("INSERT INTO committed (id) VALUES (" + LAST_ROW + ")");
            }
            System.out.println(LAST_ROW);
        } catch (SQLException e) {
            System.out.println("The last row could not be committed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            database.close();
        }
    }

    static Connection open(EmbeddedMariaDb.ConnectionInfo info) throws SQLException {
        return DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password());
    }
}
