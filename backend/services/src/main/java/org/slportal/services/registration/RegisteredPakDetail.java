package org.slportal.services.registration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.event.EventListItem;

/**
 * Everything about one PAK: where each part of it is, and what happened.
 *
 * @param installed at most {@value #PARTS_SHOWN}
 * @param converted at most {@value #PARTS_SHOWN}, the latest first
 * @param events the latest {@value #EVENTS_SHOWN}, the latest first
 */
public record RegisteredPakDetail(
        SmartAccountId account,
        RegisteredPakItem pak,
        List<Installed> installed,
        List<Converted> converted,
        List<EventListItem> events) {

    public static final int PARTS_SHOWN = 200;
    public static final int EVENTS_SHOWN = 50;

    /** Licences of a line on a device. @param converted how many of them became smart ones through the device since */
    public record Installed(int line, String sku, LegacyDeviceId device, String udi, int quantity, int converted) {}

    /**
     * Licences of a line that became smart ones.
     *
     * @param quantity smart licences; negative where a conversion was undone
     * @param pool null where the reader may not look
     */
    public record Converted(
            int line,
            String sku,
            String license,
            int quantity,
            @Nullable VirtualAccountId pool,
            @Nullable String virtualAccount,
            String by,
            Instant at) {}
}
