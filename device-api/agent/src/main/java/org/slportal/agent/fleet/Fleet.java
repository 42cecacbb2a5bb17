package org.slportal.agent.fleet;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.fleet.FleetSwitch.Outcome;
import org.slportal.agent.identity.CertificateTrust;
import org.slportal.agent.transport.SharedClient;

/** A fleet at work: arrivals, timers, and what has become of everyone. */
public final class Fleet implements AutoCloseable {

    private static final long TICK_MILLIS = 20;

    private final Setup setup;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();
    private final FleetWire wire;
    private final ScheduledThreadPoolExecutor timers;
    private final ExecutorService workers;
    private final List<FleetSwitch> switches;
    private final Latencies total = new Latencies();
    private final long startedAt = System.nanoTime();
    private volatile int arrived;
    private double due;
    private double thought;
    private int thinker;

    /**
     * What a fleet is.
     *
     * @param serialPattern of {@link String#format}, with one number
     * @param first number of the first switch
     * @param ramp arrivals in a second
     * @param think null for none; else how often each switch asks for its authorization anew
     * @param accelerate how many times faster than real the switches' clock runs
     * @param workers messages under way at the same time
     */
    public record Setup(
            int count,
            FleetMix mix,
            KeyPool keys,
            String serialPattern,
            int first,
            String token,
            boolean force,
            double ramp,
            @Nullable Duration think,
            double accelerate,
            int workers,
            CertificateTrust trust,
            SharedClient client,
            URI uri) {}

    public Fleet(Setup setup) {
        this.setup = setup;
        Instant start = Instant.now();
        this.clock = setup.accelerate() == 1
                ? InstantSource.system()
                : () -> start.plusNanos((long) ((System.nanoTime() - startedAt) * setup.accelerate()));
        this.wire = new FleetWire(setup.client(), setup.uri(), clock);
        this.timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("fleet-timer").factory());
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.workers = Executors.newFixedThreadPool(
                setup.workers(), Thread.ofPlatform().daemon().name("fleet-", 0).factory());
        this.switches = new ArrayList<>(setup.count());
    }

    /** Lets the first switches arrive; the others follow by themselves. */
    public void start() {
        timers.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        due = Math.min(setup.count(), due + setup.ramp() * TICK_MILLIS / 1000);
        while (arrived < (int) due) {
            int number = arrived;
            String serialNumber = String.format(Locale.ROOT, setup.serialPattern(), setup.first() + number);
            FleetSwitch fresh = new FleetSwitch(this, number, serialNumber);
            synchronized (switches) {
                switches.add(fresh);
            }
            fresh.register(setup.token());
            arrived++;
        }
        Duration think = setup.think();
        if (think != null && arrived > 0) {
            thought += arrived * TICK_MILLIS / (double) think.toMillis();
            for (; thought >= 1; thought--) {
                FleetSwitch next = switches.get(thinker++ % arrived);
                next.agent().renewAuthorization();
            }
        }
    }

    /** How the fleet stands. */
    public record Standing(
            int arrived,
            Map<Outcome, Integer> outcomes,
            long messages,
            long faults,
            double p50,
            double p95,
            double p99) {

        int of(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0);
        }

        /** Registered, whatever the portal says of the licences. */
        public int registered() {
            return of(Outcome.REGISTERED) + of(Outcome.AUTHORIZED) + of(Outcome.OUT_OF_COMPLIANCE);
        }

        public int authorized() {
            return of(Outcome.AUTHORIZED);
        }

        /** Whether nobody waits for a first answer any more. */
        public boolean isSettled(int count) {
            return arrived == count && of(Outcome.WAITING) + of(Outcome.REGISTERED) == 0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "arrived %d  registered %d  authorized %d  out of compliance %d  failed %d  p50 %.1f ms  p95 %.1f ms  p99 %.1f ms",
                    arrived,
                    registered(),
                    of(Outcome.AUTHORIZED),
                    of(Outcome.OUT_OF_COMPLIANCE),
                    of(Outcome.FAILED),
                    p50,
                    p95,
                    p99);
        }
    }

    /** Since the last call; messages and latencies count only what was answered meanwhile. */
    public Standing recent() {
        Latencies now = new Latencies();
        wire.recent.moveTo(now);
        Standing standing = standing(now);
        now.moveTo(total);
        return standing;
    }

    /** Over all. */
    public Standing whole() {
        wire.recent.moveTo(total);
        return standing(total);
    }

    private Standing standing(Latencies latencies) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        List<FleetSwitch> all = switches();
        all.forEach(each -> outcomes.merge(each.outcome(), 1, Integer::sum));
        return new Standing(
                all.size(),
                outcomes,
                latencies.count(),
                wire.faults.sum(),
                latencies.percentile(50),
                latencies.percentile(95),
                latencies.percentile(99));
    }

    private List<FleetSwitch> switches() {
        synchronized (switches) {
            return List.copyOf(switches);
        }
    }

    /** Switches whose authorization was renewed at least so many times. */
    public int renewed(int times) {
        return (int) switches().stream()
                .filter(each -> each.authorizations() > times)
                .count();
    }

    /** One line for each switch: serial number, model, outcome, milliseconds to register, messages, failure. */
    public void report(Consumer<String[]> line) {
        for (FleetSwitch each : switches()) {
            line.accept(new String[] {
                each.hardware().udi().serialNumber(),
                each.hardware().platform().pid(),
                each.outcome().name(),
                each.millisToRegister() < 0 ? "" : String.valueOf(each.millisToRegister()),
                String.valueOf(each.messages()),
                each.failure()
            });
        }
    }

    /** Gives every identity back; how many are left after at most that long. */
    public int deregister(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        switches().forEach(each -> each.agent().deregister());
        int left = held();
        while (left > 0 && System.nanoTime() < end) {
            Thread.sleep(100);
            left = held();
        }
        return left;
    }

    private int held() {
        return (int) switches().stream()
                .filter(each -> each.agent().state().identity() != null)
                .count();
    }

    /** Stops arrivals and timers, lets messages under way end for a few seconds, then cuts them off. */
    @Override
    public void close() {
        timers.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        setup.client().close();
    }

    Setup setup() {
        return setup;
    }

    InstantSource clock() {
        return clock;
    }

    RandomGenerator random() {
        return random;
    }

    FleetWire wire() {
        return wire;
    }

    /** What comes after the end is not done any more. */
    Executor workers() {
        return task -> {
            try {
                workers.execute(task);
            } catch (RejectedExecutionException stopped) {
                // the fleet has ended
            }
        };
    }

    /** @param delay in the switches' time */
    @Nullable
    Future<?> schedule(Duration delay, Runnable wake) {
        long millis = Math.max(0, (long) Math.ceil(delay.toMillis() / setup.accelerate()) + 1);
        try {
            return timers.schedule(wake, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            return null;
        }
    }
}
