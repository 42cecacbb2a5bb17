package org.slportal.agent.nvram;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines of a log, with their image in the device's RAM. A line costs what the line costs: the image grows, and is written anew when it
 * holds twice as much as is wanted.
 */
public final class RamLines {

    private final Nvram nvram;
    private final String name;
    private final int capacity;
    private final Deque<String> lines = new ArrayDeque<>();
    private int inImage;

    /** Goes on with what the image holds. */
    public RamLines(Nvram nvram, String name, int capacity) {
        this.nvram = nvram;
        this.name = name;
        this.capacity = capacity;
        nvram.read(name)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of())
                .forEach(line -> {
                    inImage++;
                    keep(line);
                });
    }

    /** Adds a line; the oldest falls out when there are too many. */
    public synchronized void add(String line) {
        keep(line);
        if (++inImage > 2 * capacity) {
            inImage = lines.size();
            nvram.remember(name, () -> bytes(String.join("\n", lines)));
        } else {
            nvram.rememberMore(name, () -> bytes(line));
        }
    }

    /** Forgets them all. */
    public synchronized void clear() {
        lines.clear();
        inImage = 0;
        nvram.remember(name, () -> new byte[0]);
    }

    /** Oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private void keep(String line) {
        lines.addLast(line);
        if (lines.size() > capacity) {
            lines.removeFirst();
        }
    }

    private static byte[] bytes(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
