package org.slportal.services.callhome;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.SoftwareId;
import org.slportal.services.device.MemberItem;

/** What a device asks for when it registers. @param hostName null when the device keeps it private */
public record RegisterDevice(
        String token,
        SoftwareId softwareId,
        String csr,
        @Nullable String hostName,
        boolean force,
        List<MemberItem> members) {

    @Override
    public String toString() {
        return "RegisterDevice[" + softwareId + "]";
    }
}
