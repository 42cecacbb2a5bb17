package org.slportal.agent.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.config.NetworkConfig;
import org.slportal.agent.config.NetworkConfig.NtpServer;

/** What of the network can be told without sending anything. */
public final class Reachability {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Reachability() {}

    /**
     * The address of a name, as the switch itself would send there.
     *
     * @throws java.net.UnknownHostException if it does not resolve
     * @throws java.net.NoRouteToHostException if no route leads there
     */
    public static InetAddress address(DeviceConfig config, String host) throws IOException {
        return new DeviceNetwork(config)
                .reach(host, NetworkConfig.GLOBAL, PATIENCE)
                .getFirst();
    }

    /** Whether one of the NTP servers resolves and has a route. Whatever answers there is taken for a server with the true time. */
    public static boolean hasTimeServer(DeviceConfig config) {
        DeviceNetwork network = new DeviceNetwork(config);
        for (NtpServer server : config.network().ntpServers()) {
            try {
                network.reach(server.name(), server.vrf(), PATIENCE);
                return true;
            } catch (IOException unreachable) {
                // the next one may do
            }
        }
        return false;
    }
}
