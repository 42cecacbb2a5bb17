package org.slportal.agent.nvram;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Lines of text in the image of the device's RAM. */
public final class RamLines {

    private final Nvram nvram;
    private final String name;

    public RamLines(Nvram nvram, String name) {
        this.nvram = nvram;
        this.name = name;
    }

    /** As they were written last; none at first. */
    public List<String> read() {
        return nvram.read(name)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** Replaces them all. */
    public void write(Collection<String> lines) {
        nvram.remember(name, () -> (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
