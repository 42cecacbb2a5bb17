package org.slportal.services.registration;

import java.util.List;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * Asks to put PAKs of an account into a Virtual Account: of the same account, or of another one.
 *
 * @param target decides the Smart Account too
 */
public record AssignPaks(SmartAccountId account, List<PakId> paks, VirtualAccountId target) {

    public AssignPaks {
        paks = List.copyOf(paks);
    }
}
