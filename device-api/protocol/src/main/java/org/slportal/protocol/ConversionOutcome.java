package org.slportal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What became of one chassis.
 *
 * @param failureReason what the device prints word for word; null unless it failed
 */
public record ConversionOutcome(
        Sudi sudi,
        ConversionStatus conversionStatus,
        @Nullable String failureReason) {

    public ConversionOutcome {
        sudi = Fields.required("sudi", sudi);
        conversionStatus = Fields.required("conversion_status", conversionStatus);
        failureReason = Fields.optionalText("failure_reason", failureReason, 4096);
    }
}
