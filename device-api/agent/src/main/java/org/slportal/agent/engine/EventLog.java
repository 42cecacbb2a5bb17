package org.slportal.agent.engine;

import java.time.InstantSource;
import java.util.List;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.RamLines;

/** The licensing software's own events, as {@code show license eventlog} lists them; the last few hundred. */
public final class EventLog {

    private final InstantSource clock;
    private final int capacity;
    private final RamLines lines;

    /**
     * Goes on with the events kept in memory; the device itself keeps them over a reload.
     *
     * @param capacity how many are kept; 0 keeps none and costs nothing
     */
    EventLog(InstantSource clock, int capacity, Nvram nvram) {
        this.clock = clock;
        this.capacity = capacity;
        this.lines = new RamLines(nvram, "licensing-events", capacity);
    }

    /** @param attributes name and value in turn; a value's quotes are dropped */
    void record(String event, String... attributes) {
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
        lines.add(line.toString());
    }

    /** Oldest first. */
    public List<String> lines() {
        return lines.lines();
    }
}
