package org.slportal.agent.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.protocol.EntitlementStatus;

/**
 * Everything the licensing software remembers across a restart.
 *
 * @param evaluationUsedMillis evaluation time used up; only ever grows
 * @param evaluationExpiredAt null until the evaluation is used up
 * @param identity null unless registered
 * @param entitlements the portal's last word on each licence; empty before the first authorization
 */
public record LicensingState(
        long evaluationUsedMillis,
        @Nullable Instant evaluationExpiredAt,
        Registration registration,
        @Nullable Identity identity,
        Authorization authorization,
        List<EntitlementStatus> entitlements) {

    /** Of a switch that was never switched on. */
    public static final LicensingState FACTORY =
            new LicensingState(0, null, Registration.NONE, null, Authorization.NONE, List.of());

    /**
     * The registration's course.
     *
     * @param initial the last registration attempt
     * @param lastRenewal the last ID certificate renewal
     * @param nextAttempt of the registration, or once registered of the ID certificate renewal
     */
    public record Registration(
            RegistrationStatus status,
            @Nullable Attempt initial,
            @Nullable Attempt lastRenewal,
            @Nullable Instant nextAttempt) {

        static final Registration NONE = new Registration(RegistrationStatus.UNREGISTERED, null, null, null);
    }

    /**
     * The authorization's course.
     *
     * @param state AUTHORIZED, OUT_OF_COMPLIANCE or AUTHORIZATION_EXPIRED; null before the portal's first word
     * @param since when the state was reached
     * @param deadline the first instant at which the authorization expires without another contact
     */
    public record Authorization(
            @Nullable AuthorizationState state,
            @Nullable Instant since,
            @Nullable Attempt last,
            @Nullable Instant nextAttempt,
            @Nullable Instant deadline) {

        static final Authorization NONE = new Authorization(null, null, null, null, null);

        Authorization nextAt(Instant next) {
            return new Authorization(state, since, last, next, deadline);
        }

        Authorization attempted(Attempt attempt, Instant next) {
            return new Authorization(state, since, attempt, next, deadline);
        }
    }

    LicensingState with(Registration changed) {
        return new LicensingState(
                evaluationUsedMillis, evaluationExpiredAt, changed, identity, authorization, entitlements);
    }

    LicensingState with(Authorization changed) {
        return new LicensingState(
                evaluationUsedMillis, evaluationExpiredAt, registration, identity, changed, entitlements);
    }

    LicensingState with(Identity changed) {
        return new LicensingState(
                evaluationUsedMillis, evaluationExpiredAt, registration, changed, authorization, entitlements);
    }

    LicensingState withEntitlements(List<EntitlementStatus> changed) {
        return new LicensingState(
                evaluationUsedMillis, evaluationExpiredAt, registration, identity, authorization, changed);
    }

    LicensingState withEvaluation(long usedMillis, @Nullable Instant expiredAt) {
        return new LicensingState(usedMillis, expiredAt, registration, identity, authorization, entitlements);
    }

    /** Registration, identity, authorization and names forgotten; the evaluation goes on where it was. */
    LicensingState unidentified() {
        return new LicensingState(
                evaluationUsedMillis, evaluationExpiredAt, Registration.NONE, null, Authorization.NONE, List.of());
    }
}
