package org.slportal.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UdiTest {

    @ParameterizedTest
    @ValueSource(strings = {"C9300-24P", "ISR4331/K9", "CSR1000V", "WS-C3850-24P-L", "C9407R", "L-CSR-5G-SEC=", "A"})
    void product_ids_of_the_field_are_accepted(String pid) {
        assertThat(new Udi(pid, "FOC1").pid()).isEqualTo(pid);
    }

    @Test
    void case_and_surrounding_space_do_not_make_another_device() {
        assertThat(new Udi(" c9300-24p ", "\tfcw2145l0ab\n")).isEqualTo(new Udi("C9300-24P", "FCW2145L0AB"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-C9300",
                "C9300 24P",
                "C9300,SN:X",
                "C9300;",
                "C9300\"",
                "C9300'",
                "C93\u000000",
                "ß",
                "C９300"
            })
    void product_ids_no_device_has_are_refused(String pid) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Udi(pid, "FOC1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ".FOC", "FOC 1", "FOC/1", "FOC1,PID:X", "FOC+1", "FOC\n1", "FO\u017F1", "FO\u01311"})
    void serial_numbers_no_device_has_are_refused(String serialNumber) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Udi("C9300-24P", serialNumber));
    }

    @Test
    void a_product_id_has_at_most_64_characters_and_a_serial_number_32() {
        assertThat(new Udi("P".repeat(64), "S".repeat(32)).serialNumber()).hasSize(32);
        assertThatIllegalArgumentException().isThrownBy(() -> new Udi("P".repeat(65), "S"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Udi("P", "S".repeat(33)));
    }

    @Test
    void a_refusal_does_not_repeat_what_was_sent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Udi("C9300", "<script>"))
                .withMessageNotContaining("script");
    }

    @Test
    void it_is_written_as_the_switch_and_as_the_portal_write_it() {
        Udi udi = new Udi("C9300-24P", "FCW2145L0AB");

        assertThat(udi.asCli()).isEqualTo("PID:C9300-24P,SN:FCW2145L0AB");
        assertThat(udi).hasToString("PID:C9300-24P,SN:FCW2145L0AB");
        assertThat(udi.asDisplayName()).isEqualTo("UDI_PID:C9300-24P; UDI_SN:FCW2145L0AB; ");
    }

    @Test
    void license_registration_names_a_device_by_its_two_ids() {
        assertThat(new Udi("CSR1000V", "9NZ7O74FICQ").asDeviceId())
                .isEqualTo("UDI Product ID:CSR1000V,UDI Serial Number:9NZ7O74FICQ");
    }

    @Test
    void each_part_can_be_checked_by_itself() {
        assertThat(Udi.isPid(" WS-C3850-24P-S ")).isTrue();
        assertThat(Udi.isPid("")).isFalse();
        assertThat(Udi.isPid("C9300 24P")).isFalse();
        assertThat(Udi.isSerialNumber("FOC1833X0AB")).isTrue();
        assertThat(Udi.isSerialNumber("F".repeat(33))).isFalse();
        assertThat(Udi.isSerialNumber("FOC/1")).isFalse();
    }
}
