package org.slportal.services.dlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CONVERSION_SETTING;
import static org.slportal.db.jooq.Tables.CONVERSION_SETTING_POOL;
import static org.slportal.db.jooq.Tables.DLC_DEVICE;
import static org.slportal.db.jooq.Tables.DLC_LINE;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;
import static org.slportal.services.testing.TestReports.file;
import static org.slportal.services.testing.TestReports.pak;
import static org.slportal.services.testing.TestReports.rtu;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.conversion.ConversionHistoryService;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConversionSort;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestReports;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class DlcServiceTest {

    @Autowired
    DSLContext sql;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestReports reports;

    @Autowired
    DlcService dlc;

    @Autowired
    DlcReceiver receiver;

    @Autowired
    DlcProcessor processor;

    @Autowired
    InventoryService inventory;

    @Autowired
    ConversionService conversions;

    @Autowired
    ConversionHistoryService history;

    @Autowired
    AlertService alerts;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    private TestAccounts.Account account;

    @BeforeEach
    void make_an_account() {
        account = accounts.account();
    }

    private List<DlcOutcome> receive(DlcReport... given) {
        return dlc.receive(account.administrator(), account.id(), account.pool(), DlcOrigin.API, file(null, given))
                .devices();
    }

    private void minutePasses() {
        clock.advance(Duration.ofMinutes(1));
        processor.processDue(100);
    }

    private int owned(String license) {
        return owned(account.pool(), license);
    }

    private int owned(VirtualAccountId pool, String license) {
        return inventory
                .licenses(account.administrator(), pool, PageQuery.first(100, LicenseSort.NAME), LicenseFilter.ALL)
                .stream()
                .filter(row -> row.name().equals(license))
                .mapToInt(LicenseListItem::owned)
                .sum();
    }

    private DlcOutcome only(List<DlcOutcome> outcomes) {
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    private void assertRefused(DlcRefusal reason, DlcOutcome outcome) {
        assertThat(outcome.state()).isEqualTo(DlcState.FAILED);
        assertThat(Objects.requireNonNull(outcome.refusal()).reason()).isEqualTo(reason);
    }

    private List<AlertListItem> duplicates() {
        return alerts
                .list(account.administrator(), account.id(), null, null, PageQuery.first(50, AlertSort.RAISED_AT))
                .stream()
                .filter(alert -> alert.code() == AlertCode.DUPLICATE_LICENSES)
                .toList();
    }

    private void assertLedgerHolds() {
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

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
    void each_refusal_is_answered_at_once_and_recorded_once() {
        DlcReport unknown = new DlcReport(
                TestReports.chassis("WS-C3850-24P"), "regid.2020-01.com.example.X,v1_1", List.of(rtu("ipbase", 1)));
        DlcReport otherModel = reports.report(TestReports.chassis("WS-C3650-24P"), "C3850", rtu("ipbase", 1));
        DlcReport unable = reports.report(TestReports.chassis("C9300-24P"), "C9300", rtu("ipbase", 1));
        DlcReport magic = reports.stackMember(rtu("magic", 1));
        DlcReport oddType = reports.stackMember(new DlcReportLine("BARTER", "PLAIN", "ipbase", 1));
        DlcReport tooMany = reports.stackMember(rtu("apcount", 60), rtu("apcount", 41));
        DlcReport nothing = reports.stackMember(rtu("apcount", 0));

        assertRefused(DlcRefusal.UNKNOWN_SOFTWARE_TAG, only(receive(unknown)));
        assertRefused(DlcRefusal.PID_MISMATCH, only(receive(otherModel)));
        assertRefused(DlcRefusal.PLATFORM_NOT_SUPPORTED, only(receive(unable)));
        assertRefused(DlcRefusal.NOTHING_EQUIVALENT, only(receive(magic)));
        assertRefused(DlcRefusal.NOTHING_EQUIVALENT, only(receive(oddType)));
        assertRefused(DlcRefusal.COUNT_TOO_HIGH, only(receive(tooMany)));
        assertRefused(DlcRefusal.NOTHING_TO_CONVERT, only(receive(nothing)));
        receive(magic);
        minutePasses();

        assertThat(sql.fetchCount(DLC_DEVICE, DLC_DEVICE.SMART_ACCOUNT_ID.eq(account.id())))
                .isEqualTo(7);
        assertThat(owned("C3850_24_Ipbase") + owned("Access Point Count")).isZero();
    }

    @Test
    void a_hundred_access_points_fit_on_one_chassis() {
        receive(reports.stackMember(rtu("apcount", 60), rtu("apcount", 40)));

        minutePasses();

        assertThat(owned("Access Point Count")).isEqualTo(100);
    }

    @Test
    void a_failure_is_over_once_what_caused_it_is() {
        setting("NONE");
        DlcReport report = reports.stackMember(rtu("ipbase", 1));
        assertRefused(DlcRefusal.DISABLED, only(receive(report)));

        sql.update(CONVERSION_SETTING)
                .set(CONVERSION_SETTING.DLC_MODE, "ALL")
                .where(CONVERSION_SETTING.SMART_ACCOUNT_ID.eq(account.id()))
                .execute();

        assertThat(only(receive(report)).state()).isEqualTo(DlcState.RECEIVED);
        minutePasses();
        assertThat(only(receive(report)).state()).isEqualTo(DlcState.CONVERTED);
    }

    @Test
    void only_selected_virtual_accounts_accept_it_when_so_set() {
        VirtualAccountId lab = accounts.pool(account, "Lab");
        setting("SELECTED");
        sql.insertInto(CONVERSION_SETTING_POOL)
                .set(CONVERSION_SETTING_POOL.SMART_ACCOUNT_ID, account.id())
                .set(CONVERSION_SETTING_POOL.VIRTUAL_ACCOUNT_ID, lab)
                .execute();
        DlcReport report = reports.stackMember(rtu("ipbase", 1));

        assertRefused(DlcRefusal.DISABLED, only(receive(report)));
        assertThat(only(dlc.receive(account.administrator(), account.id(), null, DlcOrigin.FILE, file("Lab", report))
                                .devices())
                        .state())
                .isEqualTo(DlcState.RECEIVED);
        minutePasses();
        assertThat(owned(lab, "C3850_24_Ipbase")).isOne();
    }

    @Test
    void switched_off_while_a_report_waits_is_switched_off() {
        DlcReport report = reports.stackMember(rtu("ipbase", 1));
        receive(report);
        setting("NONE");

        minutePasses();

        assertRefused(DlcRefusal.DISABLED, only(receive(report)));
        assertThat(owned("C3850_24_Ipbase")).isZero();
    }

    private void setting(String mode) {
        sql.insertInto(CONVERSION_SETTING)
                .set(CONVERSION_SETTING.SMART_ACCOUNT_ID, account.id())
                .set(CONVERSION_SETTING.PAK_AUTOMATIC, false)
                .set(CONVERSION_SETTING.PAK_SKU_FILTER, "")
                .set(CONVERSION_SETTING.DEVICE_AUTOMATIC, false)
                .set(CONVERSION_SETTING.DLC_MODE, mode)
                .set(CONVERSION_SETTING.HOLD_AUTOMATIC, false)
                .set(CONVERSION_SETTING.TWO_PERSON, false)
                .execute();
    }

    private Udi udi(LegacyDeviceId device) {
        return sql.selectFrom(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(device))
                .fetchSingle(row -> new Udi(row.getUdiPid(), row.getUdiSerialNumber()));
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
    void a_device_of_another_account_is_refused_whatever_that_account_knows_it_by() {
        TestAccounts.Account foreign = accounts.account();
        LegacyDeviceId known = accounts.device(foreign, foreign.pool(), "C3850", "WS-C3850-24P");
        DlcReport waiting = reports.stackMember(rtu("ipbase", 1));
        dlc.receive(foreign.administrator(), foreign.id(), foreign.pool(), DlcOrigin.API, file(null, waiting));

        assertRefused(
                DlcRefusal.BELONGS_ELSEWHERE, only(receive(reports.report(udi(known), "C3850", rtu("ipbase", 1)))));
        assertRefused(DlcRefusal.BELONGS_ELSEWHERE, only(receive(waiting)));
        minutePasses();

        assertThat(owned("C3850_24_Ipbase")).isZero();
        assertLedgerHolds();
    }

    @Test
    void another_account_s_receipt_pool_and_list_are_unknown() {
        TestAccounts.Account foreign = accounts.account();
        DlcSource source = DlcSource.device(account.id(), account.pool(), Actor.device("stack", null));
        DlcReport report = reports.stackMember(rtu("ipbase", 1));
        long pollId =
                receiver.write(() -> receiver.receive(source, List.of(report))).pollId();

        assertThat(receiver.poll(foreign.id(), pollId)).isEmpty();
        assertUnknown(() ->
                dlc.receive(foreign.administrator(), foreign.id(), account.pool(), DlcOrigin.API, file(null, report)));
        assertUnknown(() ->
                dlc.receive(foreign.administrator(), account.id(), account.pool(), DlcOrigin.API, file(null, report)));
        assertUnknown(
                () -> dlc.receive(account.administrator(), account.id(), null, DlcOrigin.API, file("Nowhere", report)));
        assertUnknown(() -> dlc.list(foreign.administrator(), account.id(), PageQuery.first(10, DlcSort.TIME)));
        assertThat(dlc.list(foreign.administrator(), foreign.id(), PageQuery.first(10, DlcSort.TIME)))
                .isEmpty();
        assertThat(dlc.list(account.administrator(), account.id(), PageQuery.first(10, DlcSort.TIME)))
                .singleElement()
                .satisfies(row -> assertThat(row.lines()).isOne());
        assertThat(dlc.countWaiting(account.administrator(), account.id())).isOne();
    }

    @Test
    void a_viewer_reports_nothing_and_a_person_of_one_pool_takes_nothing_out_of_another() {
        VirtualAccountId lab = accounts.pool(account, "Lab");
        Actor viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        Actor ofLab = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, lab);
        LegacyDeviceId device = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P");
        accounts.rightToUse(device, "C3850-24-S-E", 1);
        DlcReport report = reports.report(udi(device), "C3850", rtu("ipservices", 1));

        assertNotAllowed(() -> dlc.receive(viewer, account.id(), account.pool(), DlcOrigin.FILE, file(null, report)));
        assertRefused(
                DlcRefusal.BELONGS_ELSEWHERE,
                only(dlc.receive(ofLab, account.id(), lab, DlcOrigin.FILE, file(null, report))
                        .devices()));
        minutePasses();
        assertThat(owned(lab, "C3850_24_Ipserv")).isZero();
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

    @Test
    void a_licence_the_conversion_itself_refuses_undoes_the_whole_device() {
        String code = "WHOLE-" + account.id();
        sql.insertInto(SKU)
                .set(SKU.CODE, code)
                .set(SKU.DESCRIPTION, "A demo")
                .set(SKU.FAMILY, "Catalyst 3850")
                .set(SKU.LICENSE_ID, accounts.license("C3850_24_Ipserv"))
                .set(SKU.LICENSE_TERM, LicenseTerm.DEMO)
                .set(SKU.LEGACY_METHOD, "RTU")
                .set(SKU.SOURCE, "test")
                .set(SKU.CONFIDENCE, "D")
                .execute();
        reports.name("C3850", "WS-C3850-.+", "RTU", "demo" + account.id(), code, 1);
        DlcReport report = reports.stackMember(rtu("ipbase", 1), rtu("demo" + account.id(), 1));
        assertThat(only(receive(report)).state()).isEqualTo(DlcState.RECEIVED);

        minutePasses();

        assertRefused(DlcRefusal.NOT_ELIGIBLE, only(receive(report)));
        assertThat(owned("C3850_24_Ipbase")).isZero();
        assertThat(sql.fetchExists(
                        LEGACY_DEVICE,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER.eq(report.udi().serialNumber())))
                .isFalse();
        assertLedgerHolds();
    }
}
