package org.slportal.services.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * The portal's own secrets in one directory (0700): a password for the PKCS#12 files, and the sealing key in one of them. The
 * password may also come from outside, so that key files and password need not lie on the same disk.
 */
public final class SecretStore {

    private static final String SEALING_ALIAS = "sealing";
    private static final int PASSWORD_BYTES = 32;

    private final Path directory;
    private final char[] password;

    private SecretStore(Path directory, char[] password) {
        this.directory = directory;
        this.password = password;
    }

    /** Opens the directory, making it and a random password the first time. @param givenPassword empty: kept beside the files */
    public static SecretStore open(Path directory, String givenPassword) {
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            return new SecretStore(
                    directory, givenPassword.isEmpty() ? storedPassword(directory) : givenPassword.toCharArray());
        } catch (IOException e) {
            throw new IllegalStateException("The directory for the portal's keys cannot be used: " + directory, e);
        }
    }

    private static char[] storedPassword(Path directory) throws IOException {
        Path file = directory.resolve("keystore.password");
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            writePrivately(file, HexFormat.of().formatHex(random).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        return Files.readString(file).strip().toCharArray();
    }

    /** Where another key store of the portal belongs. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    /** The password of all key stores in the directory. */
    public char[] password() {
        return password.clone();
    }

    /** The key registration tokens are sealed with, made the first time. */
    public SecretKey sealingKey() {
        Path file = file("sealing.p12");
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    store.load(in, password);
                }
            } else {
                store.load(null, password);
                KeyGenerator generator = KeyGenerator.getInstance("AES");
                generator.init(256);
                store.setEntry(
                        SEALING_ALIAS,
                        new KeyStore.SecretKeyEntry(generator.generateKey()),
                        new KeyStore.PasswordProtection(password));
                var bytes = new java.io.ByteArrayOutputStream();
                store.store(bytes, password);
                writePrivately(file, bytes.toByteArray());
            }
            return (SecretKey) store.getKey(SEALING_ALIAS, password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The portal's sealing key cannot be read from " + file, e);
        }
    }

    private static void writePrivately(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(fresh)) {
            out.write(content);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
