package org.slportal.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The authority's keys and certificates in one PKCS #12 file with the entries root, issuing, signing and tls.
 *
 * <p>Written whole or not at all, with permissions 0600; a file others may read is refused. Processes that share the file take turns
 * through a lock file beside it, so that two portal nodes starting together make one root.
 */
public final class CaStore {

    private static final String ROOT = "root";
    private static final String ISSUING = "issuing";
    private static final String SIGNING = "signing";
    private static final String TLS = "tls";

    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    /** File locks are held by the whole Java process, so threads of one process need a lock of their own. */
    private static final ReentrantLock PROCESS_LOCK = new ReentrantLock();

    private final Path file;
    private final char[] password;

    /**
     * @param file made with its directory when the authority first opens
     * @param password at least 12 characters; copied, so the caller may wipe its own
     */
    public CaStore(Path file, char[] password) {
        if (password.length < 12) {
            throw new PkiException("The certificate store needs a password of at least 12 characters");
        }
        this.file = file.toAbsolutePath();
        this.password = password.clone();
    }

    /**
     * Reads the store, applies the change and writes what came back, unless it is the same object.
     *
     * @throws PkiException if the file cannot be read or written; then the old file is as it was
     */
    CaContents update(UnaryOperator<CaContents> change) {
        PROCESS_LOCK.lock();
        try {
            Path directory = AtomicFile.directoryOf(file);
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                    file.resolveSibling("." + file.getFileName() + ".lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    AtomicFile.ownerOnly(directory))) {
                channel.lock(); // released with the channel
                CaContents before = load();
                CaContents after = change.apply(before);
                if (!after.equals(before)) {
                    save(after);
                }
                return after;
            }
        } catch (IOException e) {
            throw new PkiException(
                    "The certificate store " + file + " cannot be read or written: " + e.getMessage(), e);
        } finally {
            PROCESS_LOCK.unlock();
        }
    }

    private CaContents load() throws IOException {
        if (Files.notExists(file)) {
            return CaContents.EMPTY;
        }
        refuseIfOthersMayRead();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return new CaContents(entry(store, ROOT), entry(store, ISSUING), entry(store, SIGNING), entry(store, TLS));
        } catch (IOException e) {
            throw new PkiException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "The password does not open the certificate store " + file
                            : "The certificate store " + file + " is damaged or not a PKCS #12 file",
                    e);
        } catch (GeneralSecurityException e) {
            throw new PkiException("The certificate store " + file + " cannot be opened", e);
        }
    }

    private @Nullable Credential entry(KeyStore store, String alias) throws GeneralSecurityException {
        if (!store.isKeyEntry(alias)) {
            return null;
        }
        if (store.getKey(alias, password) instanceof PrivateKey key
                && store.getCertificate(alias) instanceof X509Certificate certificate) {
            return new Credential(key, certificate);
        }
        throw new PkiException("The entry " + alias + " of the certificate store " + file + " is not a key pair");
    }

    private void save(CaContents contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            put(store, ROOT, contents.root());
            put(store, ISSUING, contents.issuing());
            put(store, SIGNING, contents.signing());
            put(store, TLS, contents.tls());
            store.store(bytes, password);
        } catch (GeneralSecurityException e) {
            throw new PkiException("The certificate store " + file + " cannot be written", e);
        }
        AtomicFile.replace(file, bytes::writeTo);
    }

    /** Without its chain: a renewed issuing certificate has the old one's name, and PKCS #12 finds chains by name. */
    private void put(KeyStore store, String alias, @Nullable Credential entry) throws GeneralSecurityException {
        if (entry != null) {
            store.setKeyEntry(alias, entry.privateKey(), password, new Certificate[] {entry.certificate()});
        }
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (!AtomicFile.isPosix(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
            throw new PkiException("The certificate store " + file + " is open to others ("
                    + PosixFilePermissions.toString(permissions)
                    + "); its keys may be known. If they are not, run chmod 600 on it");
        }
    }

    @Override
    public String toString() {
        return "CaStore[" + file + "]";
    }
}
