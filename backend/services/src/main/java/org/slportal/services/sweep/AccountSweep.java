package org.slportal.services.sweep;

import org.slportal.domain.id.SmartAccountId;

/**
 * One rule that time triggers. Repeating it changes nothing more; what it leaves undone because a run is bounded, the next run does.
 */
public interface AccountSweep {

    /** Does what is due in one account. @return how many things were done */
    int sweep(SmartAccountId account, SweepTime time);
}
