package org.slportal.agent.cli;

import java.util.Locale;
import java.util.function.Consumer;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.config.Ipv4;
import org.slportal.agent.config.NetworkConfig;
import org.slportal.agent.config.NetworkConfig.NtpServer;
import org.slportal.agent.config.NetworkConfig.Route;

/** Names, routes, the HTTP client and NTP in global configuration. */
final class NetworkCommands {

    private NetworkCommands() {}

    static void addTo(CommandTree config) {
        config.help("ip", "Global IP configuration subcommands").help("no ip", "Global IP configuration subcommands");
        names(config);
        routes(config);
        httpClient(config);
        config.help("ntp", "Configure NTP").help("no ntp", "Configure NTP");
        both(config, "ntp server <name>", "Hostname or A.B.C.D", NetworkCommands::ntp);
        both(config, "ntp server vrf <vrf> <name>", "Hostname or A.B.C.D", NetworkCommands::ntp);
    }

    private static void names(CommandTree config) {
        for (String words : new String[] {"ip domain lookup", "ip domain-lookup"}) {
            config.help("ip domain", "IP DNS Resolver")
                    .help("no ip domain", "IP DNS Resolver")
                    .add(
                            words,
                            "Enable IP Domain Name System hostname translation",
                            in -> edit(in, n -> n.domainLookup(true)))
                    .add(
                            "no " + words,
                            "Enable IP Domain Name System hostname translation",
                            in -> edit(in, n -> n.domainLookup(false)));
        }
        both(config, "ip name-server <server...>", "Domain server IP address", NetworkCommands::nameServers);
        both(config, "ip name-server vrf <vrf> <server...>", "Domain server IP address", NetworkCommands::nameServers);
        config.help("ip host", "Add an entry to the ip hostname table")
                .add("ip host <name> <address>", "Host IP address", NetworkCommands::host)
                .add("ip host vrf <vrf> <name> <address>", "Host IP address", NetworkCommands::host);
        for (String pattern : new String[] {
            "no ip host <name>",
            "no ip host <name> <address>",
            "no ip host vrf <vrf> <name>",
            "no ip host vrf <vrf> <name> <address>"
        }) {
            config.add(pattern, "Host IP address", in -> edit(in, n -> n.host(vrf(in), in.argument("name"), null)));
        }
    }

    private static void routes(CommandTree config) {
        both(config, "ip route <network> <mask> <hop...>", "Forwarding router's address", NetworkCommands::route);
        both(
                config,
                "ip route vrf <vrf> <network> <mask> <hop...>",
                "Forwarding router's address",
                NetworkCommands::route);
    }

    private static void httpClient(CommandTree config) {
        config.help("ip http", "HTTP server configuration")
                .help("ip http client", "Set http client parameters")
                .help("no ip http", "HTTP server configuration")
                .help("no ip http client", "Set http client parameters")
                .add(
                        "ip http client source-interface <name...>",
                        "Interface whose address is used",
                        in -> InterfaceCommands.named(
                                in, in.argument("name"), name -> edit(in, n -> n.httpSource(name))))
                .add(
                        "no ip http client source-interface",
                        "Interface whose address is used",
                        in -> edit(in, n -> n.httpSource(null)))
                .add("ip http client proxy-server <host> proxy-port <port:1-65535>", "Proxy port", in -> {
                    DeviceConfig.HttpProxy proxy =
                            new DeviceConfig.HttpProxy(in.argument("host"), Integer.parseInt(in.argument("port")));
                    edit(in, n -> n.httpProxy(proxy));
                })
                .add("no ip http client proxy-server", "Proxy server", in -> edit(in, n -> n.httpProxy(null)));
    }

    /** The command and its negation. */
    private static void both(CommandTree config, String pattern, String help, Handler handler) {
        config.add(pattern, help, in -> handler.run(in, true)).add("no " + pattern, help, in -> handler.run(in, false));
    }

    private interface Handler {
        void run(Invocation in, boolean add);
    }

    private static void edit(Invocation in, Consumer<NetworkConfig> edit) {
        ConfigCommands.change(in, c -> edit.accept(c.network()));
    }

    private static String vrf(Invocation in) {
        return in.arguments().getOrDefault("vrf", NetworkConfig.GLOBAL);
    }

    /** Says so and returns false if the VRF a command names does not exist. */
    private static boolean hasVrf(Invocation in) {
        String vrf = vrf(in);
        boolean known = vrf.isEmpty()
                || in.session().device().config().current().network().vrfs().contains(vrf);
        if (!known) {
            in.print("% VRF " + vrf + " does not exist or does not have an RD");
        }
        return known;
    }

    private static void nameServers(Invocation in, boolean add) {
        for (String server : in.argument("server").split("\\s+")) {
            if (!Ipv4.isAddress(server)) {
                badAddress(in);
                return;
            }
        }
        if (hasVrf(in)) {
            edit(in, n -> {
                for (String server : in.argument("server").split("\\s+")) {
                    n.nameServer(vrf(in), server, add);
                }
            });
        }
    }

    private static void host(Invocation in) {
        String name = in.argument("name");
        if (!Ipv4.isAddress(in.argument("address")) || !name.matches("[A-Za-z0-9._-]{1,253}")) {
            badAddress(in);
        } else if (hasVrf(in)) {
            edit(in, n -> n.host(vrf(in), name, in.argument("address")));
        }
    }

    private static void route(Invocation in, boolean add) {
        String typed = in.argument("hop");
        String hop = typed.toLowerCase(Locale.ROOT).matches("null\\s*0")
                ? Route.NULL
                : Ipv4.isAddress(typed)
                        ? typed
                        : InterfaceCommands.normal(typed).orElse("");
        if (!Ipv4.isAddress(in.argument("network")) || !Ipv4.isMask(in.argument("mask")) || hop.isEmpty()) {
            badAddress(in);
        } else if (hasVrf(in)) {
            edit(in, n -> n.route(new Route(vrf(in), in.argument("network"), in.argument("mask"), hop), add));
        }
    }

    private static void ntp(Invocation in, boolean add) {
        String name = in.argument("name");
        if (!name.matches("[A-Za-z0-9._:-]{1,253}")) {
            badAddress(in);
        } else if (hasVrf(in)) {
            edit(in, n -> n.ntpServer(new NtpServer(vrf(in), name), add));
        }
    }

    static void badAddress(Invocation in) {
        in.print("% Invalid address or name");
    }
}
