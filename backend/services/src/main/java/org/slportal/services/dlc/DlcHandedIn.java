package org.slportal.services.dlc;

import java.util.List;
import java.util.Set;

/**
 * What came of handing in many reports at once.
 *
 * @param devices in the order they were handed in
 * @param pollIds name them in later questions
 */
public record DlcHandedIn(List<DlcOutcome> devices, Set<Long> pollIds) {

    public DlcHandedIn {
        devices = List.copyOf(devices);
        pollIds = Set.copyOf(pollIds);
    }

    /** How many are in that state now. */
    public int count(DlcState state) {
        return (int) devices.stream().filter(device -> device.state() == state).count();
    }
}
