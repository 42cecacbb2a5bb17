package org.slportal.services.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;

/**
 * A row of the product instance list.
 *
 * @param status null before the first authorization
 * @param licensesInUse sum over its licences
 * @param members chassis of a stack or pair; 0 for a single one
 * @param alert code of its worst open alert; null for none
 */
public record ProductInstanceListItem(
        ProductInstanceId id,
        VirtualAccountId virtualAccountId,
        String virtualAccount,
        String name,
        @Nullable String hostName,
        Udi udi,
        String softwareId,
        String productName,
        Instant registeredAt,
        Instant lastContactAt,
        @Nullable AuthorizationStatus status,
        int licensesInUse,
        int members,
        @Nullable String alert) {}
