package org.slportal.agent.device;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slportal.agent.engine.DeviceTime;
import org.slportal.agent.engine.Syslog;
import org.slportal.agent.engine.SyslogMessage;

/** The logging buffer, and the terminals that want to see messages as they come. */
public final class SyslogBuffer implements Syslog {

    private static final int CAPACITY = 500;

    private final InstantSource clock;
    private final Deque<String> lines = new ArrayDeque<>();
    private final List<Consumer<String>> monitors = new CopyOnWriteArrayList<>();
    private int logged;

    public SyslogBuffer(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void log(SyslogMessage message) {
        String line = DeviceTime.log(clock.instant()) + ": " + message;
        synchronized (lines) {
            lines.addLast(line);
            logged++;
            if (lines.size() > CAPACITY) {
                lines.removeFirst();
            }
        }
        monitors.forEach(monitor -> monitor.accept(line));
    }

    /** Oldest first. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** How many were logged since the start, those no longer kept included. */
    public int logged() {
        synchronized (lines) {
            return logged;
        }
    }

    public void addMonitor(Consumer<String> monitor) {
        monitors.add(monitor);
    }

    public void removeMonitor(Consumer<String> monitor) {
        monitors.remove(monitor);
    }
}
