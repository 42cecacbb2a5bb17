package org.slportal.agent.engine;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The licensing software's own events, as {@code show license eventlog} lists them; the last {@value #CAPACITY}. */
public final class EventLog {

    private static final int CAPACITY = 500;

    private final InstantSource clock;
    private final Deque<String> lines = new ArrayDeque<>();

    public EventLog(InstantSource clock) {
        this.clock = clock;
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
    }

    /** Oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
