package org.slportal.agent.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slportal.agent.config.Ipv4;
import org.slportal.agent.config.NetworkConfig;
import org.slportal.agent.config.NetworkConfig.Interface;

/** Interfaces and VRFs. */
final class InterfaceCommands {

    private static final List<String> TYPES = List.of(
            "GigabitEthernet",
            "TenGigabitEthernet",
            "TwentyFiveGigE",
            "FortyGigabitEthernet",
            "HundredGigE",
            "FastEthernet",
            "Ethernet",
            "Loopback",
            "Port-channel",
            "Tunnel",
            "Vlan");

    private static final Pattern NAME = Pattern.compile("([A-Za-z-]+)\\s*(\\d{1,5}(?:/\\d{1,3}){0,3}(?:\\.\\d{1,4})?)");

    private InterfaceCommands() {}

    static void addTo(CommandTree config, CommandTree single, CommandTree vrf, CommandTree family) {
        config.add(
                        "interface <name...>",
                        "Select an interface to configure",
                        in -> named(in, in.argument("name"), name -> {
                            edit(in, name, each -> each);
                            in.session().enter(Mode.INTERFACE, name);
                        }))
                .add(
                        "no interface <name...>",
                        "Select an interface to configure",
                        in -> named(
                                in,
                                in.argument("name"),
                                name -> ConfigCommands.change(
                                        in, c -> c.network().removeInterface(name))))
                .help("vrf", "VRF commands")
                .help("no vrf", "VRF commands");
        for (String words : new String[] {"vrf definition", "ip vrf"}) {
            config.add(words + " <name>", "VRF name", InterfaceCommands::vrf)
                    .add(
                            "no " + words + " <name>",
                            "VRF name",
                            in -> ConfigCommands.change(in, c -> c.network().removeVrf(in.argument("name"))));
        }
        CallHomeCommands.leaving(vrf, Mode.CONFIG)
                .add("rd <distinguisher>", "Specify Route Distinguisher", in -> {})
                .add("description <text...>", "VRF specific description", in -> {})
                .help("address-family", "Enter Address Family command mode")
                .add(
                        "address-family ipv4",
                        "Address family",
                        in -> in.session().enter(Mode.VRF_FAMILY, in.session().subject()))
                .add(
                        "address-family ipv6",
                        "Address family",
                        in -> in.session().enter(Mode.VRF_FAMILY, in.session().subject()));
        CallHomeCommands.leaving(family, Mode.VRF)
                .add(
                        "exit-address-family",
                        "Exit from VRF address-family",
                        in -> in.session().enter(Mode.VRF));
        single(CallHomeCommands.leaving(single, Mode.CONFIG));
    }

    private static void single(CommandTree single) {
        single.help("ip", "Interface Internet Protocol config commands")
                .help("ip address", "Set the IP address of an interface")
                .help("no", "Negate a command or set its defaults")
                .help("no ip", "Interface Internet Protocol config commands")
                .help("vrf", "VPN Routing/Forwarding parameters")
                .help("no vrf", "VPN Routing/Forwarding parameters")
                .add(
                        "description <text...>",
                        "Interface specific description",
                        in -> edit(in, each -> each.withDescription(in.argument("text"))))
                .add(
                        "no description",
                        "Interface specific description",
                        in -> edit(in, each -> each.withDescription(null)))
                .add("ip address <address> <mask>", "IP subnet mask", InterfaceCommands::address)
                .add(
                        "ip address dhcp",
                        "IP Address negotiated via DHCP",
                        in -> edit(in, each -> each.withAddress(Interface.DHCP, null)))
                .add(
                        "no ip address",
                        "Set the IP address of an interface",
                        in -> edit(in, each -> each.withAddress(null, null)))
                .add("shutdown", "Shutdown the selected interface", in -> shutdown(in, true))
                .add("no shutdown", "Shutdown the selected interface", in -> shutdown(in, false))
                .add("switchport", "Set switching mode characteristics", in -> {})
                .add("no switchport", "Set switching mode characteristics", in -> {})
                .add("negotiation auto", "Enable auto-negotiation", in -> {})
                .add("vrf forwarding <vrf>", "VRF name", in -> forwarding(in, in.argument("vrf")))
                .add("no vrf forwarding", "VRF name", in -> forwarding(in, NetworkConfig.GLOBAL));
    }

    /** The full name of an interface that may be abbreviated: {@code gi1/0/1}, {@code vlan 1}. */
    static Optional<String> normal(String text) {
        Matcher parts = NAME.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String typed = parts.group(1).toLowerCase(Locale.ROOT);
        List<String> types = TYPES.stream()
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(typed))
                .toList();
        return types.size() == 1 ? Optional.of(types.getFirst() + parts.group(2)) : Optional.empty();
    }

    /** Does something with an interface, or says that there is none of that name. */
    static void named(Invocation in, String typed, Consumer<String> act) {
        normal(typed).ifPresentOrElse(act, () -> in.print("% Invalid interface type and number"));
    }

    private static void vrf(Invocation in) {
        String name = in.argument("name");
        if (!name.matches("[A-Za-z0-9_.-]{1,32}")) {
            NetworkCommands.badAddress(in);
            return;
        }
        ConfigCommands.change(in, c -> c.network().addVrf(name));
        in.session().enter(Mode.VRF, name);
    }

    private static void address(Invocation in) {
        String address = in.argument("address");
        String mask = in.argument("mask");
        if (!Ipv4.isAddress(address) || !Ipv4.isMask(mask)) {
            NetworkCommands.badAddress(in);
            return;
        }
        edit(in, each -> each.withAddress(address, mask));
    }

    private static void shutdown(Invocation in, boolean down) {
        edit(in, each -> each.withShutdown(down));
    }

    private static void forwarding(Invocation in, String vrf) {
        NetworkConfig network = in.session().device().config().current().network();
        if (!vrf.isEmpty() && !network.vrfs().contains(vrf)) {
            in.print("% VRF " + vrf + " not configured.");
            return;
        }
        String name = in.session().subject();
        boolean loses = network.networkInterface(name)
                .map(each -> each.address() != null && !each.vrf().equals(vrf))
                .orElse(false);
        if (loses) {
            in.print("% Interface " + name + " IPv4 disabled and address(es) removed due to "
                    + (vrf.isEmpty() ? "disabling" : "enabling") + " VRF "
                    + (vrf.isEmpty() ? "forwarding" : vrf));
        }
        edit(in, each -> each.vrf().equals(vrf) ? each : each.inVrf(vrf));
    }

    private static void edit(Invocation in, UnaryOperator<Interface> edit) {
        edit(in, in.session().subject(), edit);
    }

    private static void edit(Invocation in, String name, UnaryOperator<Interface> edit) {
        ConfigCommands.change(in, c -> c.network().changeInterface(name, edit));
    }
}
