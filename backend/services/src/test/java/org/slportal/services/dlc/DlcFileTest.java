package org.slportal.services.dlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.refusal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.device.Udi;
import org.slportal.services.error.ErrorReason;

class DlcFileTest {

    private static final String PRINTED = """
            [{"sudi":{"udi_pid":"WS-C3850-24P","udi_serial_number":"FOC1"},
              "software_tag_identifier":"regid.x",
              "conversion_lines":[
               {"conversion_type":"RTU","conversion_encoding_type":"PLAIN","conversion_string":"ipservices","conversion_count":1},
               {"conversion_type":"RTU","conversion_encoding_type":"BASE64","conversion_string":"aXBiYXNl","conversion_count":100}]},
             {"sudi":{"udi_pid":"WS-C3850-24P","udi_serial_number":"FOC2"},
              "software_tag_identifier":"regid.x","conversion_lines":[]}]
            """;

    @Test
    void the_list_a_switch_prints_is_one_section() {
        DlcFile file = DlcFile.parse(PRINTED);

        assertThat(file.sections()).hasSize(1);
        assertThat(file.sections().getFirst().virtualAccount()).isNull();
        assertThat(file.sections().getFirst().reports())
                .containsExactly(
                        new DlcReport(
                                new Udi("WS-C3850-24P", "FOC1"),
                                "regid.x",
                                List.of(
                                        new DlcReportLine("RTU", "PLAIN", "ipservices", 1),
                                        new DlcReportLine("RTU", "BASE64", "aXBiYXNl", 100))),
                        new DlcReport(new Udi("WS-C3850-24P", "FOC2"), "regid.x", List.of()));
        assertThat(file.sections()
                        .getFirst()
                        .reports()
                        .getFirst()
                        .lines()
                        .get(1)
                        .name())
                .isEqualTo("ipbase");
    }

    @Test
    void a_request_has_a_section_for_each_virtual_account() {
        DlcFile file = DlcFile.parse("""
                {"virtualAccounts":[{"name":"Default","dlcRequests":[{"sudi":{"udiPid":"ISR4331/K9","udiSerialNumber":"FDO1"},
                  "softwareTagIdentifier":"regid.y","conversionLines":[{"conversionType":"PAK","conversionEncodingType":"PLAIN",
                  "conversionString":"uck9","conversionCount":0}]}]},{"name":"Lab","dlcRequests":[]}]}
                """);

        assertThat(file.sections()).extracting(DlcFile.Section::virtualAccount).containsExactly("Default", "Lab");
        assertThat(file.sections().getFirst().reports())
                .containsExactly(new DlcReport(
                        new Udi("ISR4331/K9", "FDO1"),
                        "regid.y",
                        List.of(new DlcReportLine("PAK", "PLAIN", "uck9", 0))));
    }

    @Test
    void a_byte_order_mark_is_skipped() {
        assertThat(DlcFile.parse(("\uFEFF" + PRINTED).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(DlcFile.parse(PRINTED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"udi_pid\":\"WS-C3850-24P\",\"udi_serial_number\":\"FOC2\"|\"udi_pid\":\"WS-C3850-24P\"|Device 2: udi_serial_number is missing or not valid.",
                "\"udi_serial_number\":\"FOC2\"|\"udi_serial_number\":\"<b>\"|Device 2: sudi is missing or not valid.",
                "\"udi_serial_number\":\"FOC2\"|\"udi_serial_number\":\"FOC1\"|Device 2: PID:WS-C3850-24P,SN:FOC1 is named twice.",
                "\"conversion_lines\":[]|\"conversion_lines\":7|Device 2: conversion_lines is missing or not valid.",
                "\"software_tag_identifier\":\"regid.x\",\"conversion_lines\":[]|\"conversion_lines\":[]|Device 2: software_tag_identifier is missing or not valid.",
                "\"conversion_count\":100|\"conversion_count\":1000001|Device 1, line 2: conversion_count is missing or not valid.",
                "\"conversion_count\":100|\"conversion_count\":-1|Device 1, line 2: conversion_count is missing or not valid.",
                "\"conversion_count\":100|\"conversion_count\":1.5|Device 1, line 2: conversion_count is missing or not valid.",
                "\"conversion_count\":100|\"conversion_count\":99999999999999999999|Device 1, line 2: conversion_count is missing or not valid.",
                "\"conversion_string\":\"aXBiYXNl\"|\"conversion_string\":\"a*\"|Device 1, line 2: conversion_string is missing or not valid.",
                "\"conversion_string\":\"ipservices\"|\"conversion_string\":\" \"|Device 1, line 1: conversion_string is missing or not valid.",
                "\"conversion_string\":\"ipservices\"|\"conversion_string\":\"ip\\u0000\"|Device 1, line 1: conversion_string is missing or not valid.",
                "\"conversion_encoding_type\":\"BASE64\"|\"conversion_encoding_type\":\"ROT13\"|Device 1, line 2: conversion_string is missing or not valid.",
            })
    void a_fault_is_told_with_its_device_and_line(String right, String wrong, String message) {
        assertThat(PRINTED).contains(right);

        assertThat(refusal(() -> DlcFile.parse(PRINTED.replace(right, wrong)))).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "null",
                "7",
                "{}",
                "{\"virtualAccounts\":7}",
                "{\"virtualAccounts\":[{\"name\":1}]}",
                "{\"virtualAccounts\":[{\"name\":\"Default\"}]}",
                "[{\"sudi\":"
            })
    void what_is_neither_form_is_refused(String text) {
        assertThat(refusal(() -> DlcFile.parse(text)).reason()).isEqualTo(ErrorReason.DLC_FILE_SHAPE);
    }

    @Test
    void a_thousand_opening_brackets_are_refused() {
        assertThat(refusal(() -> DlcFile.parse("[".repeat(1000))).reason()).isEqualTo(ErrorReason.DLC_FILE_SHAPE);
    }

    @Test
    void ten_megabytes_are_read_and_one_byte_more_is_not() {
        byte[] most = new byte[DlcFile.MAX_BYTES];
        java.util.Arrays.fill(most, (byte) ' ');
        byte[] printed = PRINTED.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(printed, 0, most, 0, printed.length);

        assertThat(DlcFile.parse(most)).isEqualTo(DlcFile.parse(PRINTED));
        assertThat(refusal(() -> DlcFile.parse(new byte[DlcFile.MAX_BYTES + 1])).reason())
                .isEqualTo(ErrorReason.DLC_FILE_SIZE);
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        assertThat(refusal(() -> DlcFile.parse(new byte[] {(byte) 0xFF, (byte) 0xFE}))
                        .reason())
                .isEqualTo(ErrorReason.DLC_FILE_SHAPE);
    }
}
