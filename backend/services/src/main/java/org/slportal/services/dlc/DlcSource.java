package org.slportal.services.dlc;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;

/**
 * Who reports, and where the licences shall go.
 *
 * @param actor a device, or a person who may manage licences in the pool
 * @param rights of the person; null for a device, which speaks for itself
 */
public record DlcSource(
        SmartAccountId account,
        VirtualAccountId pool,
        DlcOrigin origin,
        Actor actor,
        @Nullable Actor rights) {

    /** A registered device: its licences go where it is registered. */
    public static DlcSource device(SmartAccountId account, VirtualAccountId pool, Actor device) {
        return new DlcSource(account, pool, DlcOrigin.DEVICE, device, null);
    }

    static DlcSource person(SmartAccountId account, VirtualAccountId pool, DlcOrigin origin, Actor person) {
        return new DlcSource(account, pool, origin, person, person);
    }
}
