package org.slportal.agent.rig;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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

    @Override
    public void rememberMore(String name, Supplier<byte[]> more) {
        files.merge(name, more.get(), (before, line) -> {
            byte[] all = Arrays.copyOf(before, before.length + line.length);
            System.arraycopy(line, 0, all, before.length, line.length);
            return all;
        });
    }
}
