package org.slportal.protocol;

import java.util.List;
import org.slportal.domain.device.SoftwareId;

/**
 * The legacy licences of one chassis.
 *
 * @param softwareTagIdentifier the product, as in the registration
 * @param conversionLines at most 100; empty when the chassis has none
 */
public record DeviceConversion(Sudi sudi, SoftwareId softwareTagIdentifier, List<ConversionLine> conversionLines) {

    public DeviceConversion {
        sudi = Fields.required("sudi", sudi);
        softwareTagIdentifier = Fields.required("software_tag_identifier", softwareTagIdentifier);
        conversionLines = Fields.list("conversion_lines", conversionLines, 100);
    }
}
