package org.slportal.services.registration;

import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;

/** A switch under the active one of its stack. @param available traditional licences left on it */
public record StackMember(LegacyDeviceId id, Udi udi, int held, int available) {}
