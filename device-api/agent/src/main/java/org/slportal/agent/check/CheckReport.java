package org.slportal.agent.check;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One line a step, with what it took. */
public final class CheckReport {

    private final PrintStream out;
    private int held;
    private int failed;

    public CheckReport(PrintStream out) {
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** What a step does; it gives back what is worth telling. */
    @FunctionalInterface
    public interface Step {
        String take() throws CheckFailure, InterruptedException;
    }

    /** Takes a step and prints the outcome; false if it did not hold. */
    public boolean step(String what, Step step) throws InterruptedException {
        long start = System.nanoTime();
        try {
            String detail = step.take();
            held++;
            print("✓", what, start, detail);
            return true;
        } catch (CheckFailure e) {
            failed++;
            print("✗", what, start, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void print(String mark, String what, long start, String detail) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        out.printf("%s %6d ms  %s%s%n", mark, millis, what, detail.isEmpty() ? "" : ": " + detail);
    }

    /** The last line. */
    public void finish() {
        out.println(
                holds() ? "All " + held + " steps hold." : failed + " of " + (held + failed) + " steps do not hold.");
    }

    /** Whether every step held, and there was one. */
    public boolean holds() {
        return failed == 0 && held > 0;
    }
}
