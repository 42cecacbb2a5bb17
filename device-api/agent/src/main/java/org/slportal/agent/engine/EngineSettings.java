package org.slportal.agent.engine;

import java.time.Duration;
import org.slportal.domain.device.LicensingTimers;

/**
 * What differs between agents of one kind.
 *
 * @param outOfComplianceRetry longest time between two requests while out of compliance
 * @param events how many events are kept
 */
public record EngineSettings(Duration outOfComplianceRetry, int events) {

    private static final int EVENTS = 500;

    public static final EngineSettings STANDARD = new EngineSettings(LicensingTimers.OUT_OF_COMPLIANCE_RETRY, EVENTS);

    public EngineSettings withOutOfComplianceRetry(Duration retry) {
        return new EngineSettings(retry, events);
    }
}
