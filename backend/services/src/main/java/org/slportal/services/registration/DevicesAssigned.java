package org.slportal.services.registration;

import java.util.List;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;

/** Devices were put into Virtual Accounts of this Smart Account. Published in the transaction that did it. */
public record DevicesAssigned(SmartAccountId account, List<LegacyDeviceId> devices) {

    public DevicesAssigned {
        devices = List.copyOf(devices);
    }
}
