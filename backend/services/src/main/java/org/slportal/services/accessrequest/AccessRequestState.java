package org.slportal.services.accessrequest;

/** Where a request for access stands. */
public enum AccessRequestState {
    PENDING,
    APPROVED,
    DECLINED,
    WITHDRAWN
}
