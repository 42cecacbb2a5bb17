package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.services.conversion.TraditionalLineItem;

/** A line of a PAK or a device as the API tells of it. @param reason why it cannot be converted; null if it can */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TraditionalLine(
        int lineNumber,
        String sku,
        int quantity,
        int available,
        @Nullable String license,
        boolean eligible,
        @Nullable String reason) {

    static TraditionalLine of(TraditionalLineItem line) {
        Ineligibility reason = line.ineligibility();
        return new TraditionalLine(
                line.lineNumber(),
                line.sku(),
                line.ordered(),
                line.available(),
                line.license(),
                reason == null,
                reason == null ? null : reason.name());
    }
}
