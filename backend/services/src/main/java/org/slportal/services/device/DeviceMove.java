package org.slportal.services.device;

import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;

/**
 * What follows a device to another Virtual Account, besides the licences it uses: reserved licences, for one. A further thing is another
 * bean. Called inside the transaction, the guards of both Virtual Accounts and the device's row locked, before they are rebalanced.
 */
public interface DeviceMove {

    /** @param device its row names the new Virtual Account already */
    void moved(
            Actor actor, SmartAccountId account, ProductInstanceId device, VirtualAccountId from, VirtualAccountId to);

    /** Another chassis takes the device's place in the same Virtual Account; the failed one goes right after. */
    default void replaced(
            Actor actor,
            SmartAccountId account,
            VirtualAccountId pool,
            ProductInstanceId failed,
            ProductInstanceId replacement) {}
}
