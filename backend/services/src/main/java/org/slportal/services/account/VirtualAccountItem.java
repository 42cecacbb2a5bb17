package org.slportal.services.account;

import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;

/** A Virtual Account. @param version for the next change of it */
public record VirtualAccountItem(
        VirtualAccountId id,
        SmartAccountId smartAccountId,
        String name,
        String description,
        boolean isDefault,
        int version) {}
