package org.slportal.agent.engine;

import java.util.List;
import org.slportal.agent.platform.Hardware;
import org.slportal.protocol.HaMember;
import org.slportal.protocol.Sudi;

/** The names a device gives in its messages. */
final class DeviceNames {

    private DeviceNames() {}

    /** The members of a stack, or none for a single chassis. */
    static List<HaMember> haMembers(Hardware hardware) {
        if (hardware.members().size() == 1) {
            return List.of();
        }
        return java.util.stream.IntStream.range(0, hardware.members().size())
                .mapToObj(i -> new HaMember(
                        hardware.role(i), Sudi.of(hardware.members().get(i).udi())))
                .toList();
    }
}
