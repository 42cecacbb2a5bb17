package org.slportal.protocol;

import org.slportal.domain.license.EntitlementTag;

/**
 * One licence a device uses.
 *
 * @param count how many, 0 to 1,000,000; 0 gives back what was used before
 */
public record EntitlementRequest(EntitlementTag tag, int count) {

    public EntitlementRequest {
        tag = Fields.required("tag", tag);
        count = Fields.count("count", count);
    }
}
