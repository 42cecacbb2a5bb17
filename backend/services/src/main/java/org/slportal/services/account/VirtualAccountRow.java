package org.slportal.services.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.VirtualAccountId;

/**
 * A Virtual Account in its tree.
 *
 * @param above names of those it lies below, the uppermost first
 * @param parent null at the top
 * @param people how many have access, also by a role further up
 * @param version for the next change of it
 */
public record VirtualAccountRow(
        VirtualAccountId id,
        String name,
        String description,
        boolean isDefault,
        List<String> above,
        @Nullable VirtualAccountId parent,
        int people,
        int version) {

    public static final String SEPARATOR = " › ";

    /** All names down to its own. */
    public String path() {
        return above.isEmpty() ? name : String.join(SEPARATOR, above) + SEPARATOR + name;
    }
}
