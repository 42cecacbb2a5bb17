package org.slportal.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RightToUsePolicyTest {

    @Test
    void a_right_of_a_known_model_may_be_recorded_up_to_what_the_chassis_holds() {
        assertThat(RightToUsePolicy.refusal(right(1, true, 1, true, 0))).isEmpty();
        assertThat(RightToUsePolicy.refusal(right(50, true, 50, true, 0))).isEmpty();
        assertThat(RightToUsePolicy.refusal(right(51, true, 50, true, 0)))
                .contains(new RightToUsePolicy.Refusal(RightToUseRefusal.COUNT_EXCEEDS_MAX, 50));
    }

    @Test
    void a_platform_without_rights_to_use_has_none_whatever_the_catalogue_says() {
        assertThat(reason(right(1, false, 1, true, 0))).isEqualTo(RightToUseRefusal.PLATFORM_HAS_NONE);
    }

    @Test
    void an_unknown_right_is_not_recorded_but_may_be_taken_away() {
        assertThat(reason(right(1, true, null, true, 0))).isEqualTo(RightToUseRefusal.UNKNOWN_FOR_MODEL);
        assertThat(RightToUsePolicy.refusal(right(0, true, null, true, 0))).isEmpty();
    }

    @Test
    void a_negative_count_is_none() {
        assertThat(reason(right(-1, true, 50, true, 0))).isEqualTo(RightToUseRefusal.COUNT_NEGATIVE);
    }

    @Test
    void what_was_converted_does_not_change_any_more() {
        assertThat(reason(right(0, true, 1, true, 1))).isEqualTo(RightToUseRefusal.ALREADY_CONVERTED);
        assertThat(RightToUsePolicy.refusal(right(1, true, 1, false, 1))).isEmpty();
    }

    private static RightToUseRefusal reason(ClaimedRight right) {
        return RightToUsePolicy.refusal(right).orElseThrow().reason();
    }

    private static ClaimedRight right(
            int count, boolean platform, @Nullable Integer max, boolean changes, int converted) {
        return new ClaimedRight("apcount", count, platform, max, changes, converted);
    }
}
