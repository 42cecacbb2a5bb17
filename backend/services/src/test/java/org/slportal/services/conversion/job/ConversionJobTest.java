package org.slportal.services.conversion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.CONVERSION_JOB;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakFilter;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.Refusals;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

class ConversionJobTest extends JobTest {

    @Autowired
    ConversionService conversions;

    @Autowired
    Transactions transactions;

    @Test
    void a_selection_converts_what_is_left_and_tells_why_the_rest_was_refused() {
        var account = accounts.account();
        var good = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var ended = accounts.pak(account, account.pool(), PARTIAL, 3, 0, LocalDate.of(2020, 1, 1));
        var foreign = accounts.account();
        var theirs = accounts.pak(foreign, foreign.pool(), PARTIAL, 7, 0, null);

        var job = request(account, new JobLines.OfPaks(List.of(pakOf(good), pakOf(ended), pakOf(theirs))));
        assertThat(job(account, job).state()).isEqualTo(JobState.RUNNING);
        work();

        var done = job(account, job);
        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(List.of(done.totalLines(), done.convertedLines(), done.refusedLines()))
                .containsExactly(3, 1, 2);
        assertThat(lines(account, job))
                .extracting(
                        ConversionJobLineItem::label,
                        ConversionJobLineItem::quantity,
                        line -> line.reason() == null ? "" : line.reason().code())
                .containsExactly(
                        tuple(numberOf(good) + " " + PARTIAL, 5, ""),
                        tuple(numberOf(ended) + " " + PARTIAL, 0, "TERM_ENDED"),
                        tuple("—", 0, "LINE_UNKNOWN"));
        assertThat(owned(account)).isEqualTo(5);
        assertThat(owned(foreign)).isZero();
        assertThat(sql.select(EVENT.CODE)
                        .from(EVENT)
                        .where(EVENT.SMART_ACCOUNT_ID.eq(account.id()))
                        .fetch(EVENT.CODE))
                .contains("JOB_REQUESTED", "LICENSES_CONVERTED_IN_BULK", "JOB_FINISHED");
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void each_row_of_a_file_is_converted_or_refused_with_its_reason_and_none_is_lost() {
        var account = accounts.account();
        var whole = accounts.pak(account, account.pool(), WHOLE, 4, 0, null);
        var part = accounts.pak(account, account.pool(), PARTIAL, 9, 0, null);
        var foreign = accounts.account();
        var theirs = accounts.pak(foreign, foreign.pool(), PARTIAL, 7, 0, null);

        var job = request(
                account,
                file(
                        "\uFEFFPAK;SKU;Line;Quantity",
                        numberOf(part).toLowerCase(java.util.Locale.ROOT) + ";" + PARTIAL + ";;2",
                        numberOf(part) + ";;1;1",
                        numberOf(whole) + ";;;3",
                        numberOf(theirs) + ";;;",
                        "'=cmd()|x;;;1",
                        numberOf(whole) + ";no-such-sku;;",
                        numberOf(part),
                        accounts.pak(account, account.pool(), PARTIAL, 9, 0, null) == null
                                ? ""
                                : numberOf(lastLine(account)) + ";;;many"));
        work();

        assertThat(lines(account, job))
                .extracting(
                        ConversionJobLineItem::number,
                        ConversionJobLineItem::state,
                        line -> line.reason() == null ? "" : line.reason().code(),
                        line -> line.reason() == null ? "" : line.reason().argument())
                .containsExactly(
                        tuple(1, JobLineState.CONVERTED, "", ""),
                        tuple(2, JobLineState.REFUSED, "LINE_TWICE", "2"),
                        tuple(3, JobLineState.REFUSED, "ALL_OR_NOTHING", "4"),
                        tuple(4, JobLineState.REFUSED, "LINE_UNKNOWN", ""),
                        tuple(5, JobLineState.REFUSED, "LINE_UNKNOWN", ""),
                        tuple(6, JobLineState.REFUSED, "LINE_UNKNOWN", ""),
                        tuple(7, JobLineState.REFUSED, "ROW_UNREADABLE", ""),
                        tuple(8, JobLineState.REFUSED, "QUANTITY_UNREADABLE", "many"));
        assertThat(owned(account)).isEqualTo(2);
        assertThat(job(account, job).origin()).isEqualTo(JobOrigin.FILE);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private PakLineId lastLine(TestAccounts.Account account) {
        return sql.select(org.jooq.impl.DSL.max(org.slportal.db.jooq.Tables.PAK_LINE.PAK_LINE_ID))
                .from(org.slportal.db.jooq.Tables.PAK_LINE)
                .join(org.slportal.db.jooq.Tables.PAK)
                .on(org.slportal.db.jooq.Tables.PAK.PAK_ID.eq(org.slportal.db.jooq.Tables.PAK_LINE.PAK_ID))
                .where(org.slportal.db.jooq.Tables.PAK.SMART_ACCOUNT_ID.eq(account.id()))
                .fetchSingle()
                .value1();
    }

    @Test
    void a_file_that_cannot_be_read_makes_no_job() {
        var account = accounts.account();
        assertRefused(ErrorReason.CSV_COLUMN_MISSING, () -> request(account, file("Number,Quantity", "X,1")));
        assertRefused(ErrorReason.CSV_EMPTY, () -> request(account, file("")));
        assertRefused(ErrorReason.CONVERSION_EMPTY, () -> request(account, file("PAK,Quantity")));
        assertThat(list.count(account.administrator(), account.id(), null).rows())
                .isZero();
    }

    @Test
    void all_that_a_filter_finds_is_only_what_can_be_converted() {
        var account = accounts.account();
        accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        accounts.pak(account, account.pool(), PARTIAL, 5, 5, null);
        accounts.pak(account, account.pool(), WHOLE, 2, 0, null);
        accounts.pak(account, null, PARTIAL, 2, 0, null);

        var job = request(account, new JobLines.Matching(new PakFilter("c9300-nw", null)));
        work();

        assertThat(job(account, job).totalLines()).isOne();
        assertThat(owned(account)).isEqualTo(5);
    }

    @Test
    void chosen_quantities_are_kept_and_zero_is_not_all() {
        var account = accounts.account();
        var one = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var two = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);

        var job = request(
                account,
                new JobLines.Chosen(
                        List.of(new LineQuantity(one, 2), new LineQuantity(two, 0), new LineQuantity(one, 1))));
        work();

        assertThat(lines(account, job))
                .extracting(ConversionJobLineItem::quantity, ConversionJobLineItem::state)
                .containsExactly(tuple(3, JobLineState.CONVERTED), tuple(0, JobLineState.REFUSED));
        assertThat(owned(account)).isEqualTo(3);
    }

    @Test
    void device_licences_convert_in_bulk_too() {
        var account = accounts.account();
        var device = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
        accounts.rightToUse(device, "FL-4330-HSEC-K9", 2);

        var job = request(account, new JobLines.OfDevices(List.of(device)));
        work();

        assertThat(job(account, job).convertedLines()).isOne();
        assertThat(owned(account)).isEqualTo(2);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void the_same_request_finds_its_job_also_from_many_threads() throws Exception {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var asked = asked(account, new JobLines.OfPaks(List.of(pakOf(line))));

        var made = Threads.race(8, i -> () -> jobs.request(account.administrator(), asked));
        work();

        assertThat(made).containsOnly(made.getFirst());
        assertThat(jobs.request(account.administrator(), asked)).isEqualTo(made.getFirst());
        assertThat(owned(account)).isEqualTo(5);
        assertRefused(
                ErrorReason.CONVERSION_REQUEST_REUSED,
                () -> jobs.request(
                        account.administrator(),
                        new RequestJob(
                                asked.requestKey(),
                                account.id(),
                                account.pool(),
                                new JobLines.Matching(PakFilter.ALL))));
    }

    @Test
    void names_of_pieces_are_not_for_requests() {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        assertRefused(
                ErrorReason.CONVERSION_REQUEST_ID,
                () -> conversions.convert(
                        account.administrator(),
                        new ConvertLines("job:1:1", account.id(), account.pool(), List.of(new LineQuantity(line, 1)))));
    }

    @Test
    void many_workers_convert_each_line_once() throws Exception {
        var account = accounts.account();
        List<PakId> paks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            paks.add(pakOf(accounts.pak(account, account.pool(), PARTIAL, 2, 0, null)));
        }
        var all = request(account, new JobLines.OfPaks(paks));
        // A second job and a wizard want the same lines.
        var again = request(account, new JobLines.OfPaks(paks));

        Threads.race(6, i -> () -> {
            work();
            return i;
        });
        work();

        assertThat(owned(account)).isEqualTo(80);
        assertThat(job(account, all).convertedLines() + job(account, again).convertedLines())
                .isEqualTo(40);
        assertThat(job(account, again).state()).isEqualTo(JobState.DONE);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void a_worker_that_dies_between_two_pieces_or_within_one_leaves_nothing_undone_and_nothing_done_twice() {
        var account = accounts.account();
        int lines = 2 * ConversionJobWorker.PIECE + 300;
        var first = accounts.pak(account, account.pool(), PARTIAL, 1, 0, null);
        sql.execute(
                """
                INSERT INTO pak (smart_account_id, virtual_account_id, pak_number, family, order_number, order_date,
                                 status, available, created_at)
                SELECT ?, ?, CONCAT('W', LPAD(? + seq, 10, '0')), 'Test', '1', '2020-01-01', 'UNFULFILLED', 2, NOW(6)
                FROM seq_1_to_%d""".formatted(lines - 1), account.id().value(), account.pool().value(), first.value() * 10_000);
        sql.execute("""
                INSERT INTO pak_line (pak_id, line_number, sku_id, ordered)
                SELECT k.pak_id, 1, l.sku_id, 2
                FROM pak k JOIN pak_line l ON l.pak_line_id = ?
                WHERE k.smart_account_id = ? AND k.pak_number LIKE 'W%'""", first.value(), account.id().value());
        var job = request(account, new JobLines.Matching(PakFilter.ALL));
        assertThat(job(account, job).totalLines()).isEqualTo(lines);

        worker.step();
        assertThat(job(account, job).convertedLines()).isEqualTo(ConversionJobWorker.PIECE);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> transactions.run(() -> {
                    worker.step();
                    throw new IllegalStateException("The machine dies before the commit");
                }))
                .hasMessageContaining("dies");
        assertThat(job(account, job).convertedLines()).isEqualTo(ConversionJobWorker.PIECE);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
        work();

        assertThat(job(account, job).state()).isEqualTo(JobState.DONE);
        assertThat(job(account, job).convertedLines()).isEqualTo(lines);
        assertThat(owned(account)).isEqualTo(2 * lines - 1);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void cancelling_keeps_what_was_converted_and_ends_it_once() {
        var account = accounts.account();
        List<PakId> paks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            paks.add(pakOf(accounts.pak(account, account.pool(), PARTIAL, 1, 0, null)));
        }
        var job = request(account, new JobLines.OfPaks(paks));
        assertThat(worker.step()).isTrue();

        jobs.cancel(account.administrator(), job);
        work();

        var cancelled = job(account, job);
        assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
        assertThat(cancelled.convertedLines()).isEqualTo(3);
        assertThat(owned(account)).isEqualTo(3);
        assertRefused(ErrorReason.JOB_ENDED, () -> jobs.cancel(account.administrator(), job));
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void who_lost_the_right_meanwhile_converts_nothing() {
        var account = accounts.account();
        var user = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        var line = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var job = jobs.request(user, asked(account, new JobLines.OfPaks(List.of(pakOf(line)))));
        sql.update(APP_USER)
                .set(APP_USER.DISABLED, true)
                .where(APP_USER.APP_USER_ID.eq(user.userId()))
                .execute();

        work();

        assertThat(lines(account, job))
                .extracting(item -> item.reason() == null ? "" : item.reason().code())
                .containsExactly("LINE_NOT_ALLOWED");
        assertThat(owned(account)).isZero();
    }

    @Test
    void somebody_limited_to_a_virtual_account_converts_its_paks_only() {
        var account = accounts.account();
        var other = accounts.pool(account, "Other");
        var limited = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, account.pool());
        var own = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var hidden = accounts.pak(account, other, PARTIAL, 7, 0, null);

        var job = jobs.request(
                limited,
                asked(account, new JobLines.Chosen(List.of(new LineQuantity(own, 5), new LineQuantity(hidden, 7)))));
        var rows = jobs.request(limited, asked(account, file("PAK", numberOf(hidden))));
        work();

        assertThat(lines(account, job))
                .extracting(ConversionJobLineItem::label)
                .containsExactly(numberOf(own) + " " + PARTIAL, "—");
        assertThat(lines(account, rows))
                .extracting(item -> item.reason() == null ? "" : item.reason().code())
                .containsExactly("LINE_UNKNOWN");
        assertThat(owned(account)).isEqualTo(5);
        assertUnknown(() -> jobs.request(
                limited,
                new RequestJob(
                        UUID.randomUUID().toString(), account.id(), other, new JobLines.OfPaks(List.of(pakOf(own))))));
    }

    @Test
    void a_foreign_job_is_unknown_in_every_way() {
        var account = accounts.account();
        var foreign = accounts.account();
        var line = accounts.pak(foreign, foreign.pool(), PARTIAL, 5, 0, null);
        ConversionJobId job = request(foreign, new JobLines.OfPaks(List.of(pakOf(line))));
        var me = account.administrator();

        assertUnknown(() -> list.get(me, job));
        assertUnknown(() -> list.lines(me, job, PageQuery.first(10, JobLineSort.NUMBER), null));
        assertUnknown(() -> list.list(me, foreign.id(), PageQuery.first(10, JobSort.TIME), null));
        assertUnknown(() -> list.eachLine(me, job, null, row -> {}));
        assertUnknown(() -> jobs.cancel(me, job));
        assertUnknown(() -> jobs.approve(me, job));
        assertUnknown(() -> jobs.decline(me, job, "no"));
        assertUnknown(() -> jobs.request(
                me, new RequestJob("x", account.id(), foreign.pool(), new JobLines.OfPaks(List.of(pakOf(line))))));
        assertThat(list.list(me, account.id(), PageQuery.first(10, JobSort.TIME), null))
                .isEmpty();
        work();
    }

    @Test
    void a_viewer_looks_on_and_decides_nothing() {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var asked = asked(account, new JobLines.OfPaks(List.of(pakOf(line))));
        assertNotAllowed(() -> jobs.request(viewer, asked));
        var job = jobs.request(account.administrator(), asked);

        assertThat(list.get(viewer, job).totalLines()).isOne();
        assertNotAllowed(() -> jobs.cancel(viewer, job));
        work();
    }

    @Test
    void a_line_nobody_can_convert_does_not_hold_up_the_others() {
        var account = accounts.account();
        List<PakId> paks = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            paks.add(pakOf(accounts.pak(account, account.pool(), PARTIAL, 2, 0, null)));
        }
        // More licences than a pool can count: the line that brings them breaks its piece.
        accounts.own(account, account.pool(), "C9300 Network Advantage", Integer.MAX_VALUE - 20);
        var huge = pakOf(accounts.pak(account, account.pool(), PARTIAL, 1000, 0, null));
        paks.add(3, huge);

        var job = request(account, new JobLines.OfPaks(paks));
        work();

        var done = job(account, job);
        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.convertedLines()).isEqualTo(7);
        assertThat(lines(account, job))
                .filteredOn(line -> line.state() == JobLineState.REFUSED)
                .extracting(line -> line.reason() == null ? "" : line.reason().code())
                .containsExactly("LINE_FAILED");
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void nothing_chosen_and_both_kinds_at_once_are_refused() {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var device = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
        var license = accounts.rightToUse(device, "FL-4330-HSEC-K9", 1);
        assertRefused(ErrorReason.CONVERSION_EMPTY, () -> request(account, new JobLines.OfPaks(List.of())));
        assertRefused(
                ErrorReason.CONVERSION_MIXED,
                () -> request(
                        account,
                        new JobLines.Chosen(List.of(new LineQuantity(line, 1), new LineQuantity(license, 1)))));
        assertThat(Refusals.refusal(
                                () -> request(account, new JobLines.Matching(new PakFilter("nothing-like-it", null))))
                        .reason())
                .isEqualTo(ErrorReason.CONVERSION_EMPTY);
        assertThat(sql.fetchCount(CONVERSION_JOB, CONVERSION_JOB.SMART_ACCOUNT_ID.eq(account.id())))
                .isZero();
    }
}
