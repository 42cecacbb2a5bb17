package org.slportal.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaStoreTest {

    @TempDir
    Path directory;

    private final Lab.MovableClock clock = new Lab.MovableClock();
    private Path file;

    @BeforeEach
    void place() {
        file = directory.resolve("ca.p12");
    }

    @Test
    void the_file_is_its_owners_alone_and_nothing_else_is_left_behind() throws Exception {
        open();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(AtomicFile.temporaryOf(file)).doesNotExist();
    }

    @Test
    void a_wrong_password_says_so_and_does_not_repeat_it() {
        open();
        CaStore wrong = new CaStore(file, "wrong wrong wrong".toCharArray());

        assertThatThrownBy(() -> open(wrong))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("password does not open")
                .hasMessageNotContaining("wrong wrong");
    }

    @Test
    void a_short_password_is_refused() {
        assertThatThrownBy(() -> new CaStore(file, "elevenchars".toCharArray())).isInstanceOf(PkiException.class);
        assertThat(new CaStore(file, "twelve chars".toCharArray())).hasToString("CaStore[" + file + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-r-----", "rw--w----", "rwx--x--x"})
    void a_file_open_to_others_is_refused(String permissions) throws Exception {
        open();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(this::open)
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("open to others (" + permissions + ")");
    }

    @Test
    void a_damaged_file_is_refused_and_not_replaced() throws Exception {
        open();
        byte[] half = Arrays.copyOf(Files.readAllBytes(file), 500);
        Files.write(file, half);

        assertThatThrownBy(this::open).isInstanceOf(PkiException.class).hasMessageContaining("damaged");
        assertThat(Files.readAllBytes(file)).isEqualTo(half);
    }

    @Test
    void a_write_that_dies_half_way_leaves_the_old_file() throws Exception {
        CertificateAuthority first = open();
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> AtomicFile.replace(file, out -> {
                    out.write("half a st".getBytes(StandardCharsets.US_ASCII));
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(AtomicFile.temporaryOf(file)).doesNotExist();
        assertThat(open().rootPem()).isEqualTo(first.rootPem());
    }

    @Test
    void the_leavings_of_a_killed_writer_are_no_hindrance() throws Exception {
        CertificateAuthority first = open();
        Files.writeString(AtomicFile.temporaryOf(file), "half a st");

        TlsIdentity tls = first.tlsIdentity(List.of("portal"), List.of());

        assertThat(open().tlsIdentity(List.of("portal"), List.of()).certificateSerialHex())
                .isEqualTo(tls.certificateSerialHex());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_record_that_fails_during_the_first_start_leaves_no_store() {
        IssuanceRecord failing = new IssuanceRecord() {
            @Override
            public void intent(CertificateIntent intent) {
                if (intent.kind() == CertificateKind.ISSUING) {
                    throw new IllegalStateException("database away");
                }
            }

            @Override
            public void issued(CertificateIntent intent, byte[] der) {}
        };

        assertThatThrownBy(() -> CertificateAuthority.open(Lab.store(directory), failing, clock, Lab.profile()))
                .hasMessage("database away");
        assertThat(file).doesNotExist();
    }

    @Test
    void nodes_that_start_together_share_one_root() throws Exception {
        Set<String> roots = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<String>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(() -> open().rootPem());
            }
            for (Future<String> root : threads.invokeAll(starts)) {
                roots.add(root.get());
            }
        }
        assertThat(roots).hasSize(1);
    }

    @Test
    void a_store_that_vanished_or_was_exchanged_is_not_silently_begun_anew() throws Exception {
        CertificateAuthority first = open();
        Files.delete(file);
        assertThatThrownBy(() -> first.tlsIdentity(List.of("portal"), List.of()))
                .isInstanceOf(PkiException.class);
        assertThat(file).doesNotExist();

        open();
        assertThatThrownBy(() -> first.tlsIdentity(List.of("portal"), List.of()))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("another root");
    }

    private CertificateAuthority open() {
        return open(Lab.store(directory));
    }

    private CertificateAuthority open(CaStore store) {
        return CertificateAuthority.open(store, new Lab.MemoryRecord(), clock, Lab.profile());
    }
}
