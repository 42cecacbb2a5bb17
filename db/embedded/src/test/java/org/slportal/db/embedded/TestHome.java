package org.slportal.db.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A directory for one test's server, outside the temporary directory, and what runs on it. */
record TestHome(Path path) {

    /** An empty one. */
    static TestHome fresh(String name) throws IOException {
        Path path = Path.of("target", "homes", name).toAbsolutePath();
        delete(path);
        Files.createDirectories(path.getParent());
        return new TestHome(path);
    }

    Path data() {
        return path.resolve("data");
    }

    /** The servers that work on the directory, whoever started them. */
    List<ProcessHandle> servers() throws IOException {
        Path data = data().toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> arguments(process).contains("--datadir=" + data))
                .toList();
    }

    static List<String> arguments(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** Ends what a failed test left behind. */
    void clear() throws IOException {
        if (Files.exists(data())) {
            for (ProcessHandle server : servers()) {
                server.destroyForcibly();
                server.onExit().join();
            }
        }
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw new UncheckedIOException(failure);
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
