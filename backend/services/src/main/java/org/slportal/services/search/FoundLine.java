package org.slportal.services.search;

import java.util.List;
import org.slportal.services.conversion.TraditionalLineItem;

/** A line, and what became of it. */
public record FoundLine(TraditionalLineItem item, List<FulfilledPart> fulfilled, List<ConvertedPart> converted) {}
