package org.slportal.services.lab.scenario;

import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Which failure, where.
 *
 * @param pool the switch is registered with a token of this Virtual Account
 */
public record StartScenario(Scenario scenario, AttachedSwitchId switchId, VirtualAccountId pool) {}
