package org.slportal.agent.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.fleet.Fleet;
import org.slportal.agent.fleet.FleetMix;
import org.slportal.agent.fleet.KeyPool;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.transport.SharedClient;
import org.slportal.protocol.EnvelopeCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Very many switches at once. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = {
            "Registers many switches from one process and prints once a second how they stand. Without --duration and --think it ends when each switch has its first answer.",
            "Exit code 0 if all are registered, 1 if not."
        })
public final class FleetCommand implements Callable<Integer> {

    private static final int MOST = 100_000;
    private static final int MADE_KEYS = 64;
    /** With fewer, what the connections take would be mistaken for the switches'. */
    private static final int ENOUGH_TO_MEASURE = 5000;

    @Mixin
    private PortalOptions portal = new PortalOptions();

    @Option(names = "--count", paramLabel = "N", required = true, description = "Switches, 1 to 100000.")
    private int count;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            required = true,
            description = "Registration token for all of them.")
    private String token = "";

    @Option(names = "--force", description = "Register with force.")
    private boolean force;

    @Option(
            names = "--ramp",
            paramLabel = "N/s",
            defaultValue = "50/s",
            description = "Arrivals. Default: ${DEFAULT-VALUE}")
    private String ramp = "";

    @Option(
            names = "--platforms",
            paramLabel = "PID=SHARE,…",
            defaultValue = "C9300-24P=60,C9300-48P=25,C9500-40X=10,CSR1000V=5",
            description = "Default: ${DEFAULT-VALUE}")
    private String platforms = "";

    @Option(
            names = "--features",
            paramLabel = "A+B",
            defaultValue = "",
            description = "What is configured where a model knows it. Default: what is usual on each.")
    private String features = "";

    @Option(
            names = "--think",
            paramLabel = "SECONDS",
            description = "Each switch asks for its authorization anew this often.")
    private @Nullable Double think;

    @Option(
            names = "--renewals",
            paramLabel = "N",
            description = "With --think: end as soon as each switch has renewed its authorization so many times.")
    private @Nullable Integer renewals;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "Go on for this long.")
    private @Nullable Integer duration;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            defaultValue = "made",
            description = "A file of \"agent keys\", or \"made\" to make them at the start. Default: ${DEFAULT-VALUE}")
    private String keys = "";

    @Option(
            names = "--share-keys",
            description = "Let switches share keys when there are fewer keys than switches; \"made\" then makes 64.")
    private boolean shareKeys;

    @Option(
            names = "--accelerate",
            paramLabel = "X",
            defaultValue = "1",
            description =
                    "Run the switches' clock this many times faster. The portal's must do so too. Default: ${DEFAULT-VALUE}")
    private double accelerate;

    @Option(
            names = "--serial",
            paramLabel = "PATTERN",
            defaultValue = "FLT%07d",
            description = "Serial numbers, with one place for the number. Default: ${DEFAULT-VALUE}")
    private String serial = "";

    @Option(
            names = "--first",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of the first switch. Default: ${DEFAULT-VALUE}")
    private int first;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "64",
            description = "Messages under way at the same time. Default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(names = "--csv", paramLabel = "FILE", description = "Results, one line for each switch.")
    private @Nullable Path csv;

    @Option(names = "--json", paramLabel = "FILE", description = "What it came to, for programs.")
    private @Nullable Path json;

    @Option(names = "--deregister", description = "Give all identities back at the end.")
    private boolean deregister;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        FleetMix mix = mix();
        TrustAnchors anchors = portal.anchors();
        KeyPool pool = pool();
        long before = heap();
        SharedClient client = new SharedClient(anchors, Duration.ofSeconds(30), EnvelopeCodec.MAX_MESSAGE_BYTES);
        Fleet fleet = new Fleet(new Fleet.Setup(
                count,
                mix,
                pool,
                serial,
                first,
                token,
                force,
                rate(),
                think == null ? null : Duration.ofMillis((long) (think * 1000)),
                accelerate,
                concurrency,
                anchors,
                client,
                URI.create(portal.callHomeUrl())));
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            stopped.set(true);
            try {
                ended.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run(fleet, stopped, before, pool.size());
        } finally {
            ended.countDown();
            if (!stopped.get()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private int run(Fleet fleet, AtomicBoolean stopped, long before, int poolSize)
            throws IOException, InterruptedException {
        try (fleet) {
            long start = System.nanoTime();
            fleet.start();
            Integer limit = duration;
            boolean over = false;
            while (!over && !stopped.get()) {
                Thread.sleep(1000);
                Fleet.Standing now = fleet.recent();
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
                System.out.printf(Locale.ROOT, "%4d s  %s  %d msg/s%n", seconds, now, now.messages());
                over = limit != null && seconds >= limit || isDone(fleet, now);
            }
            Fleet.Standing whole = fleet.whole();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "Done in %.1f s: %s  %d messages, %.1f/s  %d transport faults%n",
                    seconds,
                    whole,
                    whole.messages(),
                    whole.messages() / seconds,
                    whole.faults());
            int renewed = fleet.renewed(1);
            long heapPerSwitch = -1;
            if (whole.arrived() >= ENOUGH_TO_MEASURE) {
                heapPerSwitch = Math.max(0, (heap() - before) / whole.arrived());
                System.out.printf(
                        Locale.ROOT,
                        "Heap: %d bytes for each switch, besides %d keys; %d renewed; at most %d MiB of memory%n",
                        heapPerSwitch,
                        poolSize,
                        renewed,
                        FleetFigures.peakMemory());
            }
            write(fleet);
            Path figures = json;
            if (figures != null) {
                new FleetFigures(
                                count,
                                whole.registered(),
                                whole.authorized(),
                                renewed,
                                seconds,
                                whole.messages(),
                                whole.faults(),
                                whole.p95(),
                                heapPerSwitch,
                                FleetFigures.peakMemory())
                        .write(figures);
            }
            if (deregister && !stopped.get()) {
                System.out.println(fleet.deregister(Duration.ofMinutes(5)) + " identities could not be given back");
            }
            return whole.registered() == count ? 0 : 1;
        }
    }

    private boolean isDone(Fleet fleet, Fleet.Standing now) {
        if (!now.isSettled(count)) {
            return false;
        }
        Integer wanted = renewals;
        return wanted == null ? think == null && duration == null : fleet.renewed(wanted) == count;
    }

    private void check() {
        if (count < 1 || count > MOST) {
            throw new UsageException("--count is 1 to " + MOST);
        }
        if (accelerate < 1 || accelerate > 1_000_000 || concurrency < 1 || concurrency > 1000 || first < 0) {
            throw new UsageException("--accelerate is 1 to 1000000, --concurrency 1 to 1000, --first not negative");
        }
        Double pause = think;
        if (pause != null && pause < 0.1) {
            throw new UsageException("--think is at least 0.1 seconds");
        }
        Integer wanted = renewals;
        if (wanted != null && (pause == null || wanted < 1)) {
            throw new UsageException("--renewals is at least 1 and goes with --think");
        }
        // The one place may be written %d or %07d; anything else would be an invitation to mistakes.
        if (!serial.matches("[A-Z0-9]{0,10}%(0\\d{1,2})?d[A-Z0-9]{0,10}")) {
            throw new UsageException("--serial has capitals and digits and one %d or %07d: " + serial);
        }
    }

    private double rate() {
        String number = ramp.endsWith("/s") ? ramp.substring(0, ramp.length() - 2) : ramp;
        if (!number.matches("\\d{1,5}(\\.\\d{1,3})?") || Double.parseDouble(number) <= 0) {
            throw new UsageException("--ramp is a number of arrivals in a second, such as 50/s: " + ramp);
        }
        return Double.parseDouble(number);
    }

    private FleetMix mix() {
        try {
            return FleetMix.parse(platforms, features.isEmpty() ? List.of() : List.of(features.split("\\+")));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private KeyPool pool() {
        KeyPool pool;
        if (keys.equals("made")) {
            pool = KeysCommand.make(shareKeys ? Math.min(count, MADE_KEYS) : count);
        } else {
            try {
                pool = KeyPool.load(Path.of(keys), count);
            } catch (IOException e) {
                throw new UsageException("The keys " + keys + " cannot be read: " + e.getMessage(), e);
            }
        }
        if (pool.size() == 0 || pool.size() < count && !shareKeys) {
            throw new UsageException(
                    keys + " has " + pool.size() + " keys for " + count + " switches; --share-keys lets them share");
        }
        return pool;
    }

    private void write(Fleet fleet) throws IOException {
        Path file = csv;
        if (file == null) {
            return;
        }
        try (CsvWriter writer = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            writer.writeRecord("serial_number", "pid", "outcome", "ms_to_register", "messages", "failure");
            fleet.report(writer::writeRecord);
        }
    }

    /** Bytes in use once everything unreachable is gone. */
    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
