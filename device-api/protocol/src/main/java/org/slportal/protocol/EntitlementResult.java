package org.slportal.protocol;

import java.util.List;

/**
 * The portal's word on everything a device uses; the device as a whole is as good as its worst entitlement.
 *
 * @param authorizedAt when the portal decided
 * @param nextRequestAt when the device should ask again
 * @param validUntil the first instant at which the authorization no longer holds without another contact
 */
public record EntitlementResult(
        List<EntitlementStatus> entitlements, long authorizedAt, long nextRequestAt, long validUntil)
        implements ResponseData {

    public EntitlementResult {
        entitlements = Fields.list("entitlements", entitlements, 500);
        authorizedAt = Fields.epochMillis("authorized_at", authorizedAt);
        nextRequestAt = Fields.epochMillis("next_request_at", nextRequestAt);
        validUntil = Fields.epochMillis("valid_until", validUntil);
    }
}
