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
        LegacyMethod legacy) {}
