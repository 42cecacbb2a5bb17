package org.slportal.services.device;

import org.slportal.domain.device.Udi;

/** A member of a stack or HA pair. @param role ACTIVE, STANDBY or MEMBER */
public record MemberItem(String role, Udi udi) {}
