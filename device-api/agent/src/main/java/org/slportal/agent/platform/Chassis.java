package org.slportal.agent.platform;

import org.slportal.domain.device.Udi;

/** One box: a stack member, a modular chassis, a router. */
public record Chassis(Platform platform, Udi udi) {}
