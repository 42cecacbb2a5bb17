package org.slportal.domain.conversion;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slportal.domain.license.LicenseTerm;

/**
 * One reason to refuse a conversion. The lists keep the order in which reasons are told: the one the administrator must mend first
 * comes first.
 */
@FunctionalInterface
public interface ConversionPolicy {

    /** A refusal and the values its text names. */
    record Refusal(Ineligibility reason, List<String> arguments) {

        static Optional<Refusal> because(boolean refused, Ineligibility reason, Object... arguments) {
            return refused
                    ? Optional.of(new Refusal(
                            reason,
                            List.of(arguments).stream().map(Object::toString).toList()))
                    : Optional.empty();
        }
    }

    Optional<Refusal> check(ConvertibleLine line, int quantity, LocalDate today);

    ConversionPolicy MUST_BE_ASSIGNED =
            (line, quantity, today) -> Refusal.because(!line.assigned(), Ineligibility.NOT_ASSIGNED);

    ConversionPolicy NEEDS_EQUIVALENT_LICENSE = (line, quantity, today) ->
            Refusal.because(!line.hasEquivalentLicense(), Ineligibility.NO_EQUIVALENT_LICENSE);

    ConversionPolicy NO_DEMO =
            (line, quantity, today) -> Refusal.because(line.term() == LicenseTerm.DEMO, Ineligibility.DEMO_LICENSE);

    /** A term licence can be converted up to and including its last day. */
    ConversionPolicy TERM_MUST_RUN = (line, quantity, today) -> {
        LocalDate ends = line.termEnds();
        return Refusal.because(ends != null && ends.isBefore(today), Ineligibility.TERM_ENDED);
    };

    ConversionPolicy NOT_ALL_ON_DEVICES = (line, quantity, today) ->
            Refusal.because(line.available() == 0 && line.fulfilled() > 0, Ineligibility.FULFILLED_TO_DEVICE);

    ConversionPolicy SOMETHING_LEFT =
            (line, quantity, today) -> Refusal.because(line.available() == 0, Ineligibility.NOTHING_LEFT);

    ConversionPolicy QUANTITY_POSITIVE =
            (line, quantity, today) -> Refusal.because(quantity <= 0, Ineligibility.QUANTITY_NOT_POSITIVE);

    ConversionPolicy QUANTITY_AVAILABLE = (line, quantity, today) ->
            Refusal.because(quantity > line.available(), Ineligibility.QUANTITY_EXCEEDS_AVAILABLE, line.available());

    ConversionPolicy ALL_OR_NOTHING = (line, quantity, today) -> Refusal.because(
            !line.partialAllowed() && quantity != line.available(), Ineligibility.ALL_OR_NOTHING, line.available());

    /** What speaks against the line itself, whatever the quantity. */
    List<ConversionPolicy> OF_LINE = List.of(
            MUST_BE_ASSIGNED, NEEDS_EQUIVALENT_LICENSE, NO_DEMO, TERM_MUST_RUN, NOT_ALL_ON_DEVICES, SOMETHING_LEFT);

    /** What speaks against the quantity of a line that is itself eligible. */
    List<ConversionPolicy> OF_QUANTITY = List.of(QUANTITY_POSITIVE, QUANTITY_AVAILABLE, ALL_OR_NOTHING);

    /**
     * What speaks against converting by hand, for what the other rules do not cover: a SKU without an equivalent smart licence, or a
     * part of what converts as a whole. A demo and an ended term stay refused: there is no right left to convert. What is on a
     * device stays the device's, else it would be converted twice.
     */
    List<ConversionPolicy> BY_HAND = List.of(
            MUST_BE_ASSIGNED,
            NO_DEMO,
            TERM_MUST_RUN,
            NOT_ALL_ON_DEVICES,
            SOMETHING_LEFT,
            QUANTITY_POSITIVE,
            QUANTITY_AVAILABLE);

    /** The first reason not to convert this many of the line by hand, if there is one. */
    static Optional<Refusal> refusalByHand(ConvertibleLine line, int quantity, LocalDate today) {
        return first(BY_HAND, line, quantity, today);
    }

    /** The first reason not to convert any of the line, if there is one. */
    static Optional<Refusal> ineligibility(ConvertibleLine line, LocalDate today) {
        return first(OF_LINE, line, 0, today);
    }

    /** The first reason not to convert this many of the line, if there is one. */
    static Optional<Refusal> refusal(ConvertibleLine line, int quantity, LocalDate today) {
        return ineligibility(line, today).or(() -> first(OF_QUANTITY, line, quantity, today));
    }

    private static Optional<Refusal> first(
            List<ConversionPolicy> policies, ConvertibleLine line, int quantity, LocalDate today) {
        return policies.stream()
                .flatMap(policy -> policy.check(line, quantity, today).stream())
                .findFirst();
    }
}
