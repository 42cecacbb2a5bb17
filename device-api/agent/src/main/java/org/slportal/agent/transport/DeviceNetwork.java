package org.slportal.agent.transport;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.config.Ipv4;
import org.slportal.agent.config.NetworkConfig;
import org.slportal.agent.config.NetworkConfig.Interface;
import org.slportal.agent.config.NetworkConfig.Route;

/**
 * The network as the switch's configuration lets it see it: which names it can resolve, and where it can send. Packets themselves go out by the
 * machine the simulation runs on, so a source interface decides whether and in which routing table a message leaves, not from which address.
 */
final class DeviceNetwork {

    private final NetworkConfig network;
    private final boolean ipv4First;

    DeviceNetwork(DeviceConfig config) {
        this.network = config.network();
        this.ipv4First = config.wire().ipv4First();
    }

    /**
     * The routing table messages leave by.
     *
     * @param source interface; null for none configured
     * @throws NoRouteToHostException if that interface cannot send
     */
    String vrf(@Nullable String source) throws NoRouteToHostException {
        if (source == null) {
            return NetworkConfig.GLOBAL;
        }
        Interface leaving = network.networkInterface(source)
                .filter(Interface::isUsable)
                .orElseThrow(
                        () -> new NoRouteToHostException("Source interface " + source + " has no address or is down"));
        return leaving.vrf();
    }

    /**
     * Addresses of a name that can be reached, in the order to be tried.
     *
     * @throws UnknownHostException if the name does not resolve
     * @throws NoRouteToHostException if no route leads there
     */
    List<InetAddress> reach(String host, String vrf, Duration patience) throws IOException {
        InetAddress[] all = resolve(host, vrf, patience);
        List<InetAddress> reachable =
                Arrays.stream(all).filter(address -> hasRoute(address, vrf)).toList();
        if (reachable.isEmpty()) {
            throw new NoRouteToHostException("No route to " + host);
        }
        return ipv4First
                ? reachable.stream()
                        .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                        .toList()
                : reachable;
    }

    private InetAddress[] resolve(String name, String vrf, Duration patience) throws IOException {
        String host = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        if (Ipv4.isAddress(host) || host.indexOf(':') >= 0) {
            return InetAddress.getAllByName(host);
        }
        String entry = network.hosts().getOrDefault(vrf, Map.of()).get(host.toLowerCase(java.util.Locale.ROOT));
        if (entry != null) {
            return InetAddress.getAllByName(entry);
        }
        if (!network.domainLookup() || !hasNameServer(vrf)) {
            throw new UnknownHostException(host);
        }
        return lookup(host, patience);
    }

    /** Without any name server the global table asks by broadcast, which the machine's own resolver answers; a VRF needs a server. */
    private boolean hasNameServer(String vrf) throws UnknownHostException {
        Set<String> servers = network.nameServers().getOrDefault(vrf, Set.of());
        if (servers.isEmpty()) {
            return vrf.isEmpty();
        }
        for (String server : servers) {
            if (hasRoute(InetAddress.getByName(server), vrf)) {
                return true;
            }
        }
        return false;
    }

    private static InetAddress[] lookup(String host, Duration patience) throws IOException {
        CompletableFuture<InetAddress[]> asked = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return InetAddress.getAllByName(host);
                    } catch (UnknownHostException unknown) {
                        return new InetAddress[0];
                    }
                },
                task -> Thread.ofVirtual().start(task));
        try {
            InetAddress[] found = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (found.length > 0) {
                return found;
            }
        } catch (TimeoutException | ExecutionException e) {
            // no answer is no address
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(host);
    }

    /** The longest match decides. The global table ends with a default route; a VRF has only what is configured in it. */
    boolean hasRoute(InetAddress address, String vrf) {
        String text = address.getHostAddress();
        Route best = null;
        for (Route route : network.routes()) {
            if (route.vrf().equals(vrf)
                    && Ipv4.isIn(text, route.network(), route.mask())
                    && (best == null || Ipv4.length(route.mask()) > Ipv4.length(best.mask()))) {
                best = route;
            }
        }
        boolean connected = network.interfaces().stream()
                .anyMatch(each -> each.isUsable()
                        && each.vrf().equals(vrf)
                        && Ipv4.isIn(text, String.valueOf(each.address()), String.valueOf(each.mask())));
        if (connected) {
            return true;
        }
        return best == null ? vrf.isEmpty() : !best.nextHop().equals(Route.NULL) && leads(best.nextHop());
    }

    /** An interface as next hop must be able to send; an address is taken at its word. */
    private boolean leads(String nextHop) {
        return Ipv4.isAddress(nextHop)
                || network.networkInterface(nextHop).map(Interface::isUsable).orElse(false);
    }
}
