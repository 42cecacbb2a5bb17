package org.slportal.services.registration;

import java.util.List;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;

/** PAKs were put into Virtual Accounts of this Smart Account. Published in the transaction that did it. */
public record PaksAssigned(SmartAccountId account, List<PakId> paks) {

    public PaksAssigned {
        paks = List.copyOf(paks);
    }
}
