package org.slportal.services.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.OUTGOING_MAIL;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.ReportId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.Reach;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.slportal.services.sweep.SweepTime;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ReportServiceTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String OTHER = "C9300 Network Essentials";
    private static final PageQuery<ReportOrder> PAGE = PageQuery.first(100, ReportOrder.NATURAL);
    private static final PageQuery<SavedReportSort> SAVED = PageQuery.first(100, SavedReportSort.NAME);

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    ReportService reports;

    @Autowired
    ReportReader reader;

    @Autowired
    SavedReportService saved;

    @Autowired
    ReportMailSweep mailing;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private static ReportRequest all(ReportKind kind) {
        return ReportRequest.all(kind);
    }

    private static ReportRequest columns(ReportKind kind, ReportColumn... columns) {
        return new ReportRequest(kind, null, "", null, "", null, null, List.of(columns));
    }

    private static ReportRequest in(ReportKind kind, Set<VirtualAccountId> pools) {
        return new ReportRequest(kind, pools, "", null, "", null, null, kind.columns());
    }

    private static ReportData data(String name, boolean shared, ReportRequest request) {
        return new ReportData(name, "", shared, request);
    }

    private List<ReportRow> run(Actor actor, TestAccounts.Account account, ReportRequest asked) {
        return reports.rows(actor, account.id(), asked, PAGE);
    }

    private TestDevice use(TestAccounts.Account account, VirtualAccountId pool, int quantity) {
        TestDevice device = devices.registered(account, pool);
        devices.authorize(device, Map.of(LICENSE, quantity));
        return device;
    }

    private String csv(Actor actor, TestAccounts.Account account, ReportRequest asked) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reports.export(actor, account.id(), asked, null, FileFormat.CSV, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void every_kind_runs_with_all_its_columns_and_all_its_filters() throws IOException {
        TestAccounts.Account account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 10);
        use(account, account.pool(), 12);

        for (ReportKind kind : ReportKind.values()) {
            for (ReportRow row : run(account.administrator(), account, all(kind))) {
                assertThat(row.cells()).hasSameSizeAs(kind.columns());
            }
            List<ReportState> states = new ArrayList<>(kind.states());
            states.add(ReportState.SHORT);
            for (ReportState state : states) {
                ReportRequest narrow = new ReportRequest(
                        kind,
                        Set.of(account.pool()),
                        "network",
                        org.slportal.domain.license.LicenseTerm.PERPETUAL,
                        "C9300",
                        state,
                        30,
                        kind.columns());
                run(account.administrator(), account, narrow);
                reports.overview(account.administrator(), account.id(), narrow).bars();
                csv(account.administrator(), account, narrow);
            }
        }
    }

    @Test
    void licences_are_reported_with_what_is_short() {
        TestAccounts.Account account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 10);
        accounts.own(account, account.pool(), OTHER, 3);
        use(account, account.pool(), 12);
        ReportRequest asked = new ReportRequest(
                ReportKind.LICENSES,
                null,
                "",
                null,
                "",
                ReportState.SHORT,
                null,
                List.of(ReportColumn.BALANCE, ReportColumn.LICENSE, ReportColumn.VIRTUAL_ACCOUNT));

        // Columns stand in the kind's order, whatever order they were asked in.
        assertThat(run(account.administrator(), account, asked))
                .singleElement()
                .extracting(ReportRow::cells)
                .isEqualTo(List.of("Default", LICENSE, -2));
        assertThat(reports.overview(account.administrator(), account.id(), asked)
                        .bars())
                .containsExactly(new ReportBar(LICENSE, 12));
    }

    @Test
    void a_report_as_long_as_anybody_counts_has_a_chart_and_one_row_more_has_none() {
        TestAccounts.Account account = accounts.account();
        ReportRequest asked = all(ReportKind.COMPLIANCE);
        complianceDays(account, BoundedCount.LIMIT);
        // A day of the whole account is a sum of the others, and no row of the report.
        sql.execute(
                "INSERT INTO compliance_day (smart_account_id, day, owned, in_use, short_by, taken_at)"
                        + " VALUES (?, '2000-01-01', 1, 1, 0, NOW(6))",
                account.id());

        assertThat(reports.count(account.administrator(), account.id(), asked))
                .isEqualTo(new BoundedCount(BoundedCount.LIMIT, true));
        assertThat(reports.overview(account.administrator(), account.id(), asked)
                        .bars())
                .hasSize(10)
                .first()
                .isEqualTo(new ReportBar("2000-01", 31));

        complianceDays(account, BoundedCount.LIMIT + 1);
        assertThat(reports.count(account.administrator(), account.id(), asked).exact())
                .isFalse();
        assertThat(reports.overview(account.administrator(), account.id(), asked)
                        .bars())
                .isEmpty();
    }

    /** So many days in a row from 2000 on, unless they are there. */
    private void complianceDays(TestAccounts.Account account, int days) {
        sql.execute(
                "INSERT IGNORE INTO compliance_day (smart_account_id, virtual_account_id, license_id, day, owned, in_use,"
                        + " short_by, taken_at) SELECT ?, ?, ?, DATE'2000-01-01' + INTERVAL seq DAY, 1, 1, 0, NOW(6)"
                        + " FROM seq_0_to_" + (days - 1),
                account.id(),
                account.pool(),
                accounts.license(LICENSE));
    }

    @Test
    void devices_that_are_not_heard_are_found() {
        TestAccounts.Account account = accounts.account();
        TestDevice silent = use(account, account.pool(), 1);
        use(account, account.pool(), 1);
        sql.update(PRODUCT_INSTANCE)
                .set(PRODUCT_INSTANCE.SILENCE, org.slportal.domain.device.Silence.WARNED)
                .where(PRODUCT_INSTANCE.PIID.eq(silent.piid()))
                .execute();
        ReportRequest asked = new ReportRequest(
                ReportKind.PRODUCT_INSTANCES,
                null,
                "",
                null,
                "",
                ReportState.NOT_HEARD,
                null,
                List.of(ReportColumn.SERIAL_NUMBER, ReportColumn.LICENSES_IN_USE));

        assertThat(run(account.administrator(), account, asked))
                .singleElement()
                .extracting(ReportRow::cells)
                .isEqualTo(List.of(silent.udi().serialNumber(), 1));
    }

    @Test
    void somebody_limited_to_a_virtual_account_reads_its_rows_whoever_saved_the_report() {
        TestAccounts.Account account = accounts.account();
        var seoul = accounts.pool(account, "Seoul");
        accounts.own(account, account.pool(), LICENSE, 10);
        accounts.own(account, seoul, OTHER, 3);
        use(account, account.pool(), 1);
        Actor viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, seoul);
        ReportId both = saved.create(
                account.administrator(),
                account.id(),
                data("Both", true, in(ReportKind.LICENSES, Set.of(seoul, account.pool()))));
        ReportId hidden = saved.create(
                account.administrator(),
                account.id(),
                data("Default only", true, in(ReportKind.LICENSES, Set.of(account.pool()))));

        assertThat(saved.request(viewer, both).pools()).containsExactly(seoul);
        assertThat(run(viewer, account, saved.request(viewer, both)))
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).contains("Seoul", OTHER));
        assertThat(run(viewer, account, saved.request(viewer, hidden))).isEmpty();
        assertThat(run(viewer, account, all(ReportKind.PRODUCT_INSTANCES))).isEmpty();
        assertThat(run(viewer, account, in(ReportKind.LICENSES, Set.of(account.pool()))))
                .isEmpty();
        assertThat(reports.count(viewer, account.id(), all(ReportKind.LICENSES)).rows())
                .isEqualTo(1);
        assertThat(reports.overview(viewer, account.id(), all(ReportKind.LICENSES))
                        .bars())
                .extracting(ReportBar::label)
                .containsExactly(OTHER);
    }

    @Test
    void a_foreign_account_is_unknown_and_its_virtual_accounts_bring_no_rows() throws IOException {
        TestAccounts.Account account = accounts.account();
        TestAccounts.Account foreign = accounts.account();
        accounts.own(foreign, foreign.pool(), LICENSE, 10);
        Actor actor = account.administrator();

        assertUnknown(() -> run(actor, foreign, all(ReportKind.LICENSES)));
        assertUnknown(() -> reports.count(actor, foreign.id(), all(ReportKind.LICENSES)));
        assertUnknown(() ->
                reports.overview(actor, foreign.id(), all(ReportKind.LICENSES)).bars());
        assertUnknown(() -> csv(actor, foreign, all(ReportKind.LICENSES)));
        assertUnknown(() -> saved.list(actor, foreign.id(), SAVED));
        assertUnknown(() -> saved.create(actor, foreign.id(), data("X", false, all(ReportKind.LICENSES))));
        assertUnknown(() ->
                saved.create(actor, account.id(), data("X", false, in(ReportKind.LICENSES, Set.of(foreign.pool())))));
        assertThat(run(actor, account, in(ReportKind.LICENSES, Set.of(foreign.pool()))))
                .isEmpty();
        assertNotAllowed(() ->
                run(accounts.actor(account, Role.SMART_ACCOUNT_APPROVER, null), account, all(ReportKind.LICENSES)));
    }

    @Test
    void a_report_is_its_owners_unless_it_is_shared_and_others_never_change_it() {
        TestAccounts.Account account = accounts.account();
        TestAccounts.Account foreign = accounts.account();
        Actor viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        Actor other = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        ReportId own = saved.create(viewer, account.id(), data("Own", false, all(ReportKind.LICENSES)));
        ReportId shared = saved.create(viewer, account.id(), data("Shared", true, all(ReportKind.LICENSES)));

        assertThat(saved.list(viewer, account.id(), SAVED))
                .extracting(SavedReport::name)
                .containsExactly("Own", "Shared");
        assertThat(saved.list(other, account.id(), SAVED)).singleElement().satisfies(report -> {
            assertThat(report.name()).isEqualTo("Shared");
            assertThat(report.own()).isFalse();
        });
        assertUnknown(() -> saved.get(other, own));
        assertUnknown(() -> saved.request(other, own));
        assertUnknown(() -> saved.delete(account.administrator(), own));
        assertUnknown(() -> saved.get(foreign.administrator(), shared));
        assertUnknown(() -> saved.schedule(foreign.administrator(), shared, null));
        assertNotAllowed(() -> saved.change(other, shared, data("Mine", false, all(ReportKind.LICENSES)), 0));
        assertNotAllowed(() -> saved.schedule(other, shared, null));
        assertNotAllowed(() -> saved.delete(other, shared));
        saved.delete(account.administrator(), shared);
        assertThat(saved.count(viewer, account.id()).rows()).isEqualTo(1);
    }

    @Test
    void what_is_saved_is_checked() {
        TestAccounts.Account account = accounts.account();
        Actor actor = account.administrator();
        ReportId id = saved.create(actor, account.id(), data("Twice", false, all(ReportKind.LICENSES)));

        assertRefused(
                ErrorReason.REPORT_NAME_TAKEN,
                () -> saved.create(actor, account.id(), data("Twice", false, all(ReportKind.LICENSES))));
        assertRefused(
                ErrorReason.REPORT_NO_COLUMN,
                () -> saved.create(
                        actor, account.id(), data("X", false, columns(ReportKind.LICENSES, ReportColumn.DEVICE))));
        assertRefused(
                ErrorReason.REPORT_NO_POOL,
                () -> saved.create(actor, account.id(), data("X", false, in(ReportKind.LICENSES, Set.of()))));
        for (int days : new int[] {0, 3651}) {
            assertRefused(
                    ErrorReason.REPORT_DAYS,
                    () -> saved.create(
                            actor,
                            account.id(),
                            data(
                                    "X",
                                    false,
                                    new ReportRequest(
                                            ReportKind.SUBSCRIPTIONS,
                                            null,
                                            "",
                                            null,
                                            "",
                                            null,
                                            days,
                                            ReportKind.SUBSCRIPTIONS.columns()))));
        }
        saved.change(actor, id, data("Renamed", true, in(ReportKind.LICENSES, Set.of(account.pool()))), 0);
        assertThat(saved.request(actor, id).pools()).containsExactly(account.pool());
        assertRefused(
                ErrorReason.STALE, () -> saved.change(actor, id, data("Again", true, all(ReportKind.LICENSES)), 0));
        assertRefused(
                ErrorReason.REPORT_NO_EMAIL,
                () -> saved.schedule(actor, id, new ReportSchedule(Frequency.DAILY, 7, FileFormat.CSV)));
    }

    @Test
    void an_export_goes_on_where_a_batch_ended() throws IOException {
        TestAccounts.Account account = accounts.account();
        var seoul = accounts.pool(account, "Seoul");
        TestDevice device = use(account, account.pool(), 1);
        int more = ReportReader.BATCH + 1;
        // Devices by the thousand, without their certificates: reports read none.
        sql.execute(
                "INSERT INTO product_instance (smart_account_id, virtual_account_id, piid, software_id, udi_pid,"
                        + " udi_serial_number, product_name, export_allowed, registered_at, last_contact_at,"
                        + " certificate_serial, public_key, certificate_expires_at)"
                        + " SELECT p.smart_account_id, IF(seq % 2, {0}, {1}), UUID(), p.software_id, 'C9300-24U',"
                        + " CONCAT(p.udi_serial_number, '-', seq), p.product_name, 0, p.registered_at, p.last_contact_at,"
                        + " p.certificate_serial, p.public_key, p.certificate_expires_at"
                        + " FROM product_instance p JOIN seq_1_to_" + more + " WHERE p.piid = {2}",
                org.jooq.impl.DSL.inline(account.pool().value()),
                org.jooq.impl.DSL.inline(seoul.value()),
                org.jooq.impl.DSL.val(device.piid()));

        String csv = csv(
                account.administrator(),
                account,
                columns(ReportKind.PRODUCT_INSTANCES, ReportColumn.VIRTUAL_ACCOUNT, ReportColumn.SERIAL_NUMBER));

        List<String> lines = csv.lines().skip(1).toList();
        assertThat(lines).hasSize(more + 1).doesNotHaveDuplicates();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(reports.write(
                        all(ReportKind.PRODUCT_INSTANCES),
                        new Reach(account.id(), List.of(seoul)),
                        FileFormat.EXCEL,
                        out))
                .isEqualTo(more / 2);
    }

    private Actor withAddress(
            TestAccounts.Account account, Role role, @Nullable VirtualAccountId scope, String language) {
        Actor actor = accounts.actor(account, role, scope);
        sql.update(APP_USER)
                .set(APP_USER.EMAIL, actor.name() + "@example.com")
                .set(APP_USER.LOCALE, language)
                .where(APP_USER.APP_USER_ID.eq(Objects.requireNonNull(actor.userId())))
                .execute();
        return actor;
    }

    private int sweep(TestAccounts.Account account) {
        return mailing.sweep(account.id(), new SweepTime(clock.instant(), Instant.EPOCH));
    }

    private int letters(Actor actor) {
        return sql.fetchCount(OUTGOING_MAIL, OUTGOING_MAIL.RECIPIENT.eq(actor.name() + "@example.com"));
    }

    @Test
    void a_scheduled_report_goes_out_at_its_hour_with_its_owners_rights_and_language() {
        TestAccounts.Account account = accounts.account();
        var seoul = accounts.pool(account, "Seoul");
        accounts.own(account, account.pool(), LICENSE, 10);
        accounts.own(account, seoul, OTHER, 3);
        Actor owner = withAddress(account, Role.VIRTUAL_ACCOUNT_VIEWER, seoul, "ko");
        ReportId id = saved.create(owner, account.id(), data("주간 보고", false, all(ReportKind.LICENSES)));
        clock.set(Instant.parse("2027-02-03T12:00:00Z"));
        saved.schedule(owner, id, new ReportSchedule(Frequency.DAILY, 7, FileFormat.CSV));
        assertThat(saved.get(owner, id).nextRunAt()).isEqualTo(Instant.parse("2027-02-04T07:00:00Z"));

        clock.set(Instant.parse("2027-02-04T06:59:59.999999Z"));
        assertThat(sweep(account)).isZero();
        clock.set(Instant.parse("2027-02-04T07:00:00Z"));
        assertThat(sweep(account)).isEqualTo(1);
        assertThat(sweep(account)).isZero();

        var letter = sql.selectFrom(OUTGOING_MAIL)
                .where(OUTGOING_MAIL.RECIPIENT.eq(owner.name() + "@example.com"))
                .fetchSingle();
        assertThat(letter.getSubject()).isEqualTo("보고서 \"주간 보고\", 2027-02-04");
        assertThat(letter.getBody()).contains("1행");
        assertThat(letter.getAttachmentName()).isEqualTo("주간-보고-2027-02-04.csv");
        assertThat(new String(Objects.requireNonNull(letter.getAttachment()), StandardCharsets.UTF_8))
                .contains("Seoul," + OTHER)
                .doesNotContain("Default");
        assertThat(saved.get(owner, id).nextRunAt()).isEqualTo(Instant.parse("2027-02-05T07:00:00Z"));
        assertThat(saved.get(owner, id).lastSentAt()).isEqualTo(clock.instant());
    }

    @Test
    void after_a_jump_of_the_clock_one_letter_makes_up_for_all() {
        TestAccounts.Account account = accounts.account();
        Actor owner = withAddress(account, Role.SMART_ACCOUNT_VIEWER, null, "en");
        ReportId id = saved.create(owner, account.id(), data("Daily", false, all(ReportKind.LICENSES)));
        saved.schedule(owner, id, new ReportSchedule(Frequency.DAILY, 7, FileFormat.EXCEL));

        clock.advance(Duration.ofDays(20));
        sweep(account);
        sweep(account);

        assertThat(letters(owner)).isEqualTo(1);
        assertThat(saved.get(owner, id).nextRunAt()).isAfter(clock.instant());
    }

    @Test
    void an_owner_who_may_see_nothing_any_more_gets_nothing() {
        TestAccounts.Account account = accounts.account();
        Actor owner = withAddress(account, Role.SMART_ACCOUNT_VIEWER, null, "en");
        Actor gone = withAddress(account, Role.SMART_ACCOUNT_VIEWER, null, "en");
        for (Actor actor : List.of(owner, gone)) {
            ReportId id = saved.create(actor, account.id(), data("Daily", false, all(ReportKind.LICENSES)));
            saved.schedule(actor, id, new ReportSchedule(Frequency.DAILY, 7, FileFormat.CSV));
        }
        sql.deleteFrom(org.slportal.db.jooq.Tables.ROLE_GRANT)
                .where(org.slportal.db.jooq.Tables.ROLE_GRANT.APP_USER_ID.eq(Objects.requireNonNull(owner.userId())))
                .execute();
        sql.update(APP_USER)
                .set(APP_USER.DISABLED, true)
                .where(APP_USER.APP_USER_ID.eq(Objects.requireNonNull(gone.userId())))
                .execute();

        clock.advance(Duration.ofDays(2));

        assertThat(sweep(account)).isZero();
        assertThat(letters(owner) + letters(gone)).isZero();
    }

    @Test
    void of_several_nodes_one_sends() throws Exception {
        TestAccounts.Account account = accounts.account();
        Actor owner = withAddress(account, Role.SMART_ACCOUNT_VIEWER, null, "en");
        ReportId id = saved.create(owner, account.id(), data("Daily", false, all(ReportKind.LICENSES)));
        saved.schedule(owner, id, new ReportSchedule(Frequency.DAILY, 7, FileFormat.CSV));
        clock.advance(Duration.ofDays(1));

        List<Integer> sent = Threads.race(4, thread -> () -> sweep(account));

        assertThat(sent.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        assertThat(letters(owner)).isEqualTo(1);
    }
}
