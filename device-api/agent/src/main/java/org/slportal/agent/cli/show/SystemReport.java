package org.slportal.agent.cli.show;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.platform.Chassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.Platform;
import org.slportal.agent.platform.Topology;

/** The system's own {@code show} commands. */
public final class SystemReport {

    private static final String SOFTWARE = "16.9.1";

    private SystemReport() {}

    public static List<String> clock(SimulatedSwitch device) {
        return WireReport.clock(device);
    }

    public static List<String> version(SimulatedSwitch device) {
        Platform platform = device.hardware().platform();
        String name = device.config().current().hostname();
        String image = platform.image();
        boolean isSwitch = platform.topology().isSwitch();
        List<String> lines = new ArrayList<>();
        lines.add("Cisco IOS XE Software, Version 16.09.01");
        lines.add("Cisco IOS Software [Fuji], " + softwareName(platform) + " Software ("
                + image.toUpperCase(java.util.Locale.ROOT) + "), Version " + SOFTWARE + ", RELEASE SOFTWARE (fc2)");
        lines.add("This is a simulated device for training; it runs no vendor software.");
        lines.add("");
        lines.add("ROM: IOS-XE ROMMON");
        lines.add("");
        lines.add(name + " uptime is "
                + uptime(Duration.between(device.bootedAt(), device.clock().instant())));
        lines.add("System returned to ROM by reload");
        lines.add("System image file is \"flash:packages.conf\"");
        lines.add("Last reload reason: Reload Command");
        lines.add("");
        lines.add("Technology Package License Information: ");
        lines.add("");
        lines.add("Smart Licensing Status: "
                + LicenseReport.registrationWords(device).replace(" - REGISTRATION FAILED", ""));
        lines.add("");
        lines.add("cisco " + platform.pid() + " (" + platform.processor() + ") processor with " + platform.memoryKib()
                + "K/6147K bytes of memory.");
        lines.add("Processor board ID " + device.hardware().udi().serialNumber());
        lines.add("2048K bytes of non-volatile configuration memory.");
        lines.add("8388608K bytes of physical memory.");
        lines.add("");
        if (isSwitch) {
            lines.addAll(members(device.hardware()));
        }
        lines.add("Configuration register is 0x102");
        lines.add("");
        return lines;
    }

    private static List<String> members(Hardware hardware) {
        List<String> lines = new ArrayList<>();
        lines.add("Model Number                       : " + hardware.platform().pid());
        lines.add("System Serial Number               : " + hardware.udi().serialNumber());
        lines.add("");
        lines.add("");
        lines.add("Switch Ports Model              SW Version        SW Image              Mode   ");
        lines.add("------ ----- -----              ----------        ----------            ----   ");
        for (int i = 0; i < hardware.members().size(); i++) {
            Platform member = hardware.members().get(i).platform();
            lines.add(String.format(
                    "%s%5d %-5d %-18s %-17s %-21s %s",
                    i == 0 ? "*" : " ",
                    i + 1,
                    ports(member),
                    member.pid(),
                    SOFTWARE,
                    member.image().toUpperCase(java.util.Locale.ROOT),
                    "INSTALL"));
        }
        lines.add("");
        lines.add("");
        return lines;
    }

    private static int ports(Platform platform) {
        return platform.pid().contains("48") ? 65 : 41;
    }

    public static List<String> inventory(SimulatedSwitch device) {
        Hardware hardware = device.hardware();
        Platform platform = hardware.platform();
        List<String> lines = new ArrayList<>();
        boolean stack = platform.topology() == Topology.STACK;
        entry(lines, stack ? stackName(platform) : "Chassis", platform.description(), hardware.active());
        if (stack) {
            for (int i = 0; i < hardware.members().size(); i++) {
                Chassis member = hardware.members().get(i);
                entry(lines, "Switch " + (i + 1), member.platform().pid(), member);
            }
        }
        return lines;
    }

    private static String stackName(Platform platform) {
        return switch (platform.family()) {
            case "C3650" -> "c36xx Stack";
            case "C3850" -> "c38xx Stack";
            default -> "c93xx Stack";
        };
    }

    private static void entry(List<String> lines, String name, String description, Chassis chassis) {
        lines.add("NAME: \"" + name + "\", DESCR: \"" + description + "\"");
        lines.add(String.format(
                "PID: %-18s, VID: V01  , SN: %s",
                chassis.udi().pid(), chassis.udi().serialNumber()));
        lines.add("");
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

    private static String softwareName(Platform platform) {
        return switch (platform.topology()) {
            case STACK, MODULAR, FIXED -> "Catalyst L3 Switch";
            case ROUTER ->
                switch (platform.family()) {
                    case "CSR1000V" -> "Virtual XE";
                    case "ASR1000" -> "ASR1000";
                    default -> "ISR";
                };
        };
    }

    private static String uptime(Duration up) {
        return up.toDays() > 0
                ? up.toDays() + " days, " + up.toHoursPart() + " hours, " + up.toMinutesPart() + " minutes"
                : up.toHours() > 0
                        ? up.toHours() + " hours, " + up.toMinutesPart() + " minutes"
                        : up.toMinutes() + " minutes";
    }
}
