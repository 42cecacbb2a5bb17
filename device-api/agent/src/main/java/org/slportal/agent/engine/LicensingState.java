package org.slportal.agent.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.protocol.EntitlementStatus;

/**
 * Everything the licensing software remembers across a restart.
 *
 * @param evaluationUsedMillis evaluation time used up; only ever grows
 * @param evaluationExpiredAt null until the evaluation is used up
 * @param identity null unless registered
 * @param entitlements the portal's last word on each licence; empty before the first authorization
 * @param conversion the course of the device-led conversion
 * @param leavesAt when the registration ends because the clock was set outside the ID certificate's validity; null otherwise
 */
public record LicensingState(
        long evaluationUsedMillis,
        @Nullable Instant evaluationExpiredAt,
        Registration registration,
        @Nullable Identity identity,
        Authorization authorization,
        List<EntitlementStatus> entitlements,
        Conversion conversion,
        @Nullable Instant leavesAt) {

    public LicensingState {
        // An NVRAM written before there was a conversion lacks it.
        conversion = conversion == null ? Conversion.NONE : conversion;
    }

    /** Of a switch that was never switched on. */
    public static final LicensingState FACTORY =
            new LicensingState(0, null, Registration.NONE, null, Authorization.NONE, List.of(), Conversion.NONE, null);

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

    /**
     * The course of the device-led conversion.
     *
     * @param since when it was ordered, or when it ended
     * @param failureReason why it failed, or why the last attempt of a running one did
     * @param pollId the portal's name for it; null before the portal has taken it
     * @param nextAttempt null unless it is running
     * @param members what became of each chassis; empty before that is known
     */
    public record Conversion(
            ConversionStage stage,
            @Nullable Instant since,
            @Nullable String failureReason,
            @Nullable Long pollId,
            @Nullable Instant nextAttempt,
            List<Member> members) {

        static final Conversion NONE = new Conversion(ConversionStage.NOT_STARTED, null, null, null, null, List.of());

        /** One chassis. */
        public record Member(
                Udi udi, ConversionStage stage, @Nullable String failureReason) {}

        static Conversion ordered(Instant now) {
            return new Conversion(ConversionStage.IN_PROGRESS, now, null, null, now, List.of());
        }

        static Conversion failed(Instant now, String reason, List<Member> members) {
            return new Conversion(ConversionStage.FAILED, now, reason, null, null, members);
        }

        Conversion again(String reason, Instant next) {
            return new Conversion(stage, since, reason, pollId, next, members);
        }
    }

    LicensingState with(Conversion changed) {
        return new LicensingState(
                evaluationUsedMillis,
                evaluationExpiredAt,
                registration,
                identity,
                authorization,
                entitlements,
                changed,
                leavesAt);
    }

    LicensingState with(Registration changed) {
        return new LicensingState(
                evaluationUsedMillis,
                evaluationExpiredAt,
                changed,
                identity,
                authorization,
                entitlements,
                conversion,
                leavesAt);
    }

    LicensingState with(Authorization changed) {
        return new LicensingState(
                evaluationUsedMillis,
                evaluationExpiredAt,
                registration,
                identity,
                changed,
                entitlements,
                conversion,
                leavesAt);
    }

    LicensingState with(Identity changed) {
        return new LicensingState(
                evaluationUsedMillis,
                evaluationExpiredAt,
                registration,
                changed,
                authorization,
                entitlements,
                conversion,
                leavesAt);
    }

    LicensingState leavingAt(@Nullable Instant when) {
        return new LicensingState(
                evaluationUsedMillis,
                evaluationExpiredAt,
                registration,
                identity,
                authorization,
                entitlements,
                conversion,
                when);
    }

    LicensingState withEntitlements(List<EntitlementStatus> changed) {
        return new LicensingState(
                evaluationUsedMillis,
                evaluationExpiredAt,
                registration,
                identity,
                authorization,
                changed,
                conversion,
                leavesAt);
    }

    LicensingState withEvaluation(long usedMillis, @Nullable Instant expiredAt) {
        return new LicensingState(
                usedMillis, expiredAt, registration, identity, authorization, entitlements, conversion, leavesAt);
    }

    /**
     * Registration, identity, authorization and names forgotten; the evaluation goes on where it was. A conversion that is over stays
     * so; a running one ends, since only the identity that ordered it may ask for its result.
     */
    LicensingState unidentified() {
        return new LicensingState(
                evaluationUsedMillis,
                evaluationExpiredAt,
                Registration.NONE,
                null,
                Authorization.NONE,
                List.of(),
                conversion.stage().isRunning() ? Conversion.NONE : conversion,
                null);
    }
}
