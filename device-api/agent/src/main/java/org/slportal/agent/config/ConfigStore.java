package org.slportal.agent.config;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.platform.Hardware;

/** The configuration in force. Each change is kept in NVRAM, so that the simulation survives its own restart. */
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
            save(RUNNING);
            afterChange.run();
        }
    }

    /** Called after each change that is not part of loading. */
    public void afterChange(Runnable listener) {
        afterChange = listener;
    }

    /** What {@code write memory} does. */
    public synchronized void saveStartup() {
        save(STARTUP);
    }

    /** The configuration to start with: the running one of the last run, else the saved one; empty on the first start. */
    public Optional<List<String>> stored() {
        return nvram.read(RUNNING)
                .or(() -> nvram.read(STARTUP))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }

    /** Applies stored commands without keeping each step. */
    public synchronized void load(List<String> lines, Consumer<String> apply) {
        loading = true;
        try {
            lines.forEach(apply);
        } finally {
            loading = false;
        }
        save(RUNNING);
    }

    private void save(String name) {
        String text = String.join("\n", RunningConfigText.lines(current, hardware)) + "\n";
        nvram.write(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
