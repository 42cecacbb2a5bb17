package org.slportal.services.conversion;

import java.util.List;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.ConversionJobId;

/** What came of asking for a conversion: all lines were converted, or none. */
public sealed interface ConversionResult {

    /** The conversion was carried out, or refused. */
    sealed interface Outcome extends ConversionResult {}

    record Converted(ConversionId id, List<ConvertedLine> lines) implements Outcome {}

    record Rejected(List<LineRefusal> refusals) implements Outcome {}

    /** Two people are needed: nothing was converted yet, the job waits for the second one. */
    record WaitsForApproval(ConversionJobId job) implements ConversionResult {}
}
