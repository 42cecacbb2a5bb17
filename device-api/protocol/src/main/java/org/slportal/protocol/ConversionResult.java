package org.slportal.protocol;

import java.util.List;

/** What became of a conversion, chassis by chassis. */
public record ConversionResult(List<ConversionOutcome> devices) implements ResponseData {

    public ConversionResult {
        devices = Fields.list("devices", devices, 64);
    }
}
