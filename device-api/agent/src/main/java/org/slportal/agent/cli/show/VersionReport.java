package org.slportal.agent.cli.show;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.platform.Chassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.Platform;
import org.slportal.agent.platform.SoftwareVersion;

/** {@code show version}. */
public final class VersionReport {

    private static final String RULE = "-".repeat(78);

    private VersionReport() {}

    public static List<String> version(SimulatedSwitch device) {
        Hardware hardware = device.hardware();
        Platform platform = hardware.platform();
        String uptime = uptime(device.uptime());
        List<String> lines = new ArrayList<>(software(hardware));
        lines.add("");
        lines.add("ROM: IOS-XE ROMMON");
        lines.add("");
        lines.add(device.config().current().hostname() + " uptime is " + uptime);
        lines.add("Uptime for this control processor is " + uptime);
        lines.add("System returned to ROM by reload");
        lines.add("System image file is \"flash:packages.conf\"");
        lines.add("Last reload reason: Reload Command");
        lines.add("");
        if (platform.topology().isSwitch()) {
            lines.addAll(technology(device.config().current()));
        }
        lines.add("Smart Licensing Status: "
                + LicenseReport.registrationWords(device).replace(" - REGISTRATION FAILED", ""));
        lines.add("");
        lines.addAll(processor(hardware));
        lines.add("");
        if (platform.topology().isSwitch()) {
            lines.addAll(members(hardware, uptime));
        }
        lines.add("Configuration register is 0x102");
        lines.add("");
        return lines;
    }

    /** Which software it is, as the first lines say. */
    static List<String> software(Hardware hardware) {
        SoftwareVersion version = hardware.software();
        return List.of(
                "Cisco IOS XE Software, Version " + version.paddedNumber(),
                "Cisco IOS Software [" + version.train() + "], " + softwareName(hardware.platform()) + " Software ("
                        + image(hardware.platform()) + "), Version " + version.number() + ", RELEASE SOFTWARE (fc2)",
                "This is a simulated device for training; it runs no vendor software.");
    }

    /** What it runs on. */
    static List<String> processor(Hardware hardware) {
        Platform platform = hardware.platform();
        return List.of(
                "cisco " + platform.pid() + " (" + platform.processor() + ") processor with " + platform.memoryKib()
                        + "K/6147K bytes of memory.",
                "Processor board ID " + hardware.udi().serialNumber(),
                "2048K bytes of non-volatile configuration memory.",
                "8388608K bytes of physical memory.");
    }

    private static List<String> technology(DeviceConfig config) {
        List<String> lines = new ArrayList<>(List.of(
                "Technology Package License Information: ",
                "",
                RULE,
                "Technology-package                                     Technology-package",
                "Current                        Type                       Next reboot  ",
                RULE));
        config.bootLevels().forEach(level -> lines.add(technology(level, "Smart License")));
        if (config.addon() != null) {
            lines.add(technology(config.addon(), "Subscription Smart License"));
        }
        lines.add("");
        lines.add("");
        return lines;
    }

    private static String technology(String level, String type) {
        return String.format("%-20s\t%-30s\t %-30s", level, type, level).stripTrailing();
    }

    private static List<String> members(Hardware hardware, String uptime) {
        List<String> lines = new ArrayList<>();
        lines.addAll(identity(hardware.members().get(activeMember(hardware))));
        lines.add("");
        lines.add("");
        lines.add("Switch Ports Model              SW Version        SW Image              Mode   ");
        lines.add("------ ----- -----              ----------        ----------            ----   ");
        for (int i = 0; i < hardware.members().size(); i++) {
            Platform member = hardware.members().get(i).platform();
            lines.add(String.format(
                    "%s%5d %-5d %-18s %-17s %-21s %s",
                    i == activeMember(hardware) ? "*" : " ",
                    i + 1,
                    HardwareReport.ports(member),
                    member.pid(),
                    hardware.software().number(),
                    image(member),
                    "INSTALL"));
        }
        lines.add("");
        lines.add("");
        for (int i = 0; i < hardware.members().size(); i++) {
            if (i != activeMember(hardware)) {
                lines.add(String.format("Switch %02d", i + 1));
                lines.add("---------");
                lines.add("Switch uptime                      : " + uptime + " ");
                lines.add("");
                lines.addAll(identity(hardware.members().get(i)));
                lines.add("Last reload reason                 : Reload Command");
                lines.add("");
            }
        }
        return lines;
    }

    private static List<String> identity(Chassis member) {
        return List.of(
                "Base Ethernet MAC Address          : " + HardwareReport.colonMac(member.udi()),
                "Model Number                       : " + member.platform().pid(),
                "System Serial Number               : " + member.udi().serialNumber());
    }

    /** With one chassis and two supervisors the chassis is number one, whichever supervisor is active. */
    private static int activeMember(Hardware hardware) {
        return hardware.members().size() == 1 ? 0 : hardware.activeUnit();
    }

    private static String image(Platform platform) {
        return platform.image().toUpperCase(Locale.ROOT);
    }

    private static String softwareName(Platform platform) {
        return switch (platform.topology()) {
            case STACK, MODULAR, FIXED -> "Catalyst L3 Switch";
            case ROUTER ->
                switch (platform.family()) {
                    case "CSR1000V", "ISRV" -> "Virtual XE";
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
