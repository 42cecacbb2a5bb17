package org.slportal.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The packaged portal, with or without the demo account, in a data directory below target. */
final class RunningPortal implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    final int httpPort;
    final int httpsPort;
    final Path data;
    private final Child process;

    private RunningPortal(int httpPort, int httpsPort, Path data, Child process) {
        this.httpPort = httpPort;
        this.httpsPort = httpsPort;
        this.data = data;
        this.process = process;
    }

    /** The demo, with empty data. */
    static RunningPortal fresh(String name) throws IOException, InterruptedException {
        return fresh(name, Map.of());
    }

    /** @param environment what the operator sets besides */
    static RunningPortal fresh(String name, Map<String, String> environment) throws IOException, InterruptedException {
        return start("demo", emptyData(name), freePort(), freePort(), environment);
    }

    /** For real use: nobody is in it yet. */
    static RunningPortal empty(String name) throws IOException, InterruptedException {
        return start("up", emptyData(name), freePort(), freePort(), Map.of());
    }

    private static Path emptyData(String name) throws IOException {
        Path data = Path.of("target", "portal-data", name).toAbsolutePath();
        deleteRecursively(data);
        return data;
    }

    /** On the same data and ports as one that ended. */
    static RunningPortal again(RunningPortal before) throws IOException, InterruptedException {
        return start("demo", before.data, before.httpPort, before.httpsPort, Map.of());
    }

    private static RunningPortal start(
            String command, Path data, int httpPort, int httpsPort, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        Files.deleteIfExists(data.resolve("public").resolve("ready"));
        Child process = Child.start(
                data.resolveSibling(data.getFileName() + ".log"),
                Jars.portal(),
                List.of(
                        command,
                        "--data",
                        data.toString(),
                        "--http-port",
                        Integer.toString(httpPort),
                        "--https-port",
                        Integer.toString(httpsPort)),
                environment);
        RunningPortal portal = new RunningPortal(httpPort, httpsPort, data, process);
        try {
            process.awaitOutput("Smart Licensing Portal is ready.", START_PATIENCE);
            while (!Files.exists(data.resolve("public").resolve("ready"))) {
                Thread.sleep(50);
            }
            return portal;
        } catch (IOException | InterruptedException | RuntimeException e) {
            portal.close();
            throw e;
        }
    }

    String url(String path) {
        return "http://localhost:" + httpPort + path;
    }

    Path trustAnchor() {
        return data.resolve("public").resolve("root.pem");
    }

    Path credentials() {
        return data.resolve("demo.properties");
    }

    Properties demo() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(credentials())) {
            properties.load(in);
        }
        return properties;
    }

    /** The embedded server's process id, as it wrote it itself. */
    long databasePid() throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("mariadb").resolve("server.pid")).strip());
    }

    String log() throws IOException {
        return process.output();
    }

    /** kill -9 of the portal and of its database. */
    void killEverything() throws IOException, InterruptedException {
        ProcessHandle database = ProcessHandle.of(databasePid()).orElseThrow();
        process.kill();
        database.destroyForcibly();
        while (database.isAlive()) {
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static void deleteRecursively(Path directory) throws IOException {
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
