package org.slportal.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slportal.domain.conversion.ConversionPolicy.Refusal;
import org.slportal.domain.license.LicenseTerm;

class ConversionPolicyTest {

    private static final LocalDate TODAY = LocalDate.of(2019, 4, 17);

    /** 25 bought, assigned, perpetual, a part may be converted: nothing speaks against it. Each test spoils one thing. */
    private static final Line GOOD = new Line(true, true, LicenseTerm.PERPETUAL, null, true, 25, 0, 0);

    @Test
    void a_good_line_converts_in_any_quantity_from_one_to_all() {
        assertThat(ConversionPolicy.ineligibility(GOOD.build(), TODAY)).isEmpty();
        assertThat(refusal(GOOD, 1)).isEmpty();
        assertThat(refusal(GOOD, 10)).isEmpty();
        assertThat(refusal(GOOD, 25)).isEmpty();
    }

    @Test
    void a_pak_that_is_not_assigned_does_not_convert() {
        assertThat(reason(GOOD.unassigned(), 1)).isEqualTo(Ineligibility.NOT_ASSIGNED);
    }

    @Test
    void a_sku_without_an_equivalent_smart_licence_does_not_convert() {
        assertThat(reason(GOOD.withoutEquivalent(), 1)).isEqualTo(Ineligibility.NO_EQUIVALENT_LICENSE);
    }

    @ParameterizedTest
    @EnumSource
    void of_all_terms_only_a_demo_does_not_convert(LicenseTerm term) {
        if (term == LicenseTerm.DEMO) {
            assertThat(reason(GOOD.term(term, null), 1)).isEqualTo(Ineligibility.DEMO_LICENSE);
        } else {
            assertThat(refusal(GOOD.term(term, null), 1)).isEmpty();
        }
    }

    @Test
    void a_term_converts_on_its_last_day_and_not_on_the_day_after() {
        assertThat(refusal(GOOD.term(LicenseTerm.TERM, TODAY.plusDays(1)), 1)).isEmpty();
        assertThat(refusal(GOOD.term(LicenseTerm.TERM, TODAY), 1)).isEmpty();
        assertThat(reason(GOOD.term(LicenseTerm.TERM, TODAY.minusDays(1)), 1)).isEqualTo(Ineligibility.TERM_ENDED);
    }

    @Test
    void a_line_wholly_on_devices_converts_through_them() {
        assertThat(reason(GOOD.fulfilled(25), 1)).isEqualTo(Ineligibility.FULFILLED_TO_DEVICE);
        assertThat(reason(GOOD.fulfilled(5).converted(20), 1)).isEqualTo(Ineligibility.FULFILLED_TO_DEVICE);
        assertThat(refusal(GOOD.fulfilled(24), 1)).isEmpty();
    }

    @Test
    void a_line_wholly_converted_has_nothing_left() {
        assertThat(reason(GOOD.converted(25), 1)).isEqualTo(Ineligibility.NOTHING_LEFT);
        assertThat(refusal(GOOD.converted(24), 1)).isEmpty();
    }

    @Test
    void the_quantity_is_at_least_one() {
        assertThat(reason(GOOD, 0)).isEqualTo(Ineligibility.QUANTITY_NOT_POSITIVE);
        assertThat(reason(GOOD, -1)).isEqualTo(Ineligibility.QUANTITY_NOT_POSITIVE);
        assertThat(reason(GOOD, Integer.MIN_VALUE)).isEqualTo(Ineligibility.QUANTITY_NOT_POSITIVE);
    }

    @Test
    void the_quantity_is_at_most_what_is_available() {
        Line partlyUsed = GOOD.fulfilled(5).converted(10);

        assertThat(refusal(partlyUsed, 10)).isEmpty();
        assertThat(refusal(partlyUsed, 11))
                .contains(new Refusal(Ineligibility.QUANTITY_EXCEEDS_AVAILABLE, List.of("10")));
        assertThat(reason(partlyUsed, Integer.MAX_VALUE)).isEqualTo(Ineligibility.QUANTITY_EXCEEDS_AVAILABLE);
    }

    @Test
    void a_sku_that_forbids_parts_converts_25_of_25_and_refuses_10_of_25() {
        Line whole = GOOD.allOrNothing();

        assertThat(refusal(whole, 25)).isEmpty();
        assertThat(refusal(whole, 10)).contains(new Refusal(Ineligibility.ALL_OR_NOTHING, List.of("25")));
        assertThat(refusal(whole, 24)).contains(new Refusal(Ineligibility.ALL_OR_NOTHING, List.of("25")));
        assertThat(refusal(whole, 26)).contains(new Refusal(Ineligibility.QUANTITY_EXCEEDS_AVAILABLE, List.of("25")));
    }

    @Test
    void all_means_all_that_is_left() {
        Line rest = GOOD.allOrNothing().fulfilled(5);

        assertThat(refusal(rest, 20)).isEmpty();
        assertThat(reason(rest, 19)).isEqualTo(Ineligibility.ALL_OR_NOTHING);
    }

    @Test
    void of_several_reasons_the_one_to_mend_first_is_told() {
        Line hopeless = GOOD.unassigned()
                .withoutEquivalent()
                .term(LicenseTerm.DEMO, TODAY.minusDays(1))
                .fulfilled(25)
                .allOrNothing();

        assertThat(reason(hopeless, 0)).isEqualTo(Ineligibility.NOT_ASSIGNED);
        assertThat(reason(hopeless.assign(), 0)).isEqualTo(Ineligibility.NO_EQUIVALENT_LICENSE);
        assertThat(reason(GOOD.term(LicenseTerm.DEMO, TODAY.minusDays(1)), 0)).isEqualTo(Ineligibility.DEMO_LICENSE);
        assertThat(reason(GOOD.term(LicenseTerm.TERM, TODAY.minusDays(1)).converted(25), 0))
                .isEqualTo(Ineligibility.TERM_ENDED);
    }

    @Test
    void the_quantity_does_not_matter_to_whether_a_line_is_eligible() {
        assertThat(ConversionPolicy.ineligibility(GOOD.allOrNothing().build(), TODAY))
                .isEmpty();
    }

    private static Optional<Refusal> refusal(Line line, int quantity) {
        return ConversionPolicy.refusal(line.build(), quantity, TODAY);
    }

    private static @Nullable Ineligibility reason(Line line, int quantity) {
        return refusal(line, quantity).map(Refusal::reason).orElse(null);
    }

    private record Line(
            boolean assigned,
            boolean hasEquivalent,
            LicenseTerm term,
            @Nullable LocalDate ends,
            boolean partial,
            int ordered,
            int onDevices,
            int done) {

        Line assign() {
            return new Line(true, hasEquivalent, term, ends, partial, ordered, onDevices, done);
        }

        Line unassigned() {
            return new Line(false, hasEquivalent, term, ends, partial, ordered, onDevices, done);
        }

        Line withoutEquivalent() {
            return new Line(assigned, false, term, ends, partial, ordered, onDevices, done);
        }

        Line term(LicenseTerm other, @Nullable LocalDate lastDay) {
            return new Line(assigned, hasEquivalent, other, lastDay, partial, ordered, onDevices, done);
        }

        Line allOrNothing() {
            return new Line(assigned, hasEquivalent, term, ends, false, ordered, onDevices, done);
        }

        Line fulfilled(int quantity) {
            return new Line(assigned, hasEquivalent, term, ends, partial, ordered, quantity, done);
        }

        Line converted(int quantity) {
            return new Line(assigned, hasEquivalent, term, ends, partial, ordered, onDevices, quantity);
        }

        ConvertibleLine build() {
            return new ConvertibleLine(assigned, hasEquivalent, term, ends, partial, ordered, onDevices, done);
        }
    }
}
