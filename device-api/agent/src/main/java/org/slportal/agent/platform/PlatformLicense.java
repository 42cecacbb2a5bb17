package org.slportal.agent.platform;

import org.slportal.domain.license.EntitlementTag;

/**
 * What one feature of a group of models consumes.
 *
 * @param feature as it is configured, such as network-advantage
 * @param portalName the licence's name in the portal; a switch learns it with its first authorization
 * @param deviceName what the switch itself calls it
 */
public record PlatformLicense(
        String licenseGroup,
        String feature,
        String portalName,
        String deviceName,
        EntitlementTag tag,
        String description,
        Consumption consumption) {}
