package org.slportal.services.assisted;

import java.util.List;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.AssistedRequestId;
import org.slportal.domain.id.ConversionId;

/** What became of asking, or of converting by hand. */
public sealed interface AssistedResult {

    record Asked(AssistedRequestId request) implements AssistedResult {}

    record Converted(ConversionId conversion) implements AssistedResult {}

    /** Not even by hand. */
    record Refused(Ineligibility reason, List<String> arguments) implements AssistedResult {}
}
