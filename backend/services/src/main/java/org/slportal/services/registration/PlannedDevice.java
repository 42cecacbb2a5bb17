package org.slportal.services.registration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * A line of a file that may be imported.
 *
 * @param head UDI of the active switch, null for a switch of its own
 * @param knownHead the active switch, if it is registered already
 */
record PlannedDevice(
        Udi udi,
        DevicePlatform platform,
        @Nullable VirtualAccountId pool,
        List<PlannedRight> rights,
        @Nullable Udi head,
        @Nullable LegacyDeviceId knownHead) {

    record PlannedRight(RightsToUse.Right right, int quantity) {}

    int held() {
        return rights.stream().mapToInt(PlannedRight::quantity).sum();
    }
}
