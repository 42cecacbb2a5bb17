package org.slportal.agent.nvram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryNvramTest {

    @TempDir
    private Path directory = Path.of("");

    /** Writes ever longer whole contents until it is killed; what it last finished it says on its output. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            try (DirectoryNvram nvram = DirectoryNvram.open(Path.of(args[0]))) {
                for (int i = 1; ; i++) {
                    nvram.write("licensing", content(i));
                    System.out.println(i);
                }
            }
        }
    }

    private static byte[] content(int number) {
        return (number + ":" + "x".repeat(number % 5000)).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void what_is_remembered_is_read_by_the_next_process_too() {
        try (DirectoryNvram nvram = DirectoryNvram.open(directory.resolve("a"))) {
            nvram.remember("ram-log", () -> content(3));
            nvram.remember("ram-log", () -> content(4));
            nvram.rememberMore("ram-more", () -> content(5));
            nvram.rememberMore("ram-more", () -> content(5));
            RamLines lines = new RamLines(nvram, "ram-lines", 3);
            for (int i = 0; i < 100; i++) {
                lines.add("line " + i);
            }
        }
        try (DirectoryNvram nvram = DirectoryNvram.open(directory.resolve("a"))) {
            assertThat(nvram.read("ram-log")).hasValue(content(4));
            assertThat(nvram.read("ram-more").orElseThrow()).hasSize(2 * content(5).length);
            assertThat(new RamLines(nvram, "ram-lines", 3).lines()).containsExactly("line 97", "line 98", "line 99");
            assertThat(nvram.read("ram-lines").orElseThrow()).hasSizeLessThan(6 * 8 + 1);
        }
    }

    @Test
    void what_was_written_is_read_by_the_next_process_and_only_its_owner_may() throws IOException {
        try (DirectoryNvram nvram = DirectoryNvram.open(directory.resolve("a/b"))) {
            nvram.write("licensing", content(7));
            assertThat(nvram.read("absent")).isEmpty();
        }
        try (DirectoryNvram nvram = DirectoryNvram.open(directory.resolve("a/b"))) {
            assertThat(nvram.read("licensing")).hasValue(content(7));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("a/b/licensing"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("a/b"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_second_switch_on_the_same_directory_is_refused() {
        try (DirectoryNvram first = DirectoryNvram.open(directory.resolve("n"))) {
            assertThat(first.read("licensing")).isEmpty();
            assertThatThrownBy(() -> DirectoryNvram.open(directory.resolve("n")))
                    .isInstanceOf(NvramException.class)
                    .hasMessageEndingWith("is in use by another running switch");
        }
    }

    @Test
    void names_that_could_leave_the_directory_are_refused() {
        try (DirectoryNvram nvram = DirectoryNvram.open(directory.resolve("n"))) {
            assertThatThrownBy(() -> nvram.write("../x", new byte[0])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_half_written_file_of_a_crash_is_not_read() throws IOException {
        Path place = directory.resolve("n");
        try (DirectoryNvram nvram = DirectoryNvram.open(place)) {
            nvram.write("licensing", content(1));
        }
        Files.writeString(place.resolve("licensing.new"), "half");
        try (DirectoryNvram nvram = DirectoryNvram.open(place)) {
            assertThat(nvram.read("licensing")).hasValue(content(1));
            nvram.write("licensing", content(2));
            assertThat(nvram.read("licensing")).hasValue(content(2));
        }
    }

    @Test
    void killed_at_any_moment_a_whole_content_no_older_than_the_last_finished_one_remains() throws Exception {
        for (int round = 0; round < 3; round++) {
            Path place = directory.resolve("killed-" + round);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            place.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var finished = process.inputReader()) {
                for (int i = 0; i < 20 + 13 * round; i++) {
                    assertThat(finished.readLine()).isNotNull();
                }
                // by its handle: Process.destroyForcibly would also close the stream that is read below
                assertThat(process.toHandle().destroyForcibly()).isTrue();
                int last = finished.lines().mapToInt(Integer::parseInt).max().orElse(20 + 13 * round);
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                try (DirectoryNvram nvram = DirectoryNvram.open(place)) {
                    byte[] left = nvram.read("licensing").orElseThrow();
                    String text = new String(left, StandardCharsets.US_ASCII);
                    int number = Integer.parseInt(text.substring(0, text.indexOf(':')));
                    assertThat(left).isEqualTo(content(number));
                    assertThat(number).isBetween(last, last + 1);
                }
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
