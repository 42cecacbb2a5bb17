package org.slportal.agent.config;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.platform.Hardware;

/**
 * The running configuration, in RAM, and the startup configuration, in NVRAM. Each change of the running one is kept beside it, so that the
 * simulation survives its own restart; a reload starts from the saved one.
 */
public final class ConfigStore {

    private static final String RUNNING = "running-config";
    private static final String STARTUP = "startup-config";

    private final Nvram nvram;
    private final Hardware hardware;
    private final InstantSource clock;
    private volatile DeviceConfig current = new DeviceConfig();
    private volatile Instant changedAt;
    private volatile boolean loading;
    private volatile Runnable afterChange = () -> {};

    public ConfigStore(Nvram nvram, Hardware hardware, InstantSource clock) {
        this.nvram = nvram;
        this.hardware = hardware;
        this.clock = clock;
        this.changedAt = clock.instant();
    }

    /** Not to be changed; see {@link #change}. */
    public DeviceConfig current() {
        return current;
    }

    public Instant changedAt() {
        return changedAt;
    }

    /** Changes a copy, publishes it and keeps it. */
    public synchronized void change(Consumer<DeviceConfig> edit) {
        DeviceConfig next = current.copy();
        edit.accept(next);
        current = next;
        if (!loading) {
            changedAt = clock.instant();
            keep();
            afterChange.run();
        }
    }

    /** Called after each change that is not part of loading. */
    public void afterChange(Runnable listener) {
        afterChange = listener;
    }

    /** What {@code write memory} does. */
    public synchronized void saveStartup() {
        nvram.write(STARTUP, text());
    }

    /** The running configuration of a device whose simulation was ended; empty on the first start. */
    public Optional<List<String>> running() {
        return read(RUNNING);
    }

    /** What {@code write memory} saved last; empty if never. */
    public Optional<List<String>> startup() {
        return read(STARTUP);
    }

    /** Whether a reload would lose nothing. */
    public boolean isSaved() {
        return startup().equals(Optional.of(RunningConfigText.lines(current, hardware)));
    }

    /** {@code erase startup-config}. */
    public synchronized void eraseStartup() {
        nvram.write(STARTUP, new byte[0]);
    }

    private Optional<List<String>> read(String name) {
        return nvram.read(name)
                .filter(bytes -> bytes.length > 0)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }

    /** Starts from an empty configuration and applies stored commands without keeping each step. */
    public synchronized void load(List<String> lines, Consumer<String> apply) {
        loading = true;
        current = new DeviceConfig();
        try {
            lines.forEach(apply);
        } finally {
            loading = false;
        }
        changedAt = clock.instant();
        keep();
    }

    private void keep() {
        nvram.remember(RUNNING, this::text);
    }

    private byte[] text() {
        return (String.join("\n", RunningConfigText.lines(current, hardware)) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
