package org.slportal.agent.transport;

import java.io.IOException;
import java.time.Duration;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.config.NetworkConfig.NtpServer;

/** What of the network can be told without sending anything. */
public final class Reachability {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Reachability() {}

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
