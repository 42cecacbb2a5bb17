package org.slportal.services.registration;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.PlatformId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * One chassis as stored.
 *
 * @param head the active switch of the stack it is in; itself if it is active or stands alone
 * @param held traditional licences it has, converted ones included
 */
record Chassis(
        LegacyDeviceId id,
        LegacyDeviceId head,
        SmartAccountId account,
        @Nullable VirtualAccountId pool,
        PlatformId platform,
        String family,
        boolean rightToUse,
        Udi udi,
        int held,
        int available) {

    boolean isHead() {
        return id.equals(head);
    }
}
