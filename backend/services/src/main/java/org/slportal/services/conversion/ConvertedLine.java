package org.slportal.services.conversion;

import org.slportal.domain.id.TraditionalLineId;

/**
 * What became of a line.
 *
 * @param origin the PAK's number, or the device's UDI
 * @param quantity units converted
 * @param licenseQuantity smart licences they became
 */
public record ConvertedLine(
        TraditionalLineId line,
        String origin,
        int lineNumber,
        String sku,
        String license,
        int quantity,
        int licenseQuantity) {}
