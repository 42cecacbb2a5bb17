package org.slportal.agent.cli.show;

import java.util.ArrayList;
import java.util.List;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.platform.Chassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.Platform;

/** Ports, as far as tools ask for them. No traffic passes; only the management port has an address. */
public final class InterfaceReport {

    private static final int PORTS_A_LINE = 4;

    private InterfaceReport() {}

    /** {@code show ip interface brief}. */
    public static List<String> brief(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>();
        lines.add(row("Interface", "IP-Address", "OK? Method", "Status", "Protocol"));
        boolean isSwitch = device.hardware().platform().topology().isSwitch();
        if (isSwitch) {
            lines.add(row("Vlan1", "unassigned", "YES unset", "up", "up"));
        }
        lines.add(row(isSwitch ? "GigabitEthernet0/0" : "GigabitEthernet0", "127.0.0.1", "YES manual", "up", "up"));
        names(device.hardware(), "GigabitEthernet")
                .forEach(name -> lines.add(row(name, "unassigned", "YES unset", "down", "down")));
        return lines;
    }

    private static String row(String name, String address, String method, String status, String protocol) {
        return String.format("%-22s %-15s %-10s %-21s %-8s", name, address, method, status, protocol);
    }

    /** {@code show vlan}: everything in VLAN 1. */
    public static List<String> vlans(SimulatedSwitch device) {
        List<String> ports = names(device.hardware(), "Gi");
        List<String> lines = new ArrayList<>(List.of(
                "",
                "VLAN Name                             Status    Ports",
                "---- -------------------------------- --------- -------------------------------"));
        for (int i = 0; i < Math.max(1, ports.size()); i += PORTS_A_LINE) {
            String some = String.join(", ", ports.subList(i, Math.min(i + PORTS_A_LINE, ports.size())));
            lines.add((i == 0 ? String.format("%-4d %-32s %-9s ", 1, "default", "active") : " ".repeat(48)) + some);
        }
        lines.add("1002 fddi-default                     act/unsup ");
        lines.add("1003 token-ring-default               act/unsup ");
        lines.add("1004 fddinet-default                  act/unsup ");
        lines.add("1005 trnet-default                    act/unsup ");
        lines.add("");
        return lines;
    }

    private static List<String> names(Hardware hardware, String prefix) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < hardware.members().size(); i++) {
            Chassis member = hardware.members().get(i);
            boolean isSwitch = member.platform().topology().isSwitch();
            for (int port = 1; port <= count(member.platform()); port++) {
                names.add(prefix + (isSwitch ? (i + 1) + "/0/" : "") + port);
            }
        }
        return names;
    }

    private static int count(Platform platform) {
        if (!platform.topology().isSwitch()) {
            return 3;
        }
        return platform.pid().contains("48") ? 48 : 24;
    }
}
