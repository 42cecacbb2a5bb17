package org.slportal.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that outlived its JVM (kill -9). It holds the InnoDB files, so a new one would fail after 30 s; it is asked to stop,
 * which loses nothing.
 */
final class OrphanedServer {

    private static final Logger log = LoggerFactory.getLogger(OrphanedServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private OrphanedServer() {}

    /** Call only while holding the home's lock: then no living JVM owns the server found. */
    static void stop(DatabaseHome home) throws IOException {
        Optional<ProcessHandle> orphan = find(home);
        if (orphan.isEmpty()) {
            Files.deleteIfExists(home.pidFile());
            return;
        }
        log.info(
                "Stopping the database server left behind by a portal that was killed (process {})",
                orphan.get().pid());
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedDatabaseException("Interrupted while an old database server stopped", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new EmbeddedDatabaseException(
                    "An old database server (process " + orphan.get().pid() + ") does not stop; stop it by hand", e);
        }
        Files.deleteIfExists(home.pidFile());
    }

    private static Optional<ProcessHandle> find(DatabaseHome home) throws IOException {
        if (!Files.exists(home.pidFile())) {
            return Optional.empty();
        }
        String text = Files.readString(home.pidFile()).strip();
        if (!text.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        // The number may have been given to another program since: only a process that works on our data directory is
        // ours.
        Optional<ProcessHandle> named = ProcessHandle.of(Long.parseLong(text));
        return named.isPresent() && worksOn(named.get(), home.data()) ? named : Optional.empty();
    }

    private static boolean worksOn(ProcessHandle process, Path data) throws IOException {
        // The server is told the real path, whatever symbolic links lead to it.
        String argument = "--datadir=" + data.toRealPath();
        try {
            String commandLine = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return Arrays.asList(commandLine.split("\0")).contains(argument);
        } catch (IOException gone) {
            log.debug("Process {} ended while being looked at", process.pid(), gone);
            return false;
        }
    }
}
