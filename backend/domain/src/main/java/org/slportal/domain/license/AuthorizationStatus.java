package org.slportal.domain.license;

/** What the portal answers for one entitlement of a device, and for the device as the worst of its entitlements. */
public enum AuthorizationStatus {
    AUTHORIZED,
    OUT_OF_COMPLIANCE,
    /** Export-restricted, and the device's registration does not allow export-controlled functionality. */
    NOT_AUTHORIZED,
    INVALID_TAG,
    /** 90 days without contact: the licences went back to the pool. */
    AUTHORIZATION_EXPIRED
}
