package org.slportal.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Names, interfaces, routes and clock of a switch. Part of {@link DeviceConfig}, whose rule about changing holds here too. */
public final class NetworkConfig {

    /** The routing table that is no VRF. */
    public static final String GLOBAL = "";

    private boolean domainLookup = true;
    private final Map<String, Set<String>> nameServers = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> hosts = new LinkedHashMap<>();
    private final Set<String> vrfs = new LinkedHashSet<>();
    private final Map<String, Interface> interfaces = new LinkedHashMap<>();
    private final Set<Route> routes = new LinkedHashSet<>();
    private final Set<NtpServer> ntpServers = new LinkedHashSet<>();
    private @Nullable String httpSource;
    private DeviceConfig.@Nullable HttpProxy httpProxy;
    private @Nullable TimeZone timeZone;
    private boolean calendarValid;

    /**
     * An interface.
     *
     * @param vrf {@link #GLOBAL} for none
     * @param address null for none; {@link #DHCP}
     */
    public record Interface(
            String name,
            @Nullable String description,
            String vrf,
            @Nullable String address,
            @Nullable String mask,
            boolean shutdown) {

        /** In place of an address. */
        public static final String DHCP = "dhcp";

        public static Interface named(String name) {
            return new Interface(name, null, GLOBAL, null, null, false);
        }

        public Interface withDescription(@Nullable String text) {
            return new Interface(name, text, vrf, address, mask, shutdown);
        }

        /** Moving to another VRF takes the address away, as on the real thing. */
        public Interface inVrf(String other) {
            return new Interface(name, description, other, null, null, shutdown);
        }

        public Interface withAddress(@Nullable String other, @Nullable String otherMask) {
            return new Interface(name, description, vrf, other, otherMask, shutdown);
        }

        public Interface withShutdown(boolean down) {
            return new Interface(name, description, vrf, address, mask, down);
        }

        /** Whether messages can leave by it. */
        public boolean isUsable() {
            return address != null && !shutdown;
        }
    }

    /** A static route. */
    public record Route(String vrf, String network, String mask, String nextHop) {

        /** The next hop that throws everything away. */
        public static final String NULL = "Null0";
    }

    /** An NTP server. */
    public record NtpServer(String vrf, String name) {}

    /** @param minutes ahead of UTC, with the sign of the hours */
    public record TimeZone(String name, int hours, int minutes) {

        public int offsetMinutes() {
            return hours * 60 + (hours < 0 ? -minutes : minutes);
        }
    }

    NetworkConfig() {}

    NetworkConfig copy() {
        NetworkConfig copy = new NetworkConfig();
        copy.domainLookup = domainLookup;
        nameServers.forEach((vrf, servers) -> copy.nameServers.put(vrf, new LinkedHashSet<>(servers)));
        hosts.forEach((vrf, names) -> copy.hosts.put(vrf, new LinkedHashMap<>(names)));
        copy.vrfs.addAll(vrfs);
        copy.interfaces.putAll(interfaces);
        copy.routes.addAll(routes);
        copy.ntpServers.addAll(ntpServers);
        copy.httpSource = httpSource;
        copy.httpProxy = httpProxy;
        copy.timeZone = timeZone;
        copy.calendarValid = calendarValid;
        return copy;
    }

    public boolean domainLookup() {
        return domainLookup;
    }

    public void domainLookup(boolean on) {
        domainLookup = on;
    }

    /** By VRF. */
    public Map<String, Set<String>> nameServers() {
        return Collections.unmodifiableMap(nameServers);
    }

    public void nameServer(String vrf, String address, boolean add) {
        edit(nameServers.computeIfAbsent(vrf, name -> new LinkedHashSet<>()), address, add);
    }

    /** By VRF, then by name in lower case. */
    public Map<String, Map<String, String>> hosts() {
        return Collections.unmodifiableMap(hosts);
    }

    /** @param address null to remove it */
    public void host(String vrf, String name, @Nullable String address) {
        Map<String, String> names = hosts.computeIfAbsent(vrf, each -> new LinkedHashMap<>());
        String key = name.toLowerCase(java.util.Locale.ROOT);
        if (address == null) {
            names.remove(key);
        } else {
            names.put(key, address);
        }
    }

    public Set<String> vrfs() {
        return Collections.unmodifiableSet(vrfs);
    }

    public void addVrf(String name) {
        vrfs.add(name);
    }

    /** What belonged to the VRF goes with it; its interfaces lose their address. */
    public void removeVrf(String name) {
        vrfs.remove(name);
        nameServers.remove(name);
        hosts.remove(name);
        routes.removeIf(route -> route.vrf().equals(name));
        ntpServers.removeIf(server -> server.vrf().equals(name));
        interfaces.replaceAll((key, each) -> each.vrf().equals(name) ? each.inVrf(GLOBAL) : each);
    }

    public List<Interface> interfaces() {
        return List.copyOf(interfaces.values());
    }

    public Optional<Interface> networkInterface(String name) {
        return Optional.ofNullable(interfaces.get(name));
    }

    public void changeInterface(String name, UnaryOperator<Interface> edit) {
        interfaces.put(name, edit.apply(interfaces.getOrDefault(name, Interface.named(name))));
    }

    public void removeInterface(String name) {
        interfaces.remove(name);
    }

    public List<Route> routes() {
        return new ArrayList<>(routes);
    }

    public void route(Route route, boolean add) {
        edit(routes, route, add);
    }

    public List<NtpServer> ntpServers() {
        return new ArrayList<>(ntpServers);
    }

    public void ntpServer(NtpServer server, boolean add) {
        edit(ntpServers, server, add);
    }

    /** What {@code ip http client source-interface} names. */
    public @Nullable String httpSource() {
        return httpSource;
    }

    public void httpSource(@Nullable String name) {
        httpSource = name;
    }

    public DeviceConfig.@Nullable HttpProxy httpProxy() {
        return httpProxy;
    }

    public void httpProxy(DeviceConfig.@Nullable HttpProxy proxy) {
        httpProxy = proxy;
    }

    public @Nullable TimeZone timeZone() {
        return timeZone;
    }

    public void timeZone(@Nullable TimeZone zone) {
        timeZone = zone;
    }

    /** Whether the calendar chip counts as a source of true time. */
    public boolean calendarValid() {
        return calendarValid;
    }

    public void calendarValid(boolean valid) {
        calendarValid = valid;
    }

    private static <T> void edit(Set<T> all, T one, boolean add) {
        if (add) {
            all.add(one);
        } else {
            all.remove(one);
        }
    }
}
