package org.slportal.services.conversion;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;

/** Where traditional licences lie: in PAKs or on devices. */
interface LineSource {

    /** Locks the PAKs or devices the lines belong to, in order of id. Everyone locks PAKs, then devices, then pools. */
    void lock(SmartAccountId account, Collection<TraditionalLineId> lines);

    /** The lines of this account among them, in order of PAK or device. */
    List<TraditionalLine> read(SmartAccountId account, Collection<TraditionalLineId> lines);

    /**
     * Moves the converted counters and what is kept beside them. The lock is held.
     *
     * @param units to take from each line; negative ones come back
     */
    void take(Map<TraditionalLineId, Integer> units);
}
