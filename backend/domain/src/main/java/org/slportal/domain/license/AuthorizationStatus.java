package org.slportal.domain.license;

/** What the portal answers for one entitlement of a device, and for the device as the worst of its entitlements. */
public enum AuthorizationStatus {
    AUTHORIZED,
    OUT_OF_COMPLIANCE,
    INVALID_TAG,
    /** 90 days without contact: the licences went back to the pool. */
    AUTHORIZATION_EXPIRED
}
