package org.slportal.agent.device;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slportal.agent.engine.DeviceTime;
import org.slportal.agent.engine.Syslog;
import org.slportal.agent.engine.SyslogMessage;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.nvram.RamLines;

/** The logging buffer, and the terminals that want to see messages as they come. */
public final class SyslogBuffer implements Syslog {

    private static final int CAPACITY = 500;

    private final InstantSource clock;
    private final RamLines lines;
    private final AtomicInteger logged;
    private final List<Consumer<String>> monitors = new CopyOnWriteArrayList<>();

    /** Goes on with the lines kept in the image of the RAM. */
    public SyslogBuffer(InstantSource clock, Nvram nvram) {
        this.clock = clock;
        this.lines = new RamLines(nvram, "ram-log", CAPACITY);
        this.logged = new AtomicInteger(lines.lines().size());
    }

    @Override
    public void log(SyslogMessage message) {
        add(message.toString());
    }

    /** A line of debugging output: no facility, no severity. */
    public void debug(String text) {
        add(text);
    }

    /** Empties the buffer: it is in RAM. */
    public void clear() {
        lines.clear();
        logged.set(0);
    }

    private void add(String text) {
        String line = DeviceTime.log(clock.instant()) + ": " + text;
        lines.add(line);
        logged.incrementAndGet();
        monitors.forEach(monitor -> monitor.accept(line));
    }

    /** Oldest first. */
    public List<String> lines() {
        return lines.lines();
    }

    /** How many were logged since the start, those no longer kept included. */
    public int logged() {
        return logged.get();
    }

    public void addMonitor(Consumer<String> monitor) {
        monitors.add(monitor);
    }

    public void removeMonitor(Consumer<String> monitor) {
        monitors.remove(monitor);
    }
}
