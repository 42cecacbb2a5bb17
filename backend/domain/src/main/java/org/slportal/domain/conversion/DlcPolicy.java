package org.slportal.domain.conversion;

import java.util.List;
import java.util.Optional;

/**
 * One reason to refuse a device-led conversion. The list keeps the order in which reasons are told: what the device is comes first,
 * then whose it is, then what it holds.
 */
@FunctionalInterface
public interface DlcPolicy {

    /** A refusal and the value its text names. */
    record Refusal(DlcRefusal reason, String argument) {

        static Optional<Refusal> because(boolean refused, DlcRefusal reason, String argument) {
            return refused ? Optional.of(new Refusal(reason, argument)) : Optional.empty();
        }

        /** As the device prints it. */
        public String text() {
            return reason.reason(argument);
        }
    }

    Optional<Refusal> check(DlcCandidate device);

    DlcPolicy SOFTWARE_KNOWN =
            device -> Refusal.because(!device.softwareKnown(), DlcRefusal.UNKNOWN_SOFTWARE_TAG, device.softwareTag());

    DlcPolicy PID_OF_SOFTWARE = device -> Refusal.because(
            !device.pidMatches(), DlcRefusal.PID_MISMATCH, device.udi().pid());

    DlcPolicy PLATFORM_SUPPORTED = device -> Refusal.because(
            !device.platformSupported(),
            DlcRefusal.PLATFORM_NOT_SUPPORTED,
            device.udi().pid());

    DlcPolicy OWN_DEVICE = device -> Refusal.because(
            device.elsewhere(), DlcRefusal.BELONGS_ELSEWHERE, device.udi().asCli());

    DlcPolicy ONLY_ONCE = device -> Refusal.because(
            device.alreadyConverted(),
            DlcRefusal.ALREADY_CONVERTED,
            device.udi().asCli());

    DlcPolicy ENABLED = device -> Refusal.because(!device.enabled(), DlcRefusal.DISABLED, device.virtualAccount());

    DlcPolicy HOLDS_SOMETHING = device -> Refusal.because(
            device.items().isEmpty(),
            DlcRefusal.NOTHING_TO_CONVERT,
            device.udi().asCli());

    DlcPolicy EVERYTHING_HAS_AN_EQUIVALENT = device -> device.items().stream()
            .filter(item -> item.most() == null)
            .findFirst()
            .map(item -> new Refusal(DlcRefusal.NOTHING_EQUIVALENT, item.name()));

    DlcPolicy CHASSIS_CAN_HOLD_IT = device ->
            device.items().stream().flatMap(item -> tooMany(item).stream()).findFirst();

    List<DlcPolicy> ALL = List.of(
            SOFTWARE_KNOWN,
            PID_OF_SOFTWARE,
            PLATFORM_SUPPORTED,
            OWN_DEVICE,
            ONLY_ONCE,
            ENABLED,
            HOLDS_SOMETHING,
            EVERYTHING_HAS_AN_EQUIVALENT,
            CHASSIS_CAN_HOLD_IT);

    /** The first reason not to convert what the device reports, if there is one. */
    static Optional<Refusal> refusal(DlcCandidate device) {
        return ALL.stream().flatMap(policy -> policy.check(device).stream()).findFirst();
    }

    private static Optional<Refusal> tooMany(DlcCandidate.Item item) {
        Integer most = item.most();
        return most == null || item.count() <= most
                ? Optional.empty()
                : Optional.of(
                        new Refusal(DlcRefusal.COUNT_TOO_HIGH, item.name() + " (" + item.count() + " > " + most + ")"));
    }
}
