package org.slportal.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where one embedded server keeps its things.
 *
 * <pre>
 *   data/       the data directory proper, with the server's socket
 *   tmp/        temporary tables
 *   password    the portal account's password, 0600
 *   port        the TCP port of the running server
 *   server.pid  the server's process id
 *   lock        held by the JVM that owns the server
 * </pre>
 */
record DatabaseHome(Path root) {

    private static final int PASSWORD_BYTES = 24;

    Path data() {
        return root.resolve("data");
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path pidFile() {
        return root.resolve("server.pid");
    }

    Path initFile() {
        return root.resolve("init.sql");
    }

    private Path portFile() {
        return root.resolve("port");
    }

    private Path passwordFile() {
        return root.resolve("password");
    }

    /** The installer writes this file last, so a data directory without it is a torn installation. */
    private Path installedMarker() {
        return data().resolve("mariadb_upgrade_info");
    }

    boolean isInstalled() {
        return Files.exists(installedMarker()) || Files.exists(data().resolve("mysql_upgrade_info"));
    }

    /** A database of ours exists in the data directory: never to be reinstalled over. */
    boolean hasSchema(String schema) {
        return Files.isDirectory(data().resolve(schema));
    }

    void create() throws IOException {
        for (Path directory : List.of(root, data(), tmp())) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Reads the account's password, making one the first time. */
    String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            writePrivately(passwordFile(), HexFormat.of().formatHex(random));
        }
        return Files.readString(passwordFile()).strip();
    }

    void rememberPort(int port) throws IOException {
        writePrivately(portFile(), Integer.toString(port));
    }

    Optional<Integer> rememberedPort() throws IOException {
        return Files.exists(portFile())
                ? Optional.of(Integer.valueOf(Files.readString(portFile()).strip()))
                : Optional.empty();
    }

    static void writePrivately(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content, StandardOpenOption.WRITE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
