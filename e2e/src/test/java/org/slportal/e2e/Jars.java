package org.slportal.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The jars the build packaged before these tests. */
final class Jars {

    private Jars() {}

    static Path portal() {
        return find(Path.of("..", "frontend", "target"));
    }

    static Path agent() {
        return find(Path.of("..", "device-api", "agent", "target"));
    }

    private static Path find(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No packaged jar in " + target))
                    .toAbsolutePath()
                    .normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
