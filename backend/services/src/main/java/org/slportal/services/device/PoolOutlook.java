package org.slportal.services.device;

import java.util.List;
import org.slportal.domain.id.VirtualAccountId;

/**
 * What a Virtual Account would look like after an act.
 *
 * @param changes licences whose figures change, by name
 * @param fallingShort devices that would use a licence that is short then and is not now; the first of them
 * @param becomingCompliant devices one of whose licences is short now and would not be then; the first of them
 */
public record PoolOutlook(
        VirtualAccountId id,
        String name,
        List<FigureChange> changes,
        List<String> fallingShort,
        List<String> becomingCompliant) {}
