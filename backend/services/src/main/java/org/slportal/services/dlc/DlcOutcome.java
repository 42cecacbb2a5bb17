package org.slportal.services.dlc;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.domain.device.Udi;

/**
 * What has become of a device's report so far.
 *
 * @param refusal why it failed; null unless it did
 */
public record DlcOutcome(Udi udi, DlcState state, DlcPolicy.@Nullable Refusal refusal) {}
