package org.slportal.services.registration;

import java.util.List;
import org.slportal.services.conversion.TraditionalLineItem;

/** A device or stack with its traditional licences, by switch. */
public record DeviceDetail(DeviceListItem item, List<TraditionalLineItem> lines) {

    /** Whether some line can be converted. */
    public boolean isConvertible() {
        return lines.stream().anyMatch(line -> line.ineligibility() == null);
    }
}
