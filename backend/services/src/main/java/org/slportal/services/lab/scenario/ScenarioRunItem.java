package org.slportal.services.lab.scenario;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.domain.id.ScenarioRunId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.error.ErrorReason;

/**
 * One exercise.
 *
 * @param transcript what the switch printed when it failed, with its line ends; empty until then
 * @param problem why it could not be set up, null otherwise
 */
public record ScenarioRunItem(
        ScenarioRunId id,
        Scenario scenario,
        ScenarioState state,
        AttachedSwitchId switchId,
        String switchName,
        Udi udi,
        String version,
        VirtualAccountId virtualAccountId,
        String virtualAccount,
        String startedBy,
        Instant startedAt,
        @Nullable Instant readyAt,
        @Nullable Instant endedAt,
        String transcript,
        @Nullable Problem problem) {

    /** The reason and what its text names. */
    public record Problem(ErrorReason reason, String detail) {}
}
