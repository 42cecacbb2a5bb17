package org.slportal.services.conversion;

import java.util.List;
import org.slportal.domain.id.ConversionId;

/** All lines were converted, or none. */
public sealed interface ConversionResult {

    record Converted(ConversionId id, List<ConvertedLine> lines) implements ConversionResult {}

    record Rejected(List<LineRefusal> refusals) implements ConversionResult {}
}
