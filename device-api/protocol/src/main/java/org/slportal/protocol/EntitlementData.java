package org.slportal.protocol;

import java.util.List;

/**
 * Asks for authorization of everything in use: what the list does not name is no longer used.
 *
 * @param entitlements at most 500; empty when nothing is in use
 */
public record EntitlementData(List<EntitlementRequest> entitlements, List<HaMember> haUdi) implements RequestData {

    public EntitlementData {
        entitlements = Fields.list("entitlements", entitlements, 500);
        haUdi = Fields.optionalList("ha_udi", haUdi, 64);
        long distinct =
                entitlements.stream().map(EntitlementRequest::tag).distinct().count();
        if (distinct != entitlements.size()) {
            throw new InvalidFieldException("entitlements", "An entitlement tag is named twice.");
        }
    }
}
