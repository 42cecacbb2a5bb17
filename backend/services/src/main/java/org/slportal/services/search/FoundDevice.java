package org.slportal.services.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * A chassis, wherever it is known.
 *
 * @param udi as its terminal prints it
 * @param registration as License Registration knows it, null if it does not
 * @param instance as a product instance, null if it is not registered
 * @param ownConversion what the device itself asked to have converted last, null if it never did
 */
public record FoundDevice(
        String udi,
        String serialNumber,
        @Nullable Registration registration,
        @Nullable Instance instance,
        @Nullable OwnConversion ownConversion) {

    /**
     * @param virtualAccount null while it is not assigned to one
     * @param waitsForRefresh assigned after the list of convertible devices was read last
     * @param stackOf UDI of the stack's active member, null if it stands alone or is that member
     */
    public record Registration(
            LegacyDeviceId id,
            String platform,
            @Nullable String virtualAccount,
            boolean waitsForRefresh,
            @Nullable String stackOf,
            List<FoundLine> lines) {

        /** Whether something on it can be converted now. */
        public boolean convertible() {
            return !waitsForRefresh
                    && lines.stream().anyMatch(line -> line.item().ineligibility() == null);
        }
    }

    /** @param name host name, or UDI @param licenses what it uses, as {@code licence (n)} */
    public record Instance(
            ProductInstanceId id,
            String name,
            VirtualAccountId virtualAccountId,
            String virtualAccount,
            Instant lastContact,
            List<String> licenses) {}

    /** @param state RECEIVED, CONVERTED or FAILED @param at when it ended, or when it was received */
    public record OwnConversion(String state, Instant at) {}
}
