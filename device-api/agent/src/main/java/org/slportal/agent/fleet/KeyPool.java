package org.slportal.agent.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.slportal.agent.identity.DeviceKey;

/** Device keys made beforehand, since making one takes longer than everything else a switch does in its life. */
public final class KeyPool {

    private static final String END = "-----END PRIVATE KEY-----";

    private final List<DeviceKey> keys;

    private KeyPool(List<DeviceKey> keys) {
        // Their stored form is part of what a key costs, not of what a switch costs.
        keys.forEach(DeviceKey::toPem);
        this.keys = List.copyOf(keys);
    }

    /**
     * Makes keys on all processors.
     *
     * @param made told how many there are, now and then
     */
    public static KeyPool make(int count, IntConsumer made) {
        java.util.concurrent.atomic.AtomicInteger done = new java.util.concurrent.atomic.AtomicInteger();
        return new KeyPool(IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> {
                    DeviceKey key = DeviceKey.generate();
                    made.accept(done.incrementAndGet());
                    return key;
                })
                .toList());
    }

    /**
     * Reads what {@link #save} wrote, at most so many.
     *
     * @throws IOException if the file cannot be read or holds something else
     */
    public static KeyPool load(Path file, int most) throws IOException {
        List<String> pems = new ArrayList<>();
        StringBuilder pem = new StringBuilder();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            for (String line = in.readLine(); line != null && pems.size() < most; line = in.readLine()) {
                pem.append(line).append('\n');
                if (line.equals(END)) {
                    pems.add(pem.toString());
                    pem.setLength(0);
                }
            }
        }
        try {
            return new KeyPool(pems.parallelStream().map(DeviceKey::fromPem).toList());
        } catch (IllegalArgumentException e) {
            throw new IOException("not a file of keys", e);
        }
    }

    /** Writes a new file only its owner can read. */
    public void save(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer out = Files.newBufferedWriter(
                file,
                StandardCharsets.US_ASCII,
                Set.of(StandardOpenOption.WRITE).toArray(StandardOpenOption[]::new))) {
            for (DeviceKey key : keys) {
                out.write(key.toPem().replace("\r\n", "\n"));
            }
        }
    }

    public int size() {
        return keys.size();
    }

    /** The key of a switch; a pool smaller than the fleet gives the same one several times. */
    DeviceKey of(int number) {
        return keys.get(number % keys.size());
    }
}
