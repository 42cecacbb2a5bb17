package org.slportal.agent.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a fleet's run came to, for programs.
 *
 * @param renewed switches whose authorization was renewed at least once
 * @param seconds from the first arrival to the end
 * @param heapPerSwitch bytes besides the keys; -1 with too few switches to tell
 * @param peakMemoryMib most memory of the process at any time, heap and everything else; -1 where the system does not say
 */
record FleetFigures(
        int switches,
        int registered,
        int authorized,
        int renewed,
        double seconds,
        long messages,
        long faults,
        double p95Millis,
        long heapPerSwitch,
        long peakMemoryMib) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
    }

    /** Of this process, in MiB, as Linux counts what is really in memory. */
    static long peakMemory() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException notLinux) {
            return -1;
        }
    }
}
