package org.slportal.agent.cli.show;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.DeviceTime;
import org.slportal.agent.platform.Platform;

/** What the console shows of a start, and of one to come. */
public final class BootReport {

    private BootReport() {}

    /** From the hardware's initialisation to the first prompt. */
    public static List<String> lines(SimulatedSwitch device) {
        Platform platform = device.hardware().platform();
        List<String> lines = new ArrayList<>(List.of(
                "",
                "Initializing Hardware...",
                "",
                "Simulated system bootstrap; no vendor software is loaded.",
                "Current image running: Boot ROM0",
                "Last reset cause: SoftwareReload",
                platform.pid() + " platform with " + platform.memoryKib() + " Kbytes of main memory",
                "",
                "boot: reading file flash:packages.conf",
                "#".repeat(60)));
        lines.addAll(VersionReport.software(device.hardware()));
        lines.add("");
        lines.addAll(VersionReport.processor(device.hardware()));
        lines.add("");
        lines.add("");
        lines.add("Press RETURN to get started!");
        lines.add("");
        lines.add("");
        return lines;
    }

    /** {@code Reload scheduled for 08:19:24 UTC Wed Mar 13 2024 (in 10 minutes)}. */
    public static String scheduled(SimulatedSwitch device, Duration left) {
        Instant when = device.clock().instant().plus(left);
        return "Reload scheduled for " + DeviceTime.clock(when).replaceFirst("\\.\\d{3}", "") + " (in "
                + (left.toHours() > 0 ? left.toHours() + " hours and " : "") + left.toMinutesPart() + " minutes)";
    }

    /** {@code show reload}. */
    public static List<String> pending(SimulatedSwitch device) {
        Duration left = device.untilReload();
        return left == null
                ? List.of("No reload is scheduled.", "")
                : List.of(scheduled(device, left), "Reload reason: Reload Command", "");
    }
}
