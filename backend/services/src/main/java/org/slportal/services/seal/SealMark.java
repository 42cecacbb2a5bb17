package org.slportal.services.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slportal.pki.AtomicFile;

/**
 * A file in the data directory that remembers each log's newest seal. Who can write the database alone can cut off the end of a chain,
 * but not here.
 */
final class SealMark {

    static final String NAME = "log-seals";

    private static final HexFormat HEX = HexFormat.of();

    /** File locks are held by the whole Java process, so threads of one process need a lock of their own. */
    private static final ReentrantLock PROCESS_LOCK = new ReentrantLock();

    private final Path file;

    SealMark(Path dataDir) {
        this.file = dataDir.resolve(NAME);
    }

    /** The newest seal as it was when the file was written. */
    record Entry(long number, byte[] hash) {}

    Path file() {
        return file;
    }

    @Nullable
    Entry read(SealedLog log) {
        return readAll().get(log);
    }

    /** Remembers a newer seal; an older one is not taken, whoever comes with it. */
    void advance(SealedLog log, long number, byte[] hash) {
        PROCESS_LOCK.lock();
        try (FileChannel channel = FileChannel.open(
                file.resolveSibling("." + NAME + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
            channel.lock(); // released with the channel
            Map<SealedLog, Entry> entries = readAll();
            Entry former = entries.get(log);
            if (former != null && former.number() >= number) {
                return;
            }
            entries.put(log, new Entry(number, hash));
            byte[] text = text(entries).getBytes(StandardCharsets.US_ASCII);
            AtomicFile.replace(file, out -> out.write(text));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        } finally {
            PROCESS_LOCK.unlock();
        }
    }

    private Map<SealedLog, Entry> readAll() {
        Map<SealedLog, Entry> entries = new EnumMap<>(SealedLog.class);
        if (Files.notExists(file)) {
            return entries;
        }
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                String[] parts = line.split(" ", 3);
                entries.put(SealedLog.valueOf(parts[0]), new Entry(Long.parseLong(parts[1]), HEX.parseHex(parts[2])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new BrokenChainException(file + " is damaged", e);
        }
        return entries;
    }

    private static String text(Map<SealedLog, Entry> entries) {
        List<Map.Entry<SealedLog, Entry>> lines = List.copyOf(entries.entrySet());
        return lines.stream()
                .map(line -> line.getKey() + " " + line.getValue().number() + " "
                        + HEX.formatHex(line.getValue().hash()) + "\n")
                .collect(Collectors.joining());
    }
}
