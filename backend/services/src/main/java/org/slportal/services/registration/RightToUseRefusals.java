package org.slportal.services.registration;

import org.slportal.domain.conversion.RightToUsePolicy;
import org.slportal.domain.conversion.RightToUseRefusal;
import org.slportal.domain.device.Udi;
import org.slportal.services.error.ErrorReason;

/** What the policies on rights to use say, as refusals people meet. */
final class RightToUseRefusals {

    private RightToUseRefusals() {}

    static ErrorReason reason(RightToUseRefusal refusal) {
        return switch (refusal) {
            case PLATFORM_HAS_NONE -> ErrorReason.RTU_PLATFORM;
            case UNKNOWN_FOR_MODEL -> ErrorReason.RTU_UNKNOWN_FOR_MODEL;
            case COUNT_NEGATIVE -> ErrorReason.RTU_COUNT_NEGATIVE;
            case COUNT_EXCEEDS_MAX -> ErrorReason.RTU_COUNT_EXCEEDS;
            case ALREADY_CONVERTED -> ErrorReason.RTU_CONVERTED;
        };
    }

    static Object[] arguments(RightToUsePolicy.Refusal refusal, String right, String family, Udi udi) {
        Integer figure = refusal.argument();
        return switch (refusal.reason()) {
            case PLATFORM_HAS_NONE -> new Object[] {family};
            case UNKNOWN_FOR_MODEL -> new Object[] {right, udi.pid()};
            case COUNT_EXCEEDS_MAX -> new Object[] {udi.pid(), figure == null ? 0 : figure};
            case COUNT_NEGATIVE, ALREADY_CONVERTED -> new Object[0];
        };
    }
}
