package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadTester;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.device.Udi;
import org.slportal.services.dlc.DlcOrigin;
import org.slportal.services.dlc.DlcProcessor;
import org.slportal.services.dlc.DlcService;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestReports;
import org.slportal.ui.convert.DlcView;
import org.springframework.beans.factory.annotation.Autowired;

class DlcViewTest extends ViewTest {

    @Autowired
    TestReports reports;

    @Autowired
    DlcService dlc;

    @Autowired
    DlcProcessor processor;

    @Autowired
    MovableClock clock;

    private DlcView open() {
        return navigate("convert/dlc", DlcView.class);
    }

    private String device(Udi udi, String name) {
        return String.format(
                Locale.ROOT,
                "{\"sudi\":{\"udi_pid\":\"%s\",\"udi_serial_number\":\"%s\"},\"software_tag_identifier\":\"%s\",\"conversion_lines\":"
                        + "[{\"conversion_type\":\"RTU\",\"conversion_encoding_type\":\"PLAIN\",\"conversion_string\":\"%s\",\"conversion_count\":1}]}",
                udi.pid(),
                udi.serialNumber(),
                reports.softwareId("C3850"),
                name);
    }

    private void upload(String text) {
        UploadTester<Upload> tester = test(find(Upload.class).single());
        tester.upload("stack.json", "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked") // the view has one grid, of these rows
    private Grid<Object> grid() {
        return (Grid<Object>) find(Grid.class).single();
    }

    private String cell(int row, int column) {
        return test(grid()).getCellText(row, column);
    }

    @Test
    void a_file_of_reports_is_taken_in_and_shown_device_by_device() {
        DlcView view = open();
        assertThat(text(view)).contains("No device has reported its licences yet");
        Udi good = TestReports.chassis("WS-C3850-24P");
        Udi bad = TestReports.chassis("WS-C3850-24P");

        upload("[" + device(good, "ipbase") + "," + device(bad, "magic") + "]");

        assertThat(text(view)).contains("stack.json: 2 devices. Waiting: 1. Refused at once: 1.");
        assertThat(text(view)).contains("1 device waits to be converted.");
        assertThat(find(ProgressBar.class).single().getValue()).isEqualTo(0.5);
        assertThat(test(grid()).size()).isEqualTo(2);
        assertThat(cell(0, 0)).isEqualTo(bad.asCli());
        assertThat(cell(0, 3)).isEqualTo("No smart licence is equivalent to \"magic\".");
        assertThat(text(test(grid()).getCellComponent(0, 2))).isEqualTo("Failed");
        assertThat(text(test(grid()).getCellComponent(1, 2))).isEqualTo("In Progress");

        clock.advance(Duration.ofMinutes(1));
        processor.processDue(100);
        DlcView again = open();
        assertThat(text(test(grid()).getCellComponent(1, 2))).isEqualTo("Converted");
        assertThat(text(again)).doesNotContain("waits to be converted");
    }

    @Test
    void a_file_that_is_none_is_refused_with_its_place() {
        open();

        upload("[" + device(TestReports.chassis("WS-C3850-24P"), "ipbase").replace(":1}", ":-1}") + "]");

        assertThat(messages())
                .anyMatch(message -> message.contains("Device 1, line 1: conversion_count is missing or not valid."));
        assertThat(dlc.count(account().administrator(), account().id()).rows()).isZero();
    }

    @Test
    void a_viewer_sees_the_list_and_hands_nothing_in() {
        Udi udi = TestReports.chassis("WS-C3850-24P");
        dlc.receive(
                account().administrator(),
                account().id(),
                account().pool(),
                DlcOrigin.API,
                TestReports.file(null, reports.report(udi, "C3850", TestReports.rtu("ipbase", 1))));
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);

        DlcView view = open();

        assertThat(cell(0, 0)).isEqualTo(udi.asCli());
        assertThat(find(Upload.class).exists()).isFalse();
        assertThat(find(H2.class).withText("Reports of many devices").exists()).isFalse();
        assertThat(text(view)).contains("Device Led Conversion");
    }

    @Test
    void another_account_s_devices_are_not_listed() {
        TestAccounts.Account foreign = accounts.account();
        dlc.receive(
                foreign.administrator(),
                foreign.id(),
                foreign.pool(),
                DlcOrigin.API,
                TestReports.file(null, reports.stackMember(TestReports.rtu("ipbase", 1))));

        assertThat(text(open())).contains("No device has reported its licences yet");
    }
}
