package org.slportal.services.callhome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.access.Actor;
import org.slportal.services.device.DeviceName;

/** A registered device whose message was signed with its own key. */
public record KnownDevice(
        ProductInstanceId id,
        String piid,
        SmartAccountId account,
        VirtualAccountId pool,
        Udi udi,
        @Nullable String hostName,
        String productName,
        @Nullable AuthorizationStatus status,
        @Nullable Instant authorizedUntil,
        boolean exportAllowed,
        @Nullable String originAddress) {

    String name() {
        return hostName != null ? hostName : udi.asCli();
    }

    /** The same device, moved to another Virtual Account since its message was read. */
    KnownDevice in(VirtualAccountId other) {
        return new KnownDevice(
                id,
                piid,
                account,
                other,
                udi,
                hostName,
                productName,
                status,
                authorizedUntil,
                exportAllowed,
                originAddress);
    }

    Actor actor() {
        return Actor.device(DeviceName.of(hostName, udi.pid(), udi.serialNumber()), originAddress);
    }
}
