package org.slportal.services.dlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.DLC_DEVICE;
import static org.slportal.db.jooq.Tables.DLC_LINE;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.services.testing.TestReports.pak;
import static org.slportal.services.testing.TestReports.rtu;

import java.time.Duration;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionSort;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.TestReports;

class DlcServiceTest extends DlcTest {

    @Test
    void what_a_switch_reports_is_in_the_pool_at_the_second_it_is_due() {
        DlcReport report = reports.stackMember(rtu("ipservices", 1), rtu("apcount", 5));

        assertThat(only(receive(report)).state()).isEqualTo(DlcState.RECEIVED);
        clock.advance(Duration.ofSeconds(59));
        processor.processDue(100);
        assertThat(owned("C3850_24_Ipserv")).isZero();
        clock.advance(Duration.ofSeconds(1));
        processor.processDue(100);

        assertThat(owned("C3850_24_Ipserv")).isEqualTo(1);
        assertThat(owned("Access Point Count")).isEqualTo(5);
        assertThat(only(receive(report)).state()).isEqualTo(DlcState.CONVERTED);
        minutePasses();
        assertThat(owned("C3850_24_Ipserv")).isEqualTo(1);
        var row = history.history(account.administrator(), account.id(), PageQuery.first(10, ConversionSort.TIME))
                .getFirst();
        assertThat(row.kind()).isEqualTo(org.slportal.domain.conversion.ConversionKind.DLC);
        assertThat(row.origins()).containsExactly(report.udi().asCli());
        assertThat(row.convertedBy()).isEqualTo(account.administrator().name());
        assertLedgerHolds();
    }

    @Test
    void the_same_content_in_another_order_and_encoding_is_the_same() {
        Udi udi = TestReports.chassis("WS-C3850-24P");
        receive(reports.report(udi, "C3850", rtu("ipbase", 1), rtu("apcount", 2)));
        minutePasses();

        DlcReport again =
                reports.report(udi, "C3850", rtu("apcount", 2), new DlcReportLine("RTU", "BASE64", "aXBiYXNl", 1));

        assertThat(only(receive(again)).state()).isEqualTo(DlcState.CONVERTED);
        assertThat(sql.fetchCount(DLC_DEVICE, DLC_DEVICE.UDI_SERIAL_NUMBER.eq(udi.serialNumber())))
                .isOne();
    }

    @Test
    void other_content_after_the_conversion_is_refused_and_deposits_nothing() {
        Udi udi = TestReports.chassis("WS-C3850-24P");
        receive(reports.report(udi, "C3850", rtu("ipbase", 1)));
        minutePasses();
        DlcReport more = reports.report(udi, "C3850", rtu("ipbase", 1), rtu("apcount", 50));

        assertRefused(DlcRefusal.ALREADY_CONVERTED, only(receive(more)));
        assertRefused(DlcRefusal.ALREADY_CONVERTED, only(receive(more)));
        minutePasses();

        assertThat(owned("Access Point Count")).isZero();
        // No other road had deposited anything.
        assertThat(duplicates()).isEmpty();
        assertThat(sql.fetchCount(DLC_DEVICE, DLC_DEVICE.UDI_SERIAL_NUMBER.eq(udi.serialNumber())))
                .isEqualTo(2);
    }

    @Test
    void while_the_first_report_waits_it_is_the_one_that_counts() {
        Udi udi = TestReports.chassis("WS-C3850-24P");
        receive(reports.report(udi, "C3850", rtu("ipbase", 1)));

        assertThat(only(receive(reports.report(udi, "C3850", rtu("ipservices", 1))))
                        .state())
                .isEqualTo(DlcState.RECEIVED);
        minutePasses();

        assertThat(owned("C3850_24_Ipbase")).isOne();
        assertThat(owned("C3850_24_Ipserv")).isZero();
    }

    @Test
    void licences_that_went_by_hand_are_not_converted_again_and_the_alert_is_raised_once() {
        LegacyDeviceId device = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P");
        var line = accounts.rightToUse(device, "C3850-24-S-E", 1);
        conversions.convert(
                account.administrator(),
                new ConvertLines("by hand", account.id(), account.pool(), List.of(new LineQuantity(line, 1))));
        DlcReport report = reports.report(udi(device), "C3850", rtu("ipservices", 1));

        assertRefused(DlcRefusal.ALREADY_CONVERTED, only(receive(report)));
        assertRefused(DlcRefusal.ALREADY_CONVERTED, only(receive(report)));
        assertRefused(
                DlcRefusal.ALREADY_CONVERTED,
                only(receive(reports.report(udi(device), "C3850", rtu("ipservices", 1), rtu("apcount", 1)))));
        minutePasses();

        assertThat(owned("C3850_24_Ipserv")).isOne();
        assertThat(duplicates())
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.subject()).isEqualTo(udi(device).asCli()));
        assertLedgerHolds();
    }

    @Test
    void licences_converted_by_hand_while_the_report_waits_are_not_converted_again() {
        LegacyDeviceId device = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P");
        var line = accounts.rightToUse(device, "C3850-24-S-E", 1);
        DlcReport report = reports.report(udi(device), "C3850", rtu("ipservices", 1));
        receive(report);
        conversions.convert(
                account.administrator(),
                new ConvertLines("by hand", account.id(), account.pool(), List.of(new LineQuantity(line, 1))));

        minutePasses();

        assertRefused(DlcRefusal.ALREADY_CONVERTED, only(receive(report)));
        assertThat(owned("C3850_24_Ipserv")).isOne();
        assertThat(duplicates()).hasSize(1);
        assertLedgerHolds();
    }

    @Test
    void licences_the_portal_knew_of_are_the_ones_converted_before_new_ones_become_known() {
        // Two installed from a PAK, four recorded as right to use; the switch reports seven.
        LegacyDeviceId device = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P");
        accounts.rightToUse(device, "LIC-CTIOS-1A", 4);
        receive(reports.report(udi(device), "C3850", rtu("apcount", 7)));

        minutePasses();

        assertThat(owned("Access Point Count")).isEqualTo(7);
        var known = sql.selectFrom(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(device))
                .fetchSingle();
        assertThat(known.getHeld()).isEqualTo(7);
        assertThat(known.getAvailable()).isZero();
        assertLedgerHolds();
    }

    @Test
    void a_level_recorded_under_another_sku_of_the_same_licence_is_the_same_right() {
        LegacyDeviceId device = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P-S");
        accounts.rightToUse(device, "WS-C3850-24P-S", 1);
        receive(reports.report(udi(device), "C3850", rtu("ipbase", 1)));

        minutePasses();

        assertThat(owned("C3850_24_Ipbase")).isOne();
        var known = sql.selectFrom(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(device))
                .fetchSingle();
        assertThat(known.getHeld()).isOne();
        assertThat(known.getAvailable()).isZero();
        assertLedgerHolds();
    }

    @Test
    void licences_installed_from_a_pak_convert_through_the_device_once() {
        accounts.pak(account, account.pool(), "SL-4330-SEC-K9", 3, 1, null);
        Udi router = sql.selectFrom(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account.id()))
                .fetchSingle(row -> new Udi(row.getUdiPid(), row.getUdiSerialNumber()));
        receive(reports.report(router, "ISR4300", pak("securityk9", 1), pak("SL-4330-UC-K9", 1)));

        minutePasses();

        assertThat(owned("ISR_4331_Security")).isOne();
        assertThat(owned("ISR_4331_UnifiedCommunication")).isOne();
        assertLedgerHolds();
    }

    @Test
    void a_stack_s_receipt_finds_all_its_members_whoever_reported_them_first() {
        DlcReport one = reports.stackMember(rtu("ipbase", 1));
        DlcReport two = reports.stackMember(rtu("ipservices", 1));
        DlcSource source = DlcSource.device(account.id(), account.pool(), Actor.device("stack", null));
        DlcReceipt first = receiver.write(() -> receiver.receive(source, List.of(one)));
        DlcReceipt second = receiver.write(() -> receiver.receive(source, List.of(two)));

        DlcReceipt whole = receiver.write(() -> receiver.receive(source, List.of(one, two)));

        assertThat(first.pollId()).isNotEqualTo(second.pollId());
        assertThat(whole.isFinished()).isFalse();
        assertThat(whole.askAgainIn()).isEqualTo(Duration.ofSeconds(65));
        assertThat(receiver.poll(account.id(), whole.pollId()).orElseThrow().devices())
                .extracting(DlcOutcome::udi)
                .containsExactly(one.udi(), two.udi());
        minutePasses();
        DlcReceipt finished = receiver.poll(account.id(), whole.pollId()).orElseThrow();
        assertThat(finished.isFinished()).isTrue();
        assertThat(finished.devices()).allMatch(device -> device.state() == DlcState.CONVERTED);
        assertThat(sql.select(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID)
                        .from(LEGACY_DEVICE)
                        .where(LEGACY_DEVICE.UDI_SERIAL_NUMBER.in(
                                one.udi().serialNumber(), two.udi().serialNumber()))
                        .orderBy(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                        .fetch(row -> row.value1() == null))
                .containsExactly(true, false);
        assertThat(owned("C3850_24_Ipbase") + owned("C3850_24_Ipserv")).isEqualTo(2);
    }

    @Test
    void a_device_that_failed_may_start_anew_and_the_newest_report_is_told() {
        DlcSource source = DlcSource.device(account.id(), account.pool(), Actor.device("stack", null));
        Udi udi = TestReports.chassis("WS-C3850-24P");
        DlcReport other = reports.stackMember(rtu("ipbase", 1));
        DlcReceipt failed = receiver.write(() ->
                receiver.receive(source, List.of(other, reports.report(udi, "C3850", rtu("magic", 1)))));
        DlcReceipt again = receiver.write(() ->
                receiver.receive(source, List.of(other, reports.report(udi, "C3850", rtu("ipbase", 1)))));

        assertThat(failed.devices().get(1).state()).isEqualTo(DlcState.FAILED);
        assertThat(again.pollId()).isEqualTo(failed.pollId());
        minutePasses();
        assertThat(receiver.poll(account.id(), again.pollId()).orElseThrow().devices())
                .extracting(DlcOutcome::state)
                .containsExactly(DlcState.CONVERTED, DlcState.CONVERTED);
    }

    @Test
    void a_report_that_cannot_be_processed_leaves_no_trace_and_holds_nobody_up() {
        DlcReport broken = reports.stackMember(rtu("ipservices", 1));
        DlcReport good = reports.stackMember(rtu("ipbase", 1));
        receive(broken);
        receive(good);
        sql.update(DLC_LINE)
                .set(DLC_LINE.CONVERSION_ENCODING, "ROT13")
                .where(DLC_LINE.DLC_DEVICE_ID.eq(DSL.select(DLC_DEVICE.DLC_DEVICE_ID)
                        .from(DLC_DEVICE)
                        .where(DLC_DEVICE.UDI_SERIAL_NUMBER.eq(broken.udi().serialNumber()))))
                .execute();

        minutePasses();

        assertThat(only(receive(good)).state()).isEqualTo(DlcState.CONVERTED);
        assertThat(only(receive(broken)).state()).isEqualTo(DlcState.RECEIVED);
        assertThat(sql.fetchExists(
                        LEGACY_DEVICE,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER.eq(broken.udi().serialNumber())))
                .isFalse();
        sql.update(DLC_LINE)
                .set(DLC_LINE.CONVERSION_ENCODING, "PLAIN")
                .where(DLC_LINE.CONVERSION_ENCODING.eq("ROT13"))
                .execute();
        minutePasses();
        assertThat(only(receive(broken)).state()).isEqualTo(DlcState.CONVERTED);
    }
}
