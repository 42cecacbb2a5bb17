package org.slportal.agent.cli.show;

import java.util.ArrayList;
import java.util.List;
import org.slportal.agent.device.SimulatedSwitch;

/** The system's own {@code show} commands. */
public final class SystemReport {

    private SystemReport() {}

    public static List<String> clock(SimulatedSwitch device) {
        return WireReport.clock(device);
    }

    /** With where the time comes from. */
    public static List<String> clockDetail(SimulatedSwitch device) {
        boolean synchronised = !device.config().current().network().ntpServers().isEmpty() && device.isOnTime();
        return List.of(
                WireReport.clock(device).getFirst(),
                "Time source is "
                        + (synchronised ? "NTP" : device.isOnTime() ? "hardware calendar" : "user configuration"));
    }

    public static List<String> logging(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Syslog logging: enabled (0 messages dropped, 0 messages rate-limited, 0 flushes, 0 overruns, xml disabled, "
                        + "filtering disabled)");
        lines.add("");
        lines.add("    Console logging: level debugging, " + device.syslog().logged() + " messages logged");
        lines.add("    Monitor logging: level debugging, 0 messages logged");
        lines.add("    Buffer logging:  level debugging, " + device.syslog().logged() + " messages logged");
        lines.add("");
        lines.add("Log Buffer (102400 bytes):");
        lines.add("");
        lines.addAll(device.syslog().lines());
        return lines;
    }
}
