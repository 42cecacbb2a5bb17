package org.slportal.services.conversion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.ActorService;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.settings.ConversionSettings;
import org.slportal.services.conversion.settings.ConversionSettingsService;
import org.slportal.services.conversion.settings.DlcMode;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.registration.DevicesAssigned;
import org.slportal.services.registration.PaksAssigned;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

class ApprovalTest extends JobTest {

    @Autowired
    ConversionService conversions;

    @Autowired
    ConversionSettingsService settings;

    @Autowired
    ActorService actors;

    @Autowired
    Transactions transactions;

    @Autowired
    ApplicationEventPublisher publisher;

    private TestAccounts.Account withTwo() {
        var account = accounts.account();
        choose(account, new ConversionSettings(false, "", null, false, DlcMode.ALL, Set.of(), false, true));
        return account;
    }

    private void choose(TestAccounts.Account account, ConversionSettings chosen) {
        settings.change(account.administrator(), account.id(), chosen, 0);
    }

    private static ConvertLines wizard(TestAccounts.Account account, String key, PakLineId line, int quantity) {
        return new ConvertLines(key, account.id(), account.pool(), List.of(new LineQuantity(line, quantity)));
    }

    private ConversionJobId held(TestAccounts.Account account, PakLineId line, int quantity) {
        var result = conversions.convert(account.administrator(), wizard(account, "held", line, quantity));
        return ((ConversionResult.WaitsForApproval) result).job();
    }

    @Test
    void where_two_people_are_needed_the_wizards_conversion_waits_and_the_second_lets_it_happen() {
        var account = withTwo();
        var second = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        var line = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);

        var job = held(account, line, 3);
        work();
        assertThat(owned(account)).isZero();
        assertThat(list.list(second, account.id(), PageQuery.first(10, JobSort.TIME), JobState.WAITING))
                .extracting(ConversionJobItem::id)
                .containsExactly(job);
        assertThat(held(account, line, 3)).as("the same request again").isEqualTo(job);

        jobs.approve(second, job);
        work();

        assertThat(owned(account)).isEqualTo(3);
        var done = job(account, job);
        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.origin()).isEqualTo(JobOrigin.WIZARD);
        assertThat(done.decidedBy()).isEqualTo(second.name());
        assertThat(sql.select(EVENT.CODE)
                        .from(EVENT)
                        .where(EVENT.SMART_ACCOUNT_ID.eq(account.id()))
                        .fetch(EVENT.CODE))
                .contains("JOB_APPROVED");
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void what_the_rules_refuse_is_refused_at_once_and_waits_for_nobody() {
        var account = withTwo();
        var line = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);

        var result = conversions.convert(account.administrator(), wizard(account, "too-many", line, 6));

        assertThat(((ConversionResult.Rejected) result).refusals().getFirst().reason())
                .isEqualTo(Ineligibility.QUANTITY_EXCEEDS_AVAILABLE);
        assertThat(list.count(account.administrator(), account.id(), null).rows())
                .isZero();
    }

    @Test
    void nobody_approves_or_declines_what_they_asked_for_also_through_a_client() {
        var account = withTwo();
        var job = held(account, accounts.pak(account, account.pool(), PARTIAL, 5, 0, null), 3);
        var client = actors.clientActor(
                java.util.Objects.requireNonNull(account.administrator().userId()), "script", null);

        assertRefused(ErrorReason.JOB_OWN_REQUEST, () -> jobs.approve(account.administrator(), job));
        assertRefused(ErrorReason.JOB_OWN_REQUEST, () -> jobs.approve(client, job));
        assertRefused(ErrorReason.JOB_OWN_REQUEST, () -> jobs.decline(account.administrator(), job, "no"));
        jobs.cancel(account.administrator(), job);
        assertThat(job(account, job).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void declining_needs_a_word_and_ends_the_job() {
        var account = withTwo();
        var second = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        var job = held(account, accounts.pak(account, account.pool(), PARTIAL, 5, 0, null), 3);

        assertRefused(ErrorReason.REQUIRED, () -> jobs.decline(second, job, " "));
        jobs.decline(second, job, "Wrong Virtual Account");
        work();

        assertThat(job(account, job).state()).isEqualTo(JobState.DECLINED);
        assertThat(job(account, job).note()).isEqualTo("Wrong Virtual Account");
        assertThat(owned(account)).isZero();
        assertRefused(ErrorReason.JOB_DECIDED, () -> jobs.approve(second, job));
    }

    @Test
    void of_two_who_decide_one_is_told_that_it_was_decided() throws Exception {
        var account = withTwo();
        var second = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        var third = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account.pool());
        var job = held(account, accounts.pak(account, account.pool(), PARTIAL, 5, 0, null), 3);

        var told = Threads.race(2, i -> () -> {
            try {
                if (i == 0) {
                    jobs.approve(second, job);
                } else {
                    jobs.decline(third, job, "no");
                }
                return "decided";
            } catch (PortalException e) {
                return e.reason().name();
            }
        });
        work();

        assertThat(told).containsExactlyInAnyOrder("decided", "JOB_DECIDED");
        assertThat(owned(account)).isEqualTo(job(account, job).state() == JobState.DONE ? 3 : 0);
    }

    @Test
    void who_may_not_convert_there_does_not_decide() {
        var account = withTwo();
        var elsewhere = accounts.pool(account, "Elsewhere");
        var job = held(account, accounts.pak(account, account.pool(), PARTIAL, 5, 0, null), 3);
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var other = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, elsewhere);

        assertNotAllowed(() -> jobs.approve(viewer, job));
        org.slportal.services.testing.Refusals.assertUnknown(() -> jobs.approve(other, job));
        assertThat(job(account, job).state()).isEqualTo(JobState.WAITING);
    }

    @Test
    void what_somebody_converted_while_it_waited_is_told_line_by_line() {
        var account = withTwo();
        var second = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        var line = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var first = held(account, line, 4);
        var other = jobs.request(second, asked(account, new JobLines.OfPaks(List.of(pakOf(line)))));

        jobs.approve(account.administrator(), other);
        work();
        jobs.approve(second, first);
        work();

        assertThat(owned(account)).isEqualTo(5);
        assertThat(lines(account, first).getFirst().reason())
                .isEqualTo(new LineReason(Ineligibility.NOTHING_LEFT.name(), ""));
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private void assigned(TestAccounts.Account account, PakLineId... lines) {
        transactions.run(() -> publisher.publishEvent(new PaksAssigned(
                account.id(), java.util.Arrays.stream(lines).map(this::pakOf).toList())));
    }

    @Test
    void newly_assigned_paks_convert_by_themselves_where_the_filter_matches() {
        var account = accounts.account();
        var other = accounts.pool(account, "Other");
        choose(account, new ConversionSettings(true, "nw-a, ISE", null, false, DlcMode.ALL, Set.of(), false, false));
        var one = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var two = accounts.pak(account, other, WHOLE, 2, 0, null);
        var not = accounts.pak(account, account.pool(), "FL-4330-HSEC-K9", 3, 0, null);

        assigned(account, one, two, not);
        work();

        assertThat(list.list(account.administrator(), account.id(), PageQuery.first(10, JobSort.TIME), null))
                .extracting(ConversionJobItem::origin, ConversionJobItem::target, ConversionJobItem::convertedLines)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(JobOrigin.AUTOMATIC, account.pool(), 1),
                        org.assertj.core.groups.Tuple.tuple(JobOrigin.AUTOMATIC, other, 1));
        assertThat(owned(account)).isEqualTo(7);
    }

    @Test
    void they_can_all_go_to_one_virtual_account_and_be_held() {
        var account = accounts.account();
        var hub = accounts.pool(account, "Hub");
        choose(account, new ConversionSettings(true, "", hub, false, DlcMode.ALL, Set.of(), true, false));

        assigned(account, accounts.pak(account, account.pool(), PARTIAL, 5, 0, null));
        work();

        var job = list.list(account.administrator(), account.id(), PageQuery.first(10, JobSort.TIME), null)
                .getFirst();
        assertThat(job.state()).isEqualTo(JobState.WAITING);
        assertThat(job.target()).isEqualTo(hub);
        jobs.approve(account.administrator(), job.id());
        work();
        assertThat(owned(account)).isEqualTo(5);
    }

    @Test
    void newly_assigned_devices_convert_where_that_was_chosen() {
        var account = accounts.account();
        choose(account, new ConversionSettings(false, "", null, true, DlcMode.ALL, Set.of(), false, false));
        LegacyDeviceId device = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
        accounts.rightToUse(device, "FL-4330-HSEC-K9", 2);

        transactions.run(() -> publisher.publishEvent(new DevicesAssigned(account.id(), List.of(device))));
        assigned(account, accounts.pak(account, account.pool(), PARTIAL, 5, 0, null));
        work();

        assertThat(owned(account)).isEqualTo(2);
    }

    @Test
    void nothing_converts_by_itself_before_somebody_chose_that_or_of_a_foreign_account() {
        var account = accounts.account();
        var foreign = accounts.account();
        VirtualAccountId pool = foreign.pool();
        choose(account, new ConversionSettings(true, "", null, true, DlcMode.ALL, Set.of(), false, false));

        assigned(account, accounts.pak(foreign, pool, PARTIAL, 5, 0, null));
        assigned(foreign, accounts.pak(foreign, pool, PARTIAL, 5, 0, null));
        work();

        assertThat(owned(foreign)).isZero();
        assertThat(owned(account)).isZero();
        assertThat(list.count(foreign.administrator(), foreign.id(), null).rows())
                .isZero();
    }
}
