package org.slportal.protocol;

import java.util.List;

/**
 * Asks for the legacy licences of a device to be turned into smart ones (device-led conversion).
 *
 * @param conversions one for each chassis of the stack, 1 to 64, no chassis twice
 */
public record ConversionData(List<DeviceConversion> conversions) implements RequestData {

    public ConversionData {
        conversions = Fields.list("conversions", conversions, 64);
        if (conversions.isEmpty()) {
            throw new InvalidFieldException("conversions", "The conversions field is required.");
        }
        long distinct = conversions.stream()
                .map(conversion -> conversion.sudi().udi())
                .distinct()
                .count();
        if (distinct != conversions.size()) {
            throw new InvalidFieldException("conversions", "A device is named twice.");
        }
    }
}
