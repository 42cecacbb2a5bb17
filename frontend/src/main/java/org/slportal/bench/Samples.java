package org.slportal.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** How long something took, several times over. */
final class Samples {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int WARM_UP = 5;
    private static final int WARM_UP_PAIRS = 20;

    private final double[] sorted;

    Samples(double[] millis) {
        this.sorted = millis.clone();
        Arrays.sort(sorted);
    }

    /** Some runs for the caches of JVM and database first, which do not count. */
    static Samples of(int runs, Callable<?> act) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            act.call();
        }
        double[] millis = new double[runs];
        for (int i = 0; i < runs; i++) {
            millis[i] = time(act);
        }
        return new Samples(millis);
    }

    record Pair(Samples first, Samples second) {}

    /** Two acts by turns, so that whatever else the machine does slows both down. */
    static Pair pair(int runs, Callable<?> first, Callable<?> second) throws Exception {
        double[] firstMillis = new double[runs];
        double[] secondMillis = new double[runs];
        for (int i = -WARM_UP_PAIRS; i < runs; i++) {
            double firstTook = time(first);
            double secondTook = time(second);
            if (i >= 0) {
                firstMillis[i] = firstTook;
                secondMillis[i] = secondTook;
            }
        }
        return new Pair(new Samples(firstMillis), new Samples(secondMillis));
    }

    static double time(Callable<?> act) throws Exception {
        long start = System.nanoTime();
        act.call();
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    /** What 95 of 100 did not exceed. */
    double p95() {
        return percentile(0.95);
    }

    double median() {
        return percentile(0.5);
    }

    private double percentile(double share) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * share) - 1)];
    }

    int count() {
        return sorted.length;
    }
}
