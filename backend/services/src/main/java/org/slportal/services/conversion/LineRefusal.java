package org.slportal.services.conversion;

import java.util.List;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.TraditionalLineId;

/** Why a line was refused. */
public record LineRefusal(TraditionalLineId line, Ineligibility reason, List<String> arguments) {}
