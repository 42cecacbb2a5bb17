package org.slportal.services.registration;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.conversion.SkuQuantity;

/**
 * A device, or a stack under its active switch.
 *
 * @param rightToUse whether its traditional licences are rights to use
 * @param left SKUs of which something is left, over the whole stack
 * @param eligible those of them that can be converted
 * @param held traditional licences of the whole stack, converted ones included
 * @param available how many of them are left
 */
public record DeviceListItem(
        LegacyDeviceId id,
        SmartAccountId account,
        Udi udi,
        List<StackMember> members,
        String family,
        boolean rightToUse,
        @Nullable VirtualAccountId pool,
        @Nullable String virtualAccount,
        @Nullable Instant assignedAt,
        List<SkuQuantity> left,
        List<SkuQuantity> eligible,
        int held,
        int available) {

    /** Every switch of the stack, the active one first. */
    public List<Udi> udis() {
        return Stream.concat(Stream.of(udi), members.stream().map(StackMember::udi))
                .toList();
    }
}
