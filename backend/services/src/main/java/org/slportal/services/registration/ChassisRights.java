package org.slportal.services.registration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.RtuLevel;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;

/**
 * The rights to use of one chassis, and what can still be recorded for it.
 *
 * @param levels those the catalogue knows for the model, in rising order
 * @param level the one it has, null for none
 * @param maxAccessPoints how many access points one chassis can be licensed for; 0 if the catalogue knows none
 */
public record ChassisRights(
        LegacyDeviceId id,
        Udi udi,
        List<RtuLevel> levels,
        @Nullable RtuLevel level,
        boolean levelConverted,
        int maxAccessPoints,
        int accessPoints,
        boolean accessPointsConverted) {

    /** Whether anything about it may still change. */
    public boolean isOpen() {
        return (!levels.isEmpty() && !levelConverted) || (maxAccessPoints > 0 && !accessPointsConverted);
    }
}
