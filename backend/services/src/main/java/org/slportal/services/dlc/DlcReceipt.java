package org.slportal.services.dlc;

import java.time.Duration;
import java.util.List;

/**
 * The answer to a message about a conversion.
 *
 * @param pollId names it in later questions
 * @param askAgainIn when the rest should be known; meaningless once everything is
 * @param devices in the order of the message
 */
public record DlcReceipt(long pollId, Duration askAgainIn, List<DlcOutcome> devices) {

    public DlcReceipt {
        devices = List.copyOf(devices);
    }

    /** Whether it is known of every device what became of it. */
    public boolean isFinished() {
        return devices.stream().noneMatch(device -> device.state() == DlcState.RECEIVED);
    }
}
