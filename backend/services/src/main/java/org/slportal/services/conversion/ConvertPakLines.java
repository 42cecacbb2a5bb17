package org.slportal.services.conversion;

import java.util.List;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Asks to turn PAK lines into smart licences of a Virtual Account.
 *
 * @param requestKey the caller's name for this act: asked again, it gets the first answer again
 */
public record ConvertPakLines(
        String requestKey, SmartAccountId account, VirtualAccountId target, List<LineQuantity> lines) {

    public ConvertPakLines {
        lines = List.copyOf(lines);
    }
}
