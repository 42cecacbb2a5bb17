package org.slportal.domain.conversion;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reason to refuse a right to use. The list keeps the order in which reasons are told. */
@FunctionalInterface
public interface RightToUsePolicy {

    /** A refusal and the figure its text names. @param argument null where the reason needs none */
    record Refusal(RightToUseRefusal reason, @Nullable Integer argument) {

        static Optional<Refusal> because(boolean refused, RightToUseRefusal reason, @Nullable Integer argument) {
            return refused ? Optional.of(new Refusal(reason, argument)) : Optional.empty();
        }
    }

    Optional<Refusal> check(ClaimedRight right);

    RightToUsePolicy PLATFORM_HAS_RIGHTS =
            right -> Refusal.because(!right.platformHasRights(), RightToUseRefusal.PLATFORM_HAS_NONE, null);

    /** Taking a right away needs no knowledge of it. */
    RightToUsePolicy KNOWN_FOR_MODEL = right ->
            Refusal.because(right.count() > 0 && right.maxCount() == null, RightToUseRefusal.UNKNOWN_FOR_MODEL, null);

    RightToUsePolicy COUNT_NOT_NEGATIVE =
            right -> Refusal.because(right.count() < 0, RightToUseRefusal.COUNT_NEGATIVE, null);

    RightToUsePolicy COUNT_FITS_CHASSIS = right -> {
        Integer max = right.maxCount();
        return Refusal.because(max != null && right.count() > max, RightToUseRefusal.COUNT_EXCEEDS_MAX, max);
    };

    RightToUsePolicy NOT_CONVERTED = right ->
            Refusal.because(right.changes() && right.converted() > 0, RightToUseRefusal.ALREADY_CONVERTED, null);

    List<RightToUsePolicy> ALL =
            List.of(PLATFORM_HAS_RIGHTS, KNOWN_FOR_MODEL, COUNT_NOT_NEGATIVE, COUNT_FITS_CHASSIS, NOT_CONVERTED);

    /** The first reason not to record the right, if there is one. */
    static Optional<Refusal> refusal(ClaimedRight right) {
        return ALL.stream().flatMap(policy -> policy.check(right).stream()).findFirst();
    }
}
