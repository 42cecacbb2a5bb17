package org.slportal.services.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.OUTGOING_MAIL;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.alert.DuplicateAlerts;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.mail.Mail;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@DatabaseTest
@TestPropertySource(properties = {"portal.mail.host=127.0.0.1", "portal.mail.from=portal@example.com"})
class NotificationTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final NotificationChoice DUPLICATES =
            new NotificationChoice(false, Set.of(AlertCode.DUPLICATE_LICENSES));
    private static final NotificationChoice SUMMARY = new NotificationChoice(true, Set.of());

    @Autowired
    TestAccounts accounts;

    @Autowired
    NotificationService notifications;

    @Autowired
    AlertLetters letters;

    @Autowired
    DailySummaries summaries;

    @Autowired
    DuplicateAlerts duplicates;

    @Autowired
    AlertService alerts;

    @Autowired
    EventRecorder events;

    @Autowired
    Transactions transactions;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    /** Says what it was given to say. */
    private static final LetterWriter PLAIN = new LetterWriter() {
        @Override
        public Mail alerts(AlertLetter letter) {
            return Mail.text(
                    letter.reader().email(),
                    letter.account() + " " + letter.total(),
                    letter.alerts().stream()
                            .map(AlertListItem::subject)
                            .sorted()
                            .toList()
                            .toString());
        }

        @Override
        public Mail summary(SummaryLetter letter) {
            return Mail.text(
                    letter.reader().email(),
                    letter.day() + " " + letter.total() + " " + letter.first().size(),
                    letter.counts().toString());
        }
    };

    private String subscribe(Actor reader, TestAccounts.Account account, NotificationChoice choice) {
        String email = "reader-" + NUMBER.incrementAndGet() + "@example.com";
        notifications.changeEmail(reader, email);
        notifications.change(reader, account.id(), choice, 0);
        return email;
    }

    private void raise(TestAccounts.Account account, @Nullable VirtualAccountId pool, String subject) {
        transactions.run(() -> duplicates.raise(Actor.system("test"), account.id(), pool, subject));
    }

    private void write() {
        letters.queueDue(PLAIN, 1_000);
    }

    private List<String> queued(String email) {
        return sql.select(OUTGOING_MAIL.BODY)
                .from(OUTGOING_MAIL)
                .where(OUTGOING_MAIL.RECIPIENT.eq(email))
                .orderBy(OUTGOING_MAIL.OUTGOING_MAIL_ID)
                .fetch(OUTGOING_MAIL.BODY);
    }

    private List<String> subjects(String email) {
        return sql.select(OUTGOING_MAIL.SUBJECT)
                .from(OUTGOING_MAIL)
                .where(OUTGOING_MAIL.RECIPIENT.eq(email))
                .orderBy(OUTGOING_MAIL.OUTGOING_MAIL_ID)
                .fetch(OUTGOING_MAIL.SUBJECT);
    }

    @Test
    void a_storm_of_alerts_makes_one_letter_a_minute_after_the_first_was_seen() {
        var account = accounts.account();
        String email = subscribe(account.administrator(), account, DUPLICATES);
        for (int i = 10; i < 80; i++) {
            raise(account, account.pool(), "T" + i);
        }
        write();
        assertThat(queued(email)).isEmpty();
        raise(account, account.pool(), "T80");
        clock.advance(AlertLetters.GATHERED.minus(Duration.ofNanos(1_000)));
        write();
        assertThat(queued(email)).isEmpty();
        clock.advance(Duration.ofNanos(1_000));
        write();

        assertThat(subjects(email)).hasSize(1);
        assertThat(subjects(email).getFirst()).endsWith(" 71");
        write();
        clock.advance(Duration.ofHours(1));
        write();
        assertThat(subjects(email)).hasSize(1);
        raise(account, account.pool(), "T81");
        write();
        clock.advance(AlertLetters.GATHERED);
        write();
        assertThat(queued(email)).hasSize(2).last().isEqualTo("[T81]");
    }

    @Test
    void nobody_is_told_of_what_they_did_not_choose_or_of_what_was_there_before_or_has_ended() {
        var account = accounts.account();
        raise(account, account.pool(), "BEFORE");
        write();
        String email = subscribe(account.administrator(), account, DUPLICATES);
        Actor other = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        String deaf = subscribe(other, account, new NotificationChoice(false, Set.of(AlertCode.LICENSES_EXPIRED)));
        raise(account, account.pool(), "ENDED");
        raise(account, account.pool(), "STANDS");
        var open =
                alerts.list(account.administrator(), account.id(), null, null, PageQuery.first(50, AlertSort.SEVERITY));
        open.stream()
                .filter(alert -> "ENDED".equals(alert.subject()))
                .forEach(alert -> alerts.dismiss(account.administrator(), alert.id()));

        write();
        clock.advance(AlertLetters.GATHERED);
        write();

        assertThat(queued(email)).containsExactly("[STANDS]");
        assertThat(queued(deaf)).isEmpty();
    }

    @Test
    void only_what_the_reader_may_see_when_the_letter_is_written_stands_in_it() {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        Actor reader = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, own);
        String limited = subscribe(reader, account, DUPLICATES);
        Actor leaving = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        String gone = subscribe(leaving, account, DUPLICATES);
        Actor disabled = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        String locked = subscribe(disabled, account, DUPLICATES);
        raise(account, own, "OWN");
        raise(account, account.pool(), "ELSEWHERE");
        raise(account, null, "WHOLE");
        write();
        sql.deleteFrom(ROLE_GRANT)
                .where(ROLE_GRANT.APP_USER_ID.eq(leaving.userId()))
                .execute();
        sql.update(APP_USER)
                .set(APP_USER.DISABLED, true)
                .where(APP_USER.APP_USER_ID.eq(disabled.userId()))
                .execute();

        clock.advance(AlertLetters.GATHERED);
        write();

        assertThat(queued(limited)).containsExactly("[OWN]");
        assertThat(queued(gone)).isEmpty();
        assertThat(queued(locked)).isEmpty();
    }

    @Test
    void several_nodes_write_each_letter_once_and_miss_no_alert_that_comes_meanwhile() throws Exception {
        var account = accounts.account();
        String email = subscribe(account.administrator(), account, DUPLICATES);

        Threads.race(8, i -> () -> {
            if (i < 4) {
                for (int n = 0; n < 10; n++) {
                    raise(account, account.pool(), "R%d%d".formatted(i, n));
                }
            } else {
                for (int n = 0; n < 10; n++) {
                    clock.advance(AlertLetters.GATHERED);
                    write();
                }
            }
            return i;
        });
        clock.advance(AlertLetters.GATHERED);
        write();
        clock.advance(AlertLetters.GATHERED);
        write();

        int told = subjects(email).stream()
                .mapToInt(subject -> Integer.parseInt(subject.substring(subject.lastIndexOf(' ') + 1)))
                .sum();
        assertThat(told).isEqualTo(40);
    }

    @Test
    void the_summary_of_a_day_is_due_at_its_hour_and_holds_that_day_only() {
        var account = accounts.account();
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        clock.set(at(today, 12));
        String email = subscribe(account.administrator(), account, SUMMARY);
        summaries.queueDue(PLAIN, 1_000);
        assertThat(subjects(email)).isEmpty();
        clock.set(at(today.plusDays(1), 0).minusNanos(1_000));
        tell(account, "LAST");
        clock.set(at(today.plusDays(1), 0));
        tell(account, "NEXT DAY");
        clock.set(at(today.plusDays(1), 7).minusNanos(1_000));
        summaries.queueDue(PLAIN, 1_000);
        assertThat(subjects(email)).isEmpty();
        clock.set(at(today.plusDays(1), 7));
        summaries.queueDue(PLAIN, 1_000);
        summaries.queueDue(PLAIN, 1_000);

        // E-mail changed, and LAST.
        assertThat(subjects(email)).containsExactly(today + " 2 2");
        clock.set(at(today.plusDays(5), 8));
        summaries.queueDue(PLAIN, 1_000);
        assertThat(subjects(email)).as("nothing happened on the last day").hasSize(1);
    }

    @Test
    void a_busy_day_is_counted_by_kind_and_names_the_first_events_that_the_reader_may_see() throws Exception {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        String all = subscribe(account.administrator(), account, SUMMARY);
        Actor reader = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, own);
        String limited = subscribe(reader, account, SUMMARY);
        LocalDate day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        clock.set(at(day, 12));
        for (int i = 0; i < 70; i++) {
            transactions.run(() -> events.record(
                    Actor.system("test"),
                    NewEvent.done(EventCode.DEVICE_SILENT, account.id(), account.pool(), "device", "sw")));
        }
        transactions.run(() -> events.record(
                Actor.system("test"), NewEvent.done(EventCode.DEVICE_REMOVED, account.id(), own, "device", "sw")));
        clock.set(at(day.plusDays(1), 9));

        Threads.race(4, i -> () -> summaries.queueDue(PLAIN, 1_000));

        assertThat(subjects(all)).containsExactly(day + " 71 50");
        assertThat(queued(all).getFirst()).contains("DEVICE_SILENT, events=70");
        assertThat(subjects(limited)).containsExactly(day + " 1 1");
        assertThat(queued(limited).getFirst()).doesNotContain("DEVICE_SILENT");
    }

    @Test
    void a_choice_needs_an_address_and_is_not_overwritten_unread() {
        var account = accounts.account();
        Actor actor = account.administrator();
        assertThat(notifications.get(actor, account.id()))
                .isEqualTo(new NotificationSettings(NotificationChoice.NOTHING, "", true, 0));
        assertRefused(ErrorReason.EMAIL_MISSING, () -> notifications.change(actor, account.id(), SUMMARY, 0));
        notifications.changeEmail(actor, " jkim@example.com ");
        notifications.change(actor, account.id(), SUMMARY, 0);
        assertRefused(ErrorReason.STALE, () -> notifications.change(actor, account.id(), DUPLICATES, 0));
        assertRefused(ErrorReason.STALE, () -> notifications.change(actor, account.id(), DUPLICATES, 7));
        notifications.change(actor, account.id(), DUPLICATES, 1);
        assertThat(notifications.get(actor, account.id()))
                .isEqualTo(new NotificationSettings(DUPLICATES, "jkim@example.com", true, 2));
    }

    @Test
    void an_address_that_is_none_is_refused_and_line_ends_most_of_all() {
        var actor = accounts.account().administrator();
        for (String bad : List.of("jkim", "a b@example.com", "a@", "@example.com", "a@-x.com", "a@b..c")) {
            assertRefused(ErrorReason.EMAIL_SHAPE, () -> notifications.changeEmail(actor, bad));
        }
        assertRefused(
                ErrorReason.BAD_CHARACTERS,
                () -> notifications.changeEmail(actor, "a@example.com\r\nBcc: b@example.com"));
    }

    @Test
    void a_foreign_account_is_unknown_and_an_approver_sees_nothing_to_be_told_of() {
        var account = accounts.account();
        var foreign = accounts.account().administrator();
        assertUnknown(() -> notifications.get(foreign, account.id()));
        assertUnknown(() -> notifications.change(foreign, account.id(), SUMMARY, 0));
        Actor approver = accounts.actor(account, Role.SMART_ACCOUNT_APPROVER, null);
        assertNotAllowed(() -> notifications.get(approver, account.id()));
    }

    private void tell(TestAccounts.Account account, String device) {
        transactions.run(() -> events.record(
                Actor.system("test"),
                NewEvent.done(EventCode.DEVICE_SILENT, account.id(), account.pool(), "device", device)));
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }
}
