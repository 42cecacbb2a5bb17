package org.slportal.domain.device;

import java.time.Instant;

/**
 * Who has been silent for too long, at one moment. A deadline is passed when now is after it: at its very instant the device may
 * still speak in time.
 *
 * <p>After the portal itself was away, silence is measured from its return: nobody could have spoken meanwhile. Source: the vendor's
 * troubleshooting guide (30, 90 and 365 days); the outage rule is the portal's own.
 *
 * @param now UTC
 * @param serverReturned when the portal was last back after an outage; {@link Instant#EPOCH} if it never was away
 */
public record SilenceRule(Instant now, Instant serverReturned) {

    /** Whether anybody at all can have missed the 30 days. */
    public boolean mayWarn() {
        return now.isAfter(serverReturned.plus(LicensingTimers.AUTHORIZATION_RENEWAL));
    }

    /** Who was heard last before this has been silent for more than 30 days. */
    public Instant heardBefore() {
        return now.minus(LicensingTimers.AUTHORIZATION_RENEWAL);
    }

    /**
     * Whose authorization ends before this was authorized more than 30 days ago: necessary for {@link #heardBefore}, and found by an
     * index.
     */
    public Instant deadlineOfTheSilent() {
        return LicensingTimers.communicationDeadline(heardBefore());
    }

    /** Whether anybody at all can have missed the 90 days. */
    public boolean mayRelease() {
        return now.isAfter(LicensingTimers.communicationDeadline(serverReturned));
    }

    /** For devices that never asked for a licence, and so have no deadline of their own: when the 90 days began that end now. */
    public Instant releasedBefore() {
        return now.minus(LicensingTimers.AUTHORIZATION_VALIDITY).plus(LicensingTimers.BACK_DATING);
    }

    /** When the licences go back: the device's own deadline, or 90 days after the portal's return if that is later. */
    public Instant releaseOf(Instant authorizedUntil) {
        Instant since = LicensingTimers.communicationDeadline(serverReturned);
        return since.isAfter(authorizedUntil) ? since : authorizedUntil;
    }
}
