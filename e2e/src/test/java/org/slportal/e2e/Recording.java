package org.slportal.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A session at a switch's terminal in the form it is recorded in: what differs from run to run has a name instead, and log messages, which come
 * when they come, stand behind what was typed.
 */
final class Recording {

    private final List<String> terminal = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    /** Adds what a switch printed. */
    void add(String printed) {
        for (String line : printed.replace("\r", "").split("\n")) {
            String steady = steady(line);
            if (steady.isEmpty() || steady.matches("\\S+[>#]")) {
                continue;
            }
            (steady.startsWith("(time): %") ? log : terminal).add(steady);
        }
    }

    private static String steady(String line) {
        return line.replaceAll(".\\x08", "")
                .stripTrailing()
                .replaceFirst("^acc-krk-07(?:\\([a-z-]+\\))?[>#](?=.)", "")
                .replaceFirst("^\\*?[A-Z][a-z]{2} +\\d+ \\d{2}:\\d{2}:\\d{2}\\.\\d{3}(?: [A-Z]+)?: ", "(time): ")
                .replaceAll("[A-Z][a-z]{2} \\d{2} \\d{2}:\\d{2}:\\d{2} \\d{4}", "(time)")
                .replaceAll("clock set .*", "clock set (time)")
                .replaceAll("device date '\\d{13}'", "device date '(milliseconds)'")
                .replaceAll("idtoken \\S+", "idtoken (token)")
                .replaceAll("SN: [0-9A-F]{16,}", "SN: (serial)")
                .replaceAll("ended on \\S+Z", "ended on (time)")
                .replaceAll("localhost:\\d+", "localhost:(port)")
                .replaceAll("Evaluation Period Remaining: .*", "Evaluation Period Remaining: (time)");
    }

    String text() {
        return String.join("\n", terminal) + "\n\n--- log ---\n" + String.join("\n", log) + "\n";
    }

    /** What was recorded once, and read by a person. */
    static String of(int scenario) throws IOException {
        try (InputStream in = Recording.class.getResourceAsStream("/scenarios/" + scenario + ".txt")) {
            return in == null ? "(nothing is recorded)" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Written for comparison whatever it is like. */
    void keep(int scenario) throws IOException {
        Path directory = Path.of("target", "scenarios");
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(scenario + ".txt"), text());
    }
}
