package org.slportal.agent.cli.show;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.platform.Chassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.Platform;
import org.slportal.agent.platform.Topology;
import org.slportal.domain.device.Udi;

/** The boxes: {@code show inventory}, {@code switch}, {@code redundancy} and {@code platform}. */
public final class HardwareReport {

    private HardwareReport() {}

    public static List<String> inventory(SimulatedSwitch device) {
        Hardware hardware = device.hardware();
        Platform platform = hardware.platform();
        List<String> lines = new ArrayList<>();
        boolean stack = platform.topology() == Topology.STACK;
        if (stack || hardware.members().size() == 1) {
            entry(lines, stack ? stackName(platform) : "Chassis", platform.description(), hardware.udi());
        }
        if (hardware.members().size() > 1 || stack) {
            for (int i = 0; i < hardware.members().size(); i++) {
                Chassis member = hardware.members().get(i);
                entry(
                        lines,
                        (stack ? "Switch " : "Chassis ") + (i + 1),
                        stack ? member.platform().pid() : member.platform().description(),
                        member.udi());
            }
        }
        for (int i = 0; i < platform.supervisors(); i++) {
            entry(
                    lines,
                    "Slot " + supervisorSlot(platform, i) + " Supervisor",
                    isNinetySixHundred(platform)
                            ? "Cisco Catalyst 9600 Series Supervisor 1 Module"
                            : "Cisco Catalyst 9400 Series Supervisor XL-1 Module",
                    supervisor(hardware, i));
        }
        return lines;
    }

    private static void entry(List<String> lines, String name, String description, Udi udi) {
        lines.add("NAME: \"" + name + "\", DESCR: \"" + description + "\"");
        lines.add(String.format("PID: %-18s, VID: V01  , SN: %s", udi.pid(), udi.serialNumber()));
        lines.add("");
    }

    private static String stackName(Platform platform) {
        return switch (platform.family()) {
            case "C9200" -> "c92xx Stack";
            case "C3650" -> "c36xx Stack";
            case "C3850" -> "c38xx Stack";
            default -> "c93xx Stack";
        };
    }

    /** The two in the middle of the chassis. */
    private static int supervisorSlot(Platform platform, int supervisor) {
        return supervisor
                + switch (platform.pid()) {
                    case "C9410R" -> 5;
                    case "C9404R" -> 2;
                    default -> 3;
                };
    }

    /** Its serial number is the chassis' with the last character moved on, so that it stays the same over starts. */
    private static Udi supervisor(Hardware hardware, int supervisor) {
        String serial = hardware.udi().serialNumber();
        char last = (char) ('A' + (serial.charAt(serial.length() - 1) + 7 * (supervisor + 1)) % 26);
        return new Udi(supervisorModel(hardware.platform()), serial.substring(0, serial.length() - 1) + last);
    }

    private static String supervisorModel(Platform platform) {
        return isNinetySixHundred(platform) ? "C9600-SUP-1" : "C9400-SUP-1XL";
    }

    private static boolean isNinetySixHundred(Platform platform) {
        return platform.family().equals("C9600");
    }

    /** {@code show switch}: the members of a stack or pair. */
    public static List<String> members(SimulatedSwitch device) {
        Hardware hardware = device.hardware();
        List<String> lines = new ArrayList<>(List.of(
                "Switch/Stack Mac Address : " + mac(hardware.udi()) + " - Local Mac Address",
                "Mac persistency wait time: Indefinite",
                "                                             H/W   Current",
                "Switch#   Role    Mac Address     Priority Version  State ",
                "-------------------------------------------------------------------------------------"));
        for (int i = 0; i < hardware.members().size(); i++) {
            lines.add(String.format(
                    "%s%d       %-8s %s     %-7d%-8s%s",
                    hardware.role(i).equals("Active") ? "*" : " ",
                    i + 1,
                    hardware.role(i),
                    mac(hardware.members().get(i).udi()),
                    15 - i,
                    "V01",
                    "Ready"));
        }
        lines.add("");
        return lines;
    }

    /** {@code show switch virtual}: of a StackWise Virtual pair. */
    public static List<String> virtualPair(SimulatedSwitch device) {
        Hardware hardware = device.hardware();
        if (hardware.platform().topology() != Topology.FIXED
                || hardware.members().size() != 2) {
            return List.of(
                    "Switch Mode : Standalone",
                    "Not in Virtual Switch mode due to:",
                    "        Domain ID is not configured",
                    "");
        }
        int active = hardware.activeUnit() + 1;
        return List.of(
                "Switch mode                  : Virtual Switch",
                "Virtual switch domain number : 1",
                "Local switch number          : " + active,
                "Local switch operational role: Virtual Switch Active",
                "Peer switch number           : " + (3 - active),
                "Peer switch operational role : Virtual Switch Standby",
                "");
    }

    public static List<String> redundancy(SimulatedSwitch device) {
        Hardware hardware = device.hardware();
        boolean redundant = hardware.standbyUnit().isPresent();
        List<String> lines = new ArrayList<>(List.of(
                "Redundant System Information :",
                "------------------------------",
                "              Hardware Mode = " + (redundant ? "Duplex" : "Simplex"),
                "    Configured Redundancy Mode = " + (redundant ? "sso" : "Non-redundant"),
                "     Operating Redundancy Mode = " + (redundant ? "sso" : "Non-redundant"),
                "              Maintenance Mode = Disabled",
                "                Communications = " + (redundant ? "Up" : "Down      Reason: Failure"),
                "",
                "Current Processor Information :",
                "-------------------------------",
                "               Active Location = " + location(hardware, hardware.activeUnit()),
                "        Current Software state = ACTIVE",
                "                   BOOT = flash:packages.conf;",
                "        Configuration register = 0x102",
                ""));
        hardware.standbyUnit()
                .ifPresent(standby -> lines.addAll(List.of(
                        "Peer Processor Information :",
                        "----------------------------",
                        "              Standby Location = " + location(hardware, standby),
                        "        Current Software state = STANDBY HOT ",
                        "                   BOOT = flash:packages.conf;",
                        "        Configuration register = 0x102",
                        "")));
        return lines;
    }

    private static String location(Hardware hardware, int unit) {
        return "slot "
                + (hardware.platform().topology() == Topology.MODULAR
                        ? supervisorSlot(hardware.platform(), unit)
                        : unit + 1);
    }

    public static List<String> platform(SimulatedSwitch device) {
        Hardware hardware = device.hardware();
        List<String> lines = new ArrayList<>();
        if (hardware.platform().topology() == Topology.STACK
                || hardware.members().size() > 1) {
            lines.add("Switch  Ports    Model                Serial No.   MAC address     Hw Ver.       Sw Ver. ");
            lines.add("------  -----   ---------             -----------  --------------  -------       --------");
            for (int i = 0; i < hardware.members().size(); i++) {
                Chassis member = hardware.members().get(i);
                lines.add(String.format(
                        " %-7d%-8d%-22s%-13s%-16s%-14s%s",
                        i + 1,
                        ports(member.platform()),
                        member.platform().pid(),
                        member.udi().serialNumber(),
                        mac(member.udi()),
                        "V01",
                        hardware.software().number()));
            }
        } else {
            lines.add("Chassis type: " + hardware.platform().pid());
            lines.add("");
            lines.add("Slot      Type                State                 Insert time (ago) ");
            lines.add("--------- ------------------- --------------------- ----------------- ");
            for (int i = 0; i < hardware.platform().supervisors(); i++) {
                lines.add(String.format(
                        "%-10s%-20s%-22s%s",
                        supervisorSlot(hardware.platform(), i),
                        supervisorModel(hardware.platform()),
                        i == hardware.activeUnit() ? "ok, active" : "ok, standby",
                        "00:00:00"));
            }
            if (hardware.platform().supervisors() == 0) {
                lines.add(String.format(
                        "%-10s%-20s%-22s%s", "0", hardware.platform().pid(), "ok, active", "00:00:00"));
            }
        }
        lines.add("");
        return lines;
    }

    static int ports(Platform platform) {
        return platform.pid().contains("48") ? 65 : 41;
    }

    /** {@code 00a5.bf9d.0d00}, made from the serial number. */
    static String mac(Udi udi) {
        String hex = "02a5" + HexFormat.of().toHexDigits(udi.serialNumber().hashCode());
        return hex.substring(0, 4) + "." + hex.substring(4, 8) + "." + hex.substring(8, 12);
    }

    static String colonMac(Udi udi) {
        String hex = mac(udi).replace(".", "");
        return String.join(":", hex.split("(?<=\\G..)"));
    }
}
