package org.slportal.services.registration;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.VirtualAccountId;

/**
 * A PAK with the products on it.
 *
 * @param pool null while it is assigned to no Virtual Account
 * @param status over all its lines, also those a filter leaves out
 */
public record RegisteredPakItem(
        PakId id,
        String number,
        String family,
        @Nullable VirtualAccountId pool,
        @Nullable String virtualAccount,
        String orderNumber,
        LocalDate orderDate,
        PakStatus status,
        List<RegisteredPakLine> lines) {}
