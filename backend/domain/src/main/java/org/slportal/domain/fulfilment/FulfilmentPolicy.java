package org.slportal.domain.fulfilment;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slportal.domain.license.LicenseTerm;

/**
 * One reason not to install licences of a PAK on a device. The lists keep the order in which reasons are told: the one to mend
 * first comes first.
 */
@FunctionalInterface
public interface FulfilmentPolicy {

    /** A refusal and the values its text names. */
    record Refusal(FulfilmentRefusal reason, List<String> arguments) {

        static Optional<Refusal> because(boolean refused, FulfilmentRefusal reason, Object... arguments) {
            return refused
                    ? Optional.of(new Refusal(
                            reason,
                            Arrays.stream(arguments).map(Object::toString).toList()))
                    : Optional.empty();
        }
    }

    Optional<Refusal> check(FulfillableLine line, FulfilmentDevice device, int quantity, LocalDate today);

    FulfilmentPolicy PAK_ASSIGNED =
            (line, device, quantity, today) -> Refusal.because(!line.assigned(), FulfilmentRefusal.PAK_NOT_ASSIGNED);

    FulfilmentPolicy DEVICE_ASSIGNED = (line, device, quantity, today) ->
            Refusal.because(!device.assigned(), FulfilmentRefusal.DEVICE_NOT_ASSIGNED);

    FulfilmentPolicy NO_DEMO = (line, device, quantity, today) ->
            Refusal.because(line.term() == LicenseTerm.DEMO, FulfilmentRefusal.DEMO_LICENSE);

    /** A term licence can be installed up to and including its last day. */
    FulfilmentPolicy TERM_MUST_RUN = (line, device, quantity, today) -> {
        LocalDate ends = line.termEnds();
        return Refusal.because(ends != null && ends.isBefore(today), FulfilmentRefusal.TERM_ENDED);
    };

    FulfilmentPolicy COMES_AS_A_FILE =
            (line, device, quantity, today) -> Refusal.because(line.rightToUse(), FulfilmentRefusal.RIGHT_TO_USE);

    FulfilmentPolicy DEVICE_TAKES_FILES = (line, device, quantity, today) ->
            Refusal.because(!device.takesLicenseFiles(), FulfilmentRefusal.DEVICE_TAKES_NO_FILE, device.family());

    /** A model the catalogue names fits even where SKU and platform spell the family differently. */
    FulfilmentPolicy SAME_FAMILY = (line, device, quantity, today) -> Refusal.because(
            !line.family().equalsIgnoreCase(device.family()) && device.fit() != ModelFit.NAMED,
            FulfilmentRefusal.FAMILY_DIFFERS,
            line.family(),
            device.family());

    FulfilmentPolicy MODEL_FITS = (line, device, quantity, today) ->
            Refusal.because(device.fit() == ModelFit.OTHERS_NAMED, FulfilmentRefusal.MODEL_DIFFERS, device.pid());

    FulfilmentPolicy SOMETHING_LEFT =
            (line, device, quantity, today) -> Refusal.because(line.available() == 0, FulfilmentRefusal.NOTHING_LEFT);

    FulfilmentPolicy QUANTITY_POSITIVE =
            (line, device, quantity, today) -> Refusal.because(quantity <= 0, FulfilmentRefusal.QUANTITY_NOT_POSITIVE);

    FulfilmentPolicy QUANTITY_AVAILABLE = (line, device, quantity, today) -> Refusal.because(
            quantity > line.available(), FulfilmentRefusal.QUANTITY_EXCEEDS_AVAILABLE, line.available());

    FulfilmentPolicy DEVICE_HAS_ROOM = (line, device, quantity, today) ->
            Refusal.because(quantity > device.room(), FulfilmentRefusal.DEVICE_IS_FULL, device.room());

    /** What speaks against the line on this device, whatever the quantity. */
    List<FulfilmentPolicy> OF_LINE = List.of(
            PAK_ASSIGNED,
            DEVICE_ASSIGNED,
            NO_DEMO,
            TERM_MUST_RUN,
            COMES_AS_A_FILE,
            DEVICE_TAKES_FILES,
            SAME_FAMILY,
            MODEL_FITS,
            SOMETHING_LEFT);

    /** What speaks against the quantity of a line that fits. */
    List<FulfilmentPolicy> OF_QUANTITY = List.of(QUANTITY_POSITIVE, QUANTITY_AVAILABLE, DEVICE_HAS_ROOM);

    /** The first reason not to install any of the line there, if there is one. */
    static Optional<Refusal> ineligibility(FulfillableLine line, FulfilmentDevice device, LocalDate today) {
        return first(OF_LINE, line, device, 0, today);
    }

    /** The first reason not to install this many there, if there is one. */
    static Optional<Refusal> refusal(FulfillableLine line, FulfilmentDevice device, int quantity, LocalDate today) {
        return ineligibility(line, device, today).or(() -> first(OF_QUANTITY, line, device, quantity, today));
    }

    private static Optional<Refusal> first(
            List<FulfilmentPolicy> policies,
            FulfillableLine line,
            FulfilmentDevice device,
            int quantity,
            LocalDate today) {
        return policies.stream()
                .flatMap(policy -> policy.check(line, device, quantity, today).stream())
                .findFirst();
    }
}
