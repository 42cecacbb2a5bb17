package org.slportal.agent.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.AuthorizationState;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.nvram.DirectoryNvram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** How long somebody at a terminal waits. */
@Command(
        name = "stopwatch",
        mixinStandardHelpOptions = true,
        description =
                "Registers whole switches one after the other, each with a key of its own, and tells how long it took from the command until the switch was authorized. Each is deregistered again. Exit code 1 if one was not authorized.")
public final class StopwatchCommand implements Callable<Integer> {

    private static final int MOST = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private PortalOptions portal = new PortalOptions();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            required = true,
            description = "Registration token for all of them.")
    private String token = "";

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "40",
            description = "Switches, 1 to 1000. Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(names = "--json", paramLabel = "FILE", description = "The milliseconds of each, as a list.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (count < 1 || count > MOST) {
            throw new UsageException("--count is 1 to " + MOST);
        }
        List<Long> millis = new ArrayList<>();
        Path directory = Files.createTempDirectory("stopwatch-");
        try {
            for (int i = 1; i <= count; i++) {
                long each = registration(String.format(Locale.ROOT, "STW%07d", i), directory);
                if (each < 0) {
                    return 1;
                }
                millis.add(each);
            }
        } finally {
            delete(directory);
        }
        Path file = json;
        if (file != null) {
            Files.writeString(file, JSON.writeValueAsString(millis) + "\n");
        }
        List<Long> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "From the command to authorized: median %d ms, p95 %d ms, worst %d ms, the first %d ms%n",
                percentile(sorted, 50),
                percentile(sorted, 95),
                sorted.getLast(),
                millis.getFirst());
        return 0;
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }

    /** Milliseconds; -1 if it was not authorized, with its status on the terminal. */
    private long registration(String serial, Path directory) throws IOException, InterruptedException {
        TrustAnchors anchors = portal.anchors();
        SwitchSpec spec =
                SwitchSpec.parse("name=" + serial + ",pid=C9300-24P,sn=" + serial + ",features=network-advantage");
        try (DirectoryNvram memory = DirectoryNvram.open(directory.resolve(serial));
                PowerStrip strip = new PowerStrip(portal.followClock, anchors)) {
            SimulatedSwitch device = strip.plugIn(spec, portal.callHomeUrl(), anchors, memory);
            CliSession terminal = CliSession.privileged(device);
            long start = System.nanoTime();
            terminal.execute("license smart register idtoken " + token);
            boolean authorized =
                    until(() -> device.agent().authorizationState() == AuthorizationState.AUTHORIZED, start);
            long millis = (System.nanoTime() - start) / 1_000_000;
            if (!authorized) {
                System.out.print(terminal.execute("show license status"));
                return -1;
            }
            terminal.execute("license smart deregister");
            until(() -> device.agent().state().identity() == null, System.nanoTime());
            return millis;
        }
    }

    private static boolean until(BooleanSupplier reached, long start) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
