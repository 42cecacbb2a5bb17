package org.slportal.services.conversion;

import java.util.List;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.PakLineId;

/** Why a line was refused. */
public record LineRefusal(PakLineId line, Ineligibility reason, List<String> arguments) {}
