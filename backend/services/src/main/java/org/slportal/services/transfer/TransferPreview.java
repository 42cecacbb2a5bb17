package org.slportal.services.transfer;

import java.util.List;
import org.slportal.services.inventory.PoolOutlook;

/**
 * Both Virtual Accounts as they would be afterwards.
 *
 * @param moved what would go, lot by lot
 */
public record TransferPreview(List<MovedLot> moved, PoolOutlook.Outlook source, PoolOutlook.Outlook target) {

    /** Part of a lot. */
    public record MovedLot(MovableLot lot, int quantity) {}
}
