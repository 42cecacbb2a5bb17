package org.slportal.services.alert;

/** The kinds of alert administrators know from the vendor's portal. Those raised today: INSUFFICIENT_LICENSES, DUPLICATE_LICENSES, PI_*. */
public enum AlertCode {
    INSUFFICIENT_LICENSES(Severity.MAJOR),
    PI_FAILED_TO_CONNECT(Severity.MINOR),
    PI_FAILED_TO_RENEW(Severity.MAJOR),
    LICENSES_EXPIRING(Severity.MINOR),
    LICENSES_EXPIRED(Severity.MAJOR),
    RESERVED_LICENSE_EXPIRED(Severity.MAJOR),
    RESERVED_LICENSES_RETURNED(Severity.MINOR),
    DUPLICATE_LICENSES(Severity.MINOR),
    RESTRICTED_LICENSE_NOT_AVAILABLE(Severity.MAJOR),
    AGREEMENT_PENDING(Severity.MAJOR),
    AGREEMENT_UPDATED(Severity.MINOR),
    AUTHORIZATION_PENDING(Severity.MINOR),
    SAT_AUTH_FILE_READY(Severity.MINOR),
    SYNC_DEADLINE_30(Severity.MINOR),
    SYNC_OVERDUE(Severity.MAJOR),
    SAT_EXPIRED(Severity.MAJOR),
    SAT_REMOVED(Severity.MAJOR),
    PI_REMOVED(Severity.MAJOR);

    private final Severity severity;

    AlertCode(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** Whether somebody may say that it was seen. The others end when what they tell of ends. */
    public boolean isDismissible() {
        return switch (this) {
            case PI_FAILED_TO_CONNECT,
                    PI_FAILED_TO_RENEW,
                    PI_REMOVED,
                    LICENSES_EXPIRING,
                    LICENSES_EXPIRED,
                    RESERVED_LICENSES_RETURNED,
                    DUPLICATE_LICENSES,
                    SAT_EXPIRED,
                    SAT_REMOVED -> true;
            case INSUFFICIENT_LICENSES,
                    RESERVED_LICENSE_EXPIRED,
                    RESTRICTED_LICENSE_NOT_AVAILABLE,
                    AGREEMENT_PENDING,
                    AGREEMENT_UPDATED,
                    AUTHORIZATION_PENDING,
                    SAT_AUTH_FILE_READY,
                    SYNC_DEADLINE_30,
                    SYNC_OVERDUE -> false;
        };
    }
}
