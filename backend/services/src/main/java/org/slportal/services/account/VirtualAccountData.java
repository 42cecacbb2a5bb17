package org.slportal.services.account;

import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.VirtualAccountId;

/** What people enter for a Virtual Account. @param parent the one it begins below, null for none; a change leaves it where it is */
public record VirtualAccountData(
        String name, String description, @Nullable VirtualAccountId parent) {

    public VirtualAccountData(String name, String description) {
        this(name, description, null);
    }
}
