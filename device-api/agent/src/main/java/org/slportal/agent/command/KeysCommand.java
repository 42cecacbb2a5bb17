package org.slportal.agent.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.fleet.KeyPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keys for a fleet, made beforehand. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Makes RSA-2048 keys for a fleet on all processors and writes them to a file.")
public final class KeysCommand implements Callable<Integer> {

    private static final int MOST = 100_000;

    @Option(names = "--count", paramLabel = "N", required = true, description = "From 1 to 100000.")
    private int count;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Must not exist yet.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Path file = out;
        if (file == null || count < 1 || count > MOST) {
            throw new UsageException("--count is 1 to " + MOST);
        }
        if (java.nio.file.Files.exists(file)) {
            throw new UsageException("The file " + file + " exists already");
        }
        long start = System.nanoTime();
        KeyPool pool = make(count);
        try {
            pool.save(file);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("The file " + file + " exists already", e);
        }
        System.out.printf("%d keys in %s, %.1f s%n", count, file, (System.nanoTime() - start) / 1e9);
        return 0;
    }

    static KeyPool make(int count) {
        return KeyPool.make(count, made -> {
            if (made % 500 == 0) {
                System.out.println(made + " of " + count + " keys made");
            }
        });
    }
}
