package org.slportal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slportal.db.embedded.EmbeddedMariaDb;
import org.slportal.db.embedded.EmbeddedMariaDb.ConnectionInfo;

/**
 * A database that leaves nothing behind, also when the bench is stopped from outside, and also while its server is only starting: the
 * server is a program of its own and would outlive this one.
 */
final class ThrowawayDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 100;

    private final Path home;
    private final Thread abandoning = new Thread(this::abandon, "abandon-database");
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile @Nullable EmbeddedMariaDb server;

    private ThrowawayDatabase(Path home) {
        this.home = home;
    }

    static ThrowawayDatabase start(Path home) throws IOException {
        ThrowawayDatabase database = new ThrowawayDatabase(home);
        Runtime.getRuntime().addShutdownHook(database.abandoning);
        boolean up = false;
        try {
            database.server = EmbeddedMariaDb.startThrowaway(home);
            up = true;
        } finally {
            database.started.countDown();
            if (!up) {
                database.close();
            }
        }
        return database;
    }

    ConnectionInfo connection() {
        return Objects.requireNonNull(server).connection();
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(abandoning);
        } catch (IllegalStateException stopping) {
            // The program is being stopped, and the hook is at it.
            return;
        }
        end();
    }

    private void end() throws IOException {
        EmbeddedMariaDb running = server;
        if (running != null) {
            running.close();
        }
        delete(home);
    }

    private void abandon() {
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!started.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
                // Whatever this start has called up so far: without it the start fails and says so.
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
            }
            end();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException stillInUse) {
            System.err.println("Not everything could be deleted in " + home);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
