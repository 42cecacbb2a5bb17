package org.slportal.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slportal.domain.conversion.DlcCandidate.Item;
import org.slportal.domain.device.Udi;

class DlcPolicyTest {

    private static final Udi UDI = new Udi("WS-C3850-24P", "FOC1");
    private static final Item LEVEL = new Item("ipservices", 1, 1);

    /** A device nothing speaks against, but for what is said. */
    private static DlcCandidate device(
            boolean known,
            boolean pid,
            boolean platform,
            boolean elsewhere,
            boolean before,
            boolean enabled,
            Item... items) {
        return new DlcCandidate(
                UDI, "regid.x", "Default", known, pid, platform, elsewhere, before, enabled, List.of(items));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        device(false, true, true, false, false, true, LEVEL), "The software tag regid.x is not known"),
                Arguments.of(
                        device(true, false, true, false, false, true, LEVEL),
                        "The product id WS-C3850-24P does not belong to the software tag"),
                Arguments.of(
                        device(true, true, false, false, false, true, LEVEL),
                        "Device led conversion is not supported on WS-C3850-24P"),
                Arguments.of(
                        device(true, true, true, true, false, true, LEVEL),
                        "The device PID:WS-C3850-24P,SN:FOC1 belongs to another account"),
                Arguments.of(
                        device(true, true, true, false, true, true, LEVEL),
                        "The licenses of PID:WS-C3850-24P,SN:FOC1 have already been converted"),
                Arguments.of(
                        device(true, true, true, false, false, false, LEVEL),
                        "Device led conversion is disabled for the Virtual Account \"Default\""),
                Arguments.of(
                        device(true, true, true, false, false, true),
                        "The device PID:WS-C3850-24P,SN:FOC1 has no licenses to convert"),
                Arguments.of(
                        device(true, true, true, false, false, true, LEVEL, new Item("magic", 1, null)),
                        "No smart license is equivalent to \"magic\""),
                Arguments.of(
                        device(true, true, true, false, false, true, new Item("apcount", 101, 100)),
                        "The count of apcount (101 > 100) exceeds what the device can hold"),
                Arguments.of(
                        device(true, true, true, false, false, true, new Item("apcount", 3_000_000_000L, 100)),
                        "The count of apcount (3000000000 > 100) exceeds what the device can hold"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void each_policy_has_its_one_reason(DlcCandidate device, String text) {
        assertThat(DlcPolicy.refusal(device).map(DlcPolicy.Refusal::text)).contains(text);
    }

    @Test
    void a_device_nothing_speaks_against_is_converted_up_to_the_last_licence_it_can_hold() {
        assertThat(DlcPolicy.refusal(
                        device(true, true, true, false, false, true, LEVEL, new Item("apcount", 100, 100))))
                .isEmpty();
        assertThat(DlcPolicy.refusal(device(true, true, true, false, false, true, new Item("apcount", 1, 1))))
                .isEmpty();
    }

    @Test
    void reasons_are_told_in_the_order_of_the_list() {
        DlcCandidate everythingWrong = device(false, false, false, true, true, false);

        assertThat(DlcPolicy.ALL.stream()
                        .flatMap(policy -> policy.check(everythingWrong).stream())
                        .map(DlcPolicy.Refusal::reason))
                .containsExactly(
                        DlcRefusal.UNKNOWN_SOFTWARE_TAG,
                        DlcRefusal.PID_MISMATCH,
                        DlcRefusal.PLATFORM_NOT_SUPPORTED,
                        DlcRefusal.BELONGS_ELSEWHERE,
                        DlcRefusal.ALREADY_CONVERTED,
                        DlcRefusal.DISABLED,
                        DlcRefusal.NOTHING_TO_CONVERT);
        assertThat(DlcPolicy.refusal(everythingWrong).orElseThrow().reason())
                .isEqualTo(DlcRefusal.UNKNOWN_SOFTWARE_TAG);
    }
}
