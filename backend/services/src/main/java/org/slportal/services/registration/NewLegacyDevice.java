package org.slportal.services.registration;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.VirtualAccountId;

/**
 * A device to add to License Registration.
 *
 * @param family product family, as the catalogue names it
 * @param productId and serialNumber as {@code show version} or {@code show inventory} print them
 * @param pool where to put it at once; null leaves it unassigned
 */
public record NewLegacyDevice(
        String family,
        String productId,
        String serialNumber,
        @Nullable VirtualAccountId pool) {}
