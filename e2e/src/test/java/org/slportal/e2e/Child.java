package org.slportal.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program of ours in a process of its own, its output in a file. Stopped by its own process id, never by name. */
final class Child implements AutoCloseable {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Child start(Path output, Path jar, List<String> arguments) throws IOException {
        return start(output, jar, arguments, Map.of());
    }

    static Child start(Path output, Path jar, List<String> arguments, Map<String, String> environment)
            throws IOException {
        Path temporary = Files.createDirectories(Path.of("target", "tmp").toAbsolutePath());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                jar.toString()));
        command.addAll(arguments);
        Files.createDirectories(output.getParent());
        ProcessBuilder program =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        program.environment().putAll(environment);
        Process process = program.start();
        return new Child(process, output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits for a line of its output. */
    void awaitOutput(String text, Duration patience) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (!output().contains(text)) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("\"" + text + "\" did not appear in:\n" + output());
            }
            Thread.sleep(100);
        }
    }

    int awaitExit(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The program does not end:\n" + output());
        }
        return process.exitValue();
    }

    /** As kill -9 would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
