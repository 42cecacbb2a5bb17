package org.slportal.services.registration;

import org.slportal.domain.id.LegacyDeviceId;

/** A device licences can be got for. @param udi as its terminal prints it */
public record DeviceChoice(LegacyDeviceId id, String udi, String family) {}
