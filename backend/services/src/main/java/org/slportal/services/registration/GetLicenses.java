package org.slportal.services.registration;

import java.util.Map;
import java.util.TreeMap;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;

/**
 * Asks to install licences of PAKs on a device.
 *
 * @param requestKey the caller's name for this act: asked again, it is not done again
 * @param quantities of each PAK line
 */
public record GetLicenses(
        String requestKey, SmartAccountId account, LegacyDeviceId device, Map<PakLineId, Integer> quantities) {

    public GetLicenses {
        quantities = Map.copyOf(quantities);
    }

    /** The same text for the same wish, whatever its order. */
    String canonical() {
        Map<Long, Integer> ordered = new TreeMap<>();
        quantities.forEach((line, quantity) -> ordered.put(line.value(), quantity));
        return device + ":" + ordered;
    }
}
