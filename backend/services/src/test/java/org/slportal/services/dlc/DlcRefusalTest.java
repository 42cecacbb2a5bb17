package org.slportal.services.dlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CONVERSION_SETTING;
import static org.slportal.db.jooq.Tables.CONVERSION_SETTING_POOL;
import static org.slportal.db.jooq.Tables.DLC_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;
import static org.slportal.services.testing.TestReports.file;
import static org.slportal.services.testing.TestReports.rtu;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.access.Actor;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestReports;

class DlcRefusalTest extends DlcTest {

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
        assertThat(dlc.countWaiting(account.administrator(), account.id()).rows())
                .isOne();
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
    void a_licence_the_conversion_itself_refuses_undoes_the_whole_device() {
        String code = "WHOLE-" + account.id();
        sql.insertInto(SKU)
                .set(SKU.CODE, code)
                .set(SKU.DESCRIPTION, "A demo")
                .set(SKU.FAMILY, "Catalyst 3850")
                .set(SKU.LICENSE_ID, accounts.license("C3850_24_Ipserv"))
                .set(SKU.LICENSE_TERM, LicenseTerm.DEMO)
                .set(SKU.TERM_DAYS, 60)
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
