package org.slportal.services.device;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/** A device and where it is. */
record LocatedDevice(
        ProductInstanceId id,
        SmartAccountId account,
        VirtualAccountId pool,
        String piid,
        Udi udi,
        String softwareId,
        @Nullable String hostName) {

    String name() {
        return DeviceName.of(hostName, udi.pid(), udi.serialNumber());
    }
}
