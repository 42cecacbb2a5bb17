package org.slportal.services.lab.attached;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * An attached switch as lists and pages show it.
 *
 * @param version of IOS XE
 * @param seenAt when it last announced itself, in real time
 * @param reachable whether it announced itself a moment ago; otherwise it is away
 * @param registration its product instance in the same Smart Account, null if it is not registered there
 */
public record AttachedSwitchItem(
        AttachedSwitchId id,
        String name,
        Udi udi,
        String version,
        String host,
        int port,
        Instant seenAt,
        boolean reachable,
        @Nullable Registration registration) {

    /** Where a switch is registered. */
    public record Registration(ProductInstanceId device, VirtualAccountId pool, String poolName) {}

    /** {@code 127.0.0.1:2201}, as one types it. */
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
