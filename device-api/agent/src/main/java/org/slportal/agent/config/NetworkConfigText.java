package org.slportal.agent.config;

import java.util.List;
import org.slportal.agent.config.NetworkConfig.Interface;
import org.slportal.agent.config.NetworkConfig.TimeZone;

/** {@link NetworkConfig} as the commands that make it. */
final class NetworkConfigText {

    private NetworkConfigText() {}

    static void clockAndNames(NetworkConfig network, List<String> lines) {
        TimeZone zone = network.timeZone();
        if (zone != null) {
            lines.add("clock timezone " + zone.name() + " " + zone.hours() + " " + zone.minutes());
        }
        if (network.calendarValid()) {
            lines.add("clock calendar-valid");
        }
        for (String vrf : network.vrfs()) {
            lines.add("vrf definition " + vrf);
            lines.add(" address-family ipv4");
            lines.add(" exit-address-family");
            lines.add("!");
        }
        if (!network.domainLookup()) {
            lines.add("no ip domain lookup");
        }
        network.hosts()
                .forEach((vrf, names) ->
                        names.forEach((name, address) -> lines.add("ip host " + inVrf(vrf) + name + " " + address)));
        network.nameServers()
                .forEach((vrf, servers) ->
                        servers.forEach(server -> lines.add("ip name-server " + inVrf(vrf) + server)));
        lines.add("!");
    }

    static void interfacesAndRoutes(NetworkConfig network, List<String> lines) {
        for (Interface each : network.interfaces()) {
            lines.add("interface " + each.name());
            if (each.description() != null) {
                lines.add(" description " + each.description());
            }
            if (!each.vrf().isEmpty()) {
                lines.add(" vrf forwarding " + each.vrf());
            }
            String mask = each.mask();
            lines.add(
                    each.address() == null
                            ? " no ip address"
                            : " ip address " + each.address() + (mask == null ? "" : " " + mask));
            if (each.shutdown()) {
                lines.add(" shutdown");
            }
            lines.add("!");
        }
        if (network.httpSource() != null) {
            lines.add("ip http client source-interface " + network.httpSource());
        }
        DeviceConfig.HttpProxy proxy = network.httpProxy();
        if (proxy != null) {
            lines.add("ip http client proxy-server " + proxy.host() + " proxy-port " + proxy.port());
        }
        network.routes()
                .forEach(route -> lines.add("ip route " + inVrf(route.vrf()) + route.network() + " " + route.mask()
                        + " " + route.nextHop()));
        network.ntpServers().forEach(server -> lines.add("ntp server " + inVrf(server.vrf()) + server.name()));
    }

    private static String inVrf(String vrf) {
        return vrf.isEmpty() ? "" : "vrf " + vrf + " ";
    }
}
