package org.slportal.agent.nvram;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * NVRAM in a directory only its owner can read. Files are written beside their place, synced, renamed over it, and the directory synced. One
 * process at a time: two switches with one identity would fight over it.
 */
public final class DirectoryNvram implements Nvram, AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final String LOCK = "lock";

    private final Path directory;
    private final FileChannel lockFile;

    private DirectoryNvram(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /**
     * Opens the directory, made if absent.
     *
     * @throws NvramException if it cannot be used, or another process uses it
     */
    public static DirectoryNvram open(Path directory) {
        try {
            if (Files.notExists(directory)) {
                Path parent = directory.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel lockFile =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return locked(directory, lockFile);
        } catch (IOException e) {
            throw new NvramException("The NVRAM directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static DirectoryNvram locked(Path directory, FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return new DirectoryNvram(directory, lockFile);
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // told below, as for any other holder
        }
        lockFile.close();
        throw new NvramException("The NVRAM directory " + directory + " is in use by another running switch");
    }

    /** Where a name is kept, for software that must have a path; the file may not exist. */
    public Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not an NVRAM name: " + name);
        }
        return directory.resolve(name);
    }

    @Override
    public Optional<byte[]> read(String name) {
        try {
            return Optional.of(Files.readAllBytes(path(name)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new NvramException("NVRAM file " + path(name) + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void write(String name, byte[] content) {
        replace(name, content, true);
    }

    @Override
    public synchronized void remember(String name, Supplier<byte[]> content) {
        replace(name, content.get(), false);
    }

    @Override
    public synchronized void rememberMore(String name, Supplier<byte[]> more) {
        Path target = path(name);
        try (FileChannel out = FileChannel.open(
                target,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer rest = ByteBuffer.wrap(more.get());
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        } catch (IOException e) {
            throw new NvramException("NVRAM file " + target + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void replace(String name, byte[] content, boolean durable) {
        Path target = path(name);
        Path fresh = directory.resolve(name + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel out = FileChannel.open(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                if (durable) {
                    out.force(true);
                }
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (durable) {
                try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
                    entry.force(true);
                }
            }
        } catch (IOException e) {
            throw new NvramException("NVRAM file " + target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Gives the directory free for another process. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new NvramException("The NVRAM directory " + directory + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
