package org.slportal.services.conversion;

import java.util.List;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Asks to turn traditional licences into smart licences of a Virtual Account.
 *
 * @param requestKey the caller's name for this act: asked again, it gets the first answer again
 * @param lines all of PAKs, or all of devices
 */
public record ConvertLines(
        String requestKey, SmartAccountId account, VirtualAccountId target, List<LineQuantity> lines) {

    public ConvertLines {
        lines = List.copyOf(lines);
    }
}
