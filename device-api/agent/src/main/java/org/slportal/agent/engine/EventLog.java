package org.slportal.agent.engine;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.RamLines;

/** The licensing software's own events, as {@code show license eventlog} lists them; the last {@value #CAPACITY}. */
public final class EventLog {

    private static final int CAPACITY = 500;

    private final InstantSource clock;
    private final Deque<String> lines = new ArrayDeque<>();
    private final RamLines kept;

    /** Goes on with the events kept in memory; the device itself keeps them over a reload. */
    public EventLog(InstantSource clock, Nvram nvram) {
        this.clock = clock;
        this.kept = new RamLines(nvram, "licensing-events");
        lines.addAll(kept.read());
    }

    /** @param attributes name and value in turn; a value's quotes are dropped */
    synchronized void record(String event, String... attributes) {
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
        if (lines.size() > CAPACITY) {
            lines.removeFirst();
        }
        kept.write(lines);
    }

    /** Oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
