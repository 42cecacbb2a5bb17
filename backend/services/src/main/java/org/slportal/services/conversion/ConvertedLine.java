package org.slportal.services.conversion;

import org.slportal.domain.id.PakLineId;

/** What became of a line. @param quantity units converted @param licenseQuantity smart licences they became */
public record ConvertedLine(
        PakLineId line, String pak, int lineNumber, String sku, String license, int quantity, int licenseQuantity) {}
