package org.slportal.agent.rig;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.concurrent.ConcurrentHashMap;
import org.slportal.agent.nvram.Nvram;

/** NVRAM that lives as long as the test. */
public final class MemoryNvram implements Nvram {

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    @Override
    public void write(String name, byte[] content) {
        files.put(name, content.clone());
    }

    @Override
    public void remember(String name, Supplier<byte[]> content) {
        write(name, content.get());
    }
}
