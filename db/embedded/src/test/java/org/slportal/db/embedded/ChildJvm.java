package org.slportal.db.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link CommittingProgram} and what it printed. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildJvm startIn(Path home) throws IOException {
        return new ChildJvm(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingProgram.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until that many commits were printed. */
    void awaitCommits(int count) throws IOException {
        while (lines.size() < count) {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("The program ended after " + lines);
            }
            lines.add(line);
        }
    }

    /** kill -9: nothing of it runs any more when this returns. */
    void kill() throws InterruptedException {
        // Not through Process, which closes the pipe: what was printed last is still to be read.
        process.toHandle().destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("A killed process does not end");
        }
    }

    /** SIGTERM. */
    void askToEnd() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The program does not end");
        }
    }

    /** Everything printed until its end. */
    List<String> printed() throws IOException {
        @Nullable String line;
        while ((line = output.readLine()) != null) {
            lines.add(line);
        }
        return List.copyOf(lines);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
