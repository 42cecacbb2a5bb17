package org.slportal.services.lab.attached;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener that remembers, for tests that wait. */
final class HeardText implements SwitchConsole.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StringBuilder text = new StringBuilder();
    private final AtomicInteger ends = new AtomicInteger();

    @Override
    public synchronized void printed(String printed) {
        text.append(printed);
    }

    @Override
    public void ended() {
        ends.incrementAndGet();
    }

    synchronized String text() {
        return text.toString();
    }

    int ends() {
        return ends.get();
    }

    /** Waits until something holds. */
    static void until(String what, java.util.function.BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain until " + what);
            }
            Thread.sleep(5);
        }
    }
}
