package org.slportal.agent.engine;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.RamLines;

/** The licensing software's own events, as {@code show license eventlog} lists them; the last few hundred. */
public final class EventLog {

    private final InstantSource clock;
    private final int capacity;
    private final Deque<String> lines = new ArrayDeque<>();
    private final RamLines kept;

    /**
     * Goes on with the events kept in memory; the device itself keeps them over a reload.
     *
     * @param capacity how many are kept; 0 keeps none and costs nothing
     */
    EventLog(InstantSource clock, int capacity, Nvram nvram) {
        this.clock = clock;
        this.capacity = capacity;
        this.kept = new RamLines(nvram, "licensing-events");
        lines.addAll(kept.read());
    }

    /** @param attributes name and value in turn; a value's quotes are dropped */
    synchronized void record(String event, String... attributes) {
        if (capacity == 0) {
            return;
        }
        StringBuilder line = new StringBuilder(DeviceTime.event(clock.instant()))
                .append(" SAEVT_")
                .append(event);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            line.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(attributes[i + 1].replace("\"", ""))
                    .append('"');
        }
        lines.addLast(line.toString());
        if (lines.size() > capacity) {
            lines.removeFirst();
        }
        kept.write(lines);
    }

    /** Oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
