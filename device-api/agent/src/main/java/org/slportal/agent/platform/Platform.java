package org.slportal.agent.platform;

import org.slportal.domain.device.SoftwareId;

/**
 * One model, as the catalogue describes it.
 *
 * @param licenseGroup the models that share licences, such as C9300-24
 * @param supervisors of a modular chassis; 0 elsewhere
 * @param memoryKib the processor's memory, as show version prints it
 * @param image the stem of the system image's file name
 * @param legacy how the model was licensed before, as far as it can convert that by itself
 */
public record Platform(
        String pid,
        String licenseGroup,
        String family,
        SoftwareId softwareId,
        Topology topology,
        int supervisors,
        String description,
        String processor,
        long memoryKib,
        String image,
        LegacyMethod legacy) {

    /** The first release with smart licensing as the only method, which is all that is simulated. */
    public SoftwareVersion firstRelease() {
        return topology.isSwitch() ? SoftwareVersion.V16_9_1 : SoftwareVersion.V16_10_1;
    }

    /** Whether a licence is for a level at a throughput, as on routers without a box of their own. */
    public boolean isVirtual() {
        return family.equals("CSR1000V") || family.equals("ISRV");
    }
}
