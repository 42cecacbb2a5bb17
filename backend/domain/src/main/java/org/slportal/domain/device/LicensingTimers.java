package org.slportal.domain.device;

import java.time.Duration;
import java.time.Instant;

/**
 * The periods a device and the portal keep, shared so that both ends agree to the second.
 *
 * <p>Source: the vendor's troubleshooting guide (30, 90, 180 and 365 days, 90 days of evaluation) and dated samples of real
 * output (back-dating). Instants are UTC.
 */
public final class LicensingTimers {

    /** Evaluation, in time of use, once per device. */
    public static final Duration EVALUATION = Duration.ofDays(90);
    /** The device asks for authorization again after this long. */
    public static final Duration AUTHORIZATION_RENEWAL = Duration.ofDays(30);
    /** Without contact for this long an authorization expires and the licences return to the pool. */
    public static final Duration AUTHORIZATION_VALIDITY = Duration.ofDays(90);
    /** Out of compliance: the device asks again after this long. */
    public static final Duration OUT_OF_COMPLIANCE_RETRY = Duration.ofDays(1);
    /** Authorization expired: the device asks again after this long. */
    public static final Duration AUTHORIZATION_EXPIRED_RETRY = Duration.ofHours(1);
    /** Life of a device's ID certificate. */
    public static final Duration ID_CERTIFICATE_VALIDITY = Duration.ofDays(365);
    /** First attempt to renew the ID certificate. */
    public static final Duration ID_CERTIFICATE_RENEWAL = Duration.ofDays(180);
    /** Retry after a transport fault. */
    public static final Duration TRANSPORT_RETRY = Duration.ofSeconds(30);
    /** Certificates and deadlines run from this much before the act, so that a slightly slow device finds them valid. */
    public static final Duration BACK_DATING = Duration.ofMinutes(5);
    /** How far a device's clock may be from the portal's, exclusive. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private LicensingTimers() {}

    /** When the device asks for authorization again. */
    public static Instant nextAuthorization(Instant authorizedAt) {
        return authorizedAt.plus(AUTHORIZATION_RENEWAL);
    }

    /** Until when the authorization holds without another contact (the CLI's Communication Deadline). */
    public static Instant communicationDeadline(Instant authorizedAt) {
        return authorizedAt.minus(BACK_DATING).plus(AUTHORIZATION_VALIDITY);
    }

    /** When the device first tries to renew its ID certificate. */
    public static Instant nextIdCertificateRenewal(Instant issuedAt) {
        return issuedAt.plus(ID_CERTIFICATE_RENEWAL);
    }

    /** Whether a message's time stamp is so far from now that it must be refused. The tolerance itself is already too far. */
    public static boolean isBeyondTolerance(Instant deviceTime, Instant now) {
        return isBeyondTolerance(deviceTime, now, CLOCK_TOLERANCE);
    }

    /** The same with another tolerance, for a lab clock that runs fast. */
    public static boolean isBeyondTolerance(Instant deviceTime, Instant now, Duration tolerance) {
        return Duration.between(deviceTime, now).abs().compareTo(tolerance) >= 0;
    }
}
