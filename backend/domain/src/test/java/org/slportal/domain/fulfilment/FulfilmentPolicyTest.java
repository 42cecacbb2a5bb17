package org.slportal.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.license.LicenseTerm;

class FulfilmentPolicyTest {

    private static final LocalDate TODAY = LocalDate.of(2019, 4, 17);

    private static final FulfillableLine LINE = line(true, 10, "ISR 4000", false, LicenseTerm.PERPETUAL, null);
    private static final FulfilmentDevice DEVICE = device(true, "ISR 4000", true, ModelFit.NONE_NAMED, 5);

    @Test
    void what_fits_is_installed_up_to_what_the_device_can_hold() {
        assertThat(refusal(LINE, DEVICE, 1)).isEmpty();
        assertThat(refusal(LINE, DEVICE, 5)).isEmpty();
        assertThat(refusal(LINE, DEVICE, 6)).contains(refused(FulfilmentRefusal.DEVICE_IS_FULL, "5"));
    }

    @Test
    void pak_and_device_must_both_be_in_a_virtual_account() {
        assertThat(reason(line(false, 10, "ISR 4000", false, LicenseTerm.PERPETUAL, null), DEVICE))
                .isEqualTo(FulfilmentRefusal.PAK_NOT_ASSIGNED);
        assertThat(reason(LINE, device(false, "ISR 4000", true, ModelFit.NONE_NAMED, 5)))
                .isEqualTo(FulfilmentRefusal.DEVICE_NOT_ASSIGNED);
    }

    @Test
    void a_demo_is_not_installed_and_a_term_until_its_last_day() {
        assertThat(reason(line(true, 10, "ISR 4000", false, LicenseTerm.DEMO, null), DEVICE))
                .isEqualTo(FulfilmentRefusal.DEMO_LICENSE);
        assertThat(refusal(line(true, 10, "ISR 4000", false, LicenseTerm.TERM, TODAY), DEVICE, 1))
                .isEmpty();
        assertThat(reason(line(true, 10, "ISR 4000", false, LicenseTerm.TERM, TODAY.minusDays(1)), DEVICE))
                .isEqualTo(FulfilmentRefusal.TERM_ENDED);
    }

    @Test
    void rights_to_use_and_devices_that_take_no_files_have_no_licence_file() {
        assertThat(reason(line(true, 10, "ISR 4000", true, LicenseTerm.PERPETUAL, null), DEVICE))
                .isEqualTo(FulfilmentRefusal.RIGHT_TO_USE);
        assertThat(refusal(LINE, device(true, "Catalyst 9300", false, ModelFit.NONE_NAMED, 5), 1))
                .contains(refused(FulfilmentRefusal.DEVICE_TAKES_NO_FILE, "Catalyst 9300"));
    }

    @Test
    void the_family_decides_unless_the_catalogue_names_the_model() {
        assertThat(refusal(LINE, device(true, "ASR 1000", true, ModelFit.NONE_NAMED, 5), 1))
                .contains(refused(FulfilmentRefusal.FAMILY_DIFFERS, "ISR 4000", "ASR 1000"));
        assertThat(reason(LINE, device(true, "ASR 1000", true, ModelFit.OTHERS_NAMED, 5)))
                .isEqualTo(FulfilmentRefusal.FAMILY_DIFFERS);
        assertThat(refusal(LINE, device(true, "ASR 1000", true, ModelFit.NAMED, 5), 1))
                .isEmpty();
        assertThat(refusal(LINE, device(true, "isr 4000", true, ModelFit.NONE_NAMED, 5), 1))
                .isEmpty();
        assertThat(refusal(LINE, device(true, "ISR 4000", true, ModelFit.OTHERS_NAMED, 5), 1))
                .contains(refused(FulfilmentRefusal.MODEL_DIFFERS, "ISR4331/K9"));
    }

    @Test
    void a_quantity_is_at_least_one_and_at_most_what_is_available() {
        FulfilmentDevice roomy = device(true, "ISR 4000", true, ModelFit.NONE_NAMED, Integer.MAX_VALUE);
        assertThat(refusal(LINE, roomy, 0)).contains(refused(FulfilmentRefusal.QUANTITY_NOT_POSITIVE));
        assertThat(refusal(LINE, roomy, -1)).contains(refused(FulfilmentRefusal.QUANTITY_NOT_POSITIVE));
        assertThat(refusal(LINE, roomy, 10)).isEmpty();
        assertThat(refusal(LINE, roomy, 11)).contains(refused(FulfilmentRefusal.QUANTITY_EXCEEDS_AVAILABLE, "10"));
        assertThat(refusal(line(true, 0, "ISR 4000", false, LicenseTerm.PERPETUAL, null), roomy, 1))
                .contains(refused(FulfilmentRefusal.NOTHING_LEFT));
    }

    private static FulfilmentPolicy.Refusal refused(FulfilmentRefusal reason, String... arguments) {
        return new FulfilmentPolicy.Refusal(reason, List.of(arguments));
    }

    private static Optional<FulfilmentPolicy.Refusal> refusal(
            FulfillableLine line, FulfilmentDevice device, int quantity) {
        return FulfilmentPolicy.refusal(line, device, quantity, TODAY);
    }

    private static @Nullable FulfilmentRefusal reason(FulfillableLine line, FulfilmentDevice device) {
        return refusal(line, device, 1).map(FulfilmentPolicy.Refusal::reason).orElse(null);
    }

    private static FulfillableLine line(
            boolean assigned,
            int available,
            String family,
            boolean rightToUse,
            LicenseTerm term,
            @Nullable LocalDate ends) {
        return new FulfillableLine(assigned, available, family, rightToUse, term, ends);
    }

    private static FulfilmentDevice device(boolean assigned, String family, boolean files, ModelFit fit, int room) {
        return new FulfilmentDevice(assigned, "ISR4331/K9", family, files, fit, room);
    }
}
