package org.slportal.agent.fleet;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long answers took, in buckets five per cent wide. */
final class Latencies {

    private static final double WIDTH = Math.log(1.05);
    private static final int BUCKETS = 400;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long nanos) {
        double micros = Math.max(1, nanos / 1000.0);
        counts.incrementAndGet(Math.min(BUCKETS - 1, (int) (Math.log(micros) / WIDTH)));
    }

    long count() {
        long all = 0;
        for (int i = 0; i < BUCKETS; i++) {
            all += counts.get(i);
        }
        return all;
    }

    /** Milliseconds that so many per cent did not exceed, up to the width of a bucket; 0 without any. */
    double percentile(double percent) {
        long all = count();
        long wanted = (long) Math.ceil(all * percent / 100);
        long seen = 0;
        for (int i = 0; i < BUCKETS && all > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return Math.exp((i + 1) * WIDTH) / 1000;
            }
        }
        return 0;
    }

    /** Empties it into another. */
    void moveTo(Latencies total) {
        for (int i = 0; i < BUCKETS; i++) {
            total.counts.addAndGet(i, counts.getAndSet(i, 0));
        }
    }
}
