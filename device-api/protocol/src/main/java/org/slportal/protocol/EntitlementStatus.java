package org.slportal.protocol;

import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.domain.license.EntitlementTag;

/**
 * The portal's word on one licence of a device.
 *
 * @param displayName the name the portal shows; an unknown tag has its own text here
 * @param description may be empty
 */
public record EntitlementStatus(
        EntitlementTag tag,
        int count,
        AuthorizationStatus status,
        String displayName,
        String description,
        boolean exportRestricted) {

    public EntitlementStatus {
        tag = Fields.required("tag", tag);
        count = Fields.count("count", count);
        status = Fields.required("status", status);
        displayName = Fields.text("display_name", displayName, 255);
        String given = Fields.optionalText("description", description, 1024);
        description = given == null ? "" : given;
    }
}
