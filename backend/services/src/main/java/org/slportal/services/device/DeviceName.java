package org.slportal.services.device;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;

/** How a product instance is called: by its host name, or by its UDI when it keeps that private. */
public final class DeviceName {

    private DeviceName() {}

    public static String of(@Nullable String hostName, String pid, String serialNumber) {
        return hostName != null ? hostName : new Udi(pid, serialNumber).asDisplayName();
    }
}
