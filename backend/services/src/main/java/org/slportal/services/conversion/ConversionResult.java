package org.slportal.services.conversion;

import java.util.List;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.ConversionJobId;

/** All lines were converted, or none. */
public sealed interface ConversionResult {

    record Converted(ConversionId id, List<ConvertedLine> lines) implements ConversionResult {}

    /** Two people are needed: nothing was converted yet, the job waits for the second one. */
    record WaitsForApproval(ConversionJobId job) implements ConversionResult {}

    record Rejected(List<LineRefusal> refusals) implements ConversionResult {}
}
