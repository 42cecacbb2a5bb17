package org.slportal.services.device;

import java.util.List;

/**
 * What removing devices would do.
 *
 * @param devices how many can be removed
 * @param licenses how many licences those use
 * @param kept names of those that cannot: they use export-restricted licences
 * @param outlooks the Virtual Accounts they are in
 */
public record RemovalPlan(int devices, int licenses, List<String> kept, List<PoolOutlook> outlooks) {}
