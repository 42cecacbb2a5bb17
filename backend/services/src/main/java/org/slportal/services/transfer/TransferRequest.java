package org.slportal.services.transfer;

import java.util.List;
import org.slportal.domain.id.VirtualAccountId;

/** @param requestId of the caller's choice, 1 to 80 characters: the same one again moves nothing more */
public record TransferRequest(
        String requestId, VirtualAccountId source, VirtualAccountId target, List<TransferLine> lines) {

    public TransferRequest {
        lines = List.copyOf(lines);
    }
}
