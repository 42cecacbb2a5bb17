package org.slportal.services.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.ASSISTED_REQUEST;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventListItem;
import org.slportal.services.event.EventSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DatabaseTest
@Import(PakAssignmentServiceTest.Heard.class)
class PakAssignmentServiceTest {

    private static final String SKU = "SL-4330-SEC-K9";

    @Autowired
    TestAccounts accounts;

    @Autowired
    PakAssignmentService assignments;

    @Autowired
    PakRegistrationService registration;

    @Autowired
    ConversionService conversions;

    @Autowired
    RegistrationTransactionService transactions;

    @Autowired
    Heard heard;

    @Autowired
    DSLContext sql;

    /** Listens as whoever converts automatically would. */
    static class Heard {

        private final List<PaksAssigned> all = new java.util.concurrent.CopyOnWriteArrayList<>();

        @EventListener
        void hear(PaksAssigned assigned) {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isTrue();
            all.add(assigned);
        }
    }

    @Test
    void paks_are_put_into_a_virtual_account_together_and_it_is_told_once() {
        var account = accounts.account();
        var pool = accounts.pool(account, "Branch");
        PakId first = pak(accounts.pak(account, null, SKU, 1, 0, null));
        PakId second = pak(accounts.pak(account, account.pool(), SKU, 1, 0, null));

        int moved =
                assignments.assign(account.administrator(), new AssignPaks(account.id(), List.of(first, second), pool));
        int again =
                assignments.assign(account.administrator(), new AssignPaks(account.id(), List.of(first, second), pool));

        assertThat(moved).isEqualTo(2);
        assertThat(again).isZero();
        assertThat(sql.fetchCount(PAK, PAK.VIRTUAL_ACCOUNT_ID.eq(pool))).isEqualTo(2);
        assertThat(heard.all)
                .filteredOn(event -> event.account().equals(account.id()))
                .containsExactly(new PaksAssigned(account.id(), List.of(first, second)));
        assertThat(events(account))
                .extracting(EventListItem::code)
                .containsExactly(EventCode.PAK_ASSIGNED, EventCode.PAK_ASSIGNED);
        assertThat(events(account).getFirst().parameters()).containsEntry("to", "Branch");
    }

    @Test
    void a_pak_leaves_for_another_account_of_the_same_person_until_something_of_it_is_used() {
        var account = accounts.account();
        var other = accounts.account();
        Actor both = withBoth(account, other);
        PakLineId unused = accounts.pak(account, account.pool(), SKU, 5, 0, null);
        PakLineId converted = accounts.pak(account, account.pool(), SKU, 5, 0, null);
        conversions.convert(
                account.administrator(),
                new ConvertLines("k", account.id(), account.pool(), List.of(new LineQuantity(converted, 1))));
        PakLineId installed = accounts.pak(account, account.pool(), SKU, 5, 2, null);

        for (PakLineId used : List.of(converted, installed)) {
            assertRefused(
                    ErrorReason.PAK_USED_HERE,
                    () -> assignments.assign(
                            both, new AssignPaks(account.id(), List.of(pak(unused), pak(used)), other.pool())));
        }
        assertThat(assignments.assign(both, new AssignPaks(account.id(), List.of(pak(unused)), other.pool())))
                .isEqualTo(1);

        assertThat(sql.fetchCount(PAK, PAK.SMART_ACCOUNT_ID.eq(other.id()))).isEqualTo(1);
        assertThat(events(account).getFirst().code()).isEqualTo(EventCode.PAK_UNASSIGNED);
        assertThat(events(account).getFirst().parameters().values()).noneMatch(value -> value.contains("Account "));
        assertThat(events(other).getFirst().code()).isEqualTo(EventCode.PAK_ASSIGNED);
    }

    @Test
    void a_pak_somebody_is_asked_to_convert_does_not_leave_the_account() {
        var account = accounts.account();
        var other = accounts.account();
        Actor both = withBoth(account, other);
        PakLineId line = accounts.pak(account, account.pool(), SKU, 5, 0, null);
        sql.insertInto(ASSISTED_REQUEST)
                .set(ASSISTED_REQUEST.SMART_ACCOUNT_ID, account.id())
                .set(ASSISTED_REQUEST.VIRTUAL_ACCOUNT_ID, account.pool())
                .set(ASSISTED_REQUEST.PAK_LINE_ID, line)
                .set(ASSISTED_REQUEST.SUBJECT, "test")
                .set(ASSISTED_REQUEST.QUANTITY, 1)
                .set(ASSISTED_REQUEST.STATE, "OPEN")
                .set(ASSISTED_REQUEST.REQUESTED_BY, "test")
                .set(ASSISTED_REQUEST.REQUESTED_AT, Instant.EPOCH)
                .set(ASSISTED_REQUEST.CHANGED_AT, Instant.EPOCH)
                .execute();
        AssignPaks asked = new AssignPaks(account.id(), List.of(pak(line)), other.pool());

        assertRefused(ErrorReason.PAK_USED_HERE, () -> assignments.assign(both, asked));
        assertRefused(
                ErrorReason.PAK_NOT_REMOVABLE,
                () -> assignments.remove(account.administrator(), account.id(), List.of(pak(line))));
        sql.update(ASSISTED_REQUEST)
                .set(ASSISTED_REQUEST.STATE, "DECLINED")
                .where(ASSISTED_REQUEST.PAK_LINE_ID.eq(line))
                .execute();

        assertThat(assignments.assign(both, asked)).isEqualTo(1);
    }

    @Test
    void rights_are_needed_on_both_sides() {
        var account = accounts.account();
        var pool = accounts.pool(account, "Branch");
        PakId here = pak(accounts.pak(account, account.pool(), SKU, 1, 0, null));
        PakId nowhere = pak(accounts.pak(account, null, SKU, 1, 0, null));
        Actor ofPool = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, pool);
        Actor viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var foreign = accounts.account();

        assertUnknown(() -> assignments.assign(ofPool, new AssignPaks(account.id(), List.of(here), pool)));
        assertNotAllowed(() -> assignments.assign(ofPool, new AssignPaks(account.id(), List.of(nowhere), pool)));
        assertNotAllowed(() -> assignments.assign(viewer, new AssignPaks(account.id(), List.of(here), pool)));
        assertUnknown(() -> assignments.assign(
                account.administrator(), new AssignPaks(account.id(), List.of(here), foreign.pool())));
        assertUnknown(() -> assignments.assign(
                foreign.administrator(), new AssignPaks(foreign.id(), List.of(here), foreign.pool())));
        assertUnknown(() -> assignments.unassign(foreign.administrator(), foreign.id(), List.of(here)));
        assertUnknown(() -> assignments.remove(foreign.administrator(), foreign.id(), List.of(here)));
        assertRefused(
                ErrorReason.PAK_SELECTION_EMPTY,
                () -> assignments.unassign(account.administrator(), account.id(), List.of()));
    }

    @Test
    void a_pak_taken_out_of_its_virtual_account_stays_in_the_smart_account() {
        var account = accounts.account();
        PakId pak = pak(accounts.pak(account, account.pool(), SKU, 1, 0, null));

        assertThat(assignments.unassign(account.administrator(), account.id(), List.of(pak)))
                .isEqualTo(1);
        assertThat(assignments.unassign(account.administrator(), account.id(), List.of(pak)))
                .isZero();

        assertThat(sql.fetchCount(
                        PAK,
                        PAK.PAK_ID
                                .eq(pak)
                                .and(PAK.SMART_ACCOUNT_ID.eq(account.id()).and(PAK.VIRTUAL_ACCOUNT_ID.isNull()))))
                .isEqualTo(1);
        assertThat(events(account).getFirst().parameters()).containsEntry("from", "Default");
    }

    @Test
    void what_was_added_by_mistake_goes_and_what_was_claimed_can_be_claimed_again() {
        var account = accounts.account();
        var other = accounts.account();
        String issued = Sheets.unclaimed(sql, SKU, 2);
        registration.add(account.administrator(), Sheets.lines(account, account.pool(), issued));
        PakId claimed = id(issued);
        PakId typed = pak(accounts.pak(account, account.pool(), SKU, 1, 0, null));

        assignments.remove(account.administrator(), account.id(), List.of(claimed, typed));

        assertThat(sql.fetchCount(PAK, PAK.PAK_ID.eq(typed))).isZero();
        assertThat(events(account)).extracting(EventListItem::code).contains(EventCode.PAK_REMOVED);
        assertThat(registration.add(other.administrator(), Sheets.lines(other, other.pool(), issued)))
                .isEqualTo(new AddPaksResult.Added(0, 1, 0, 0));
    }

    @Test
    void a_pak_in_use_is_not_removed() {
        var account = accounts.account();
        PakId installed = pak(accounts.pak(account, account.pool(), SKU, 5, 2, null));
        PakId unused = pak(accounts.pak(account, account.pool(), SKU, 5, 0, null));

        assertRefused(
                ErrorReason.PAK_NOT_REMOVABLE,
                () -> assignments.remove(account.administrator(), account.id(), List.of(unused, installed)));
        assertThat(sql.fetchCount(PAK, PAK.PAK_ID.eq(unused))).isEqualTo(1);
    }

    @Test
    void of_many_who_remove_and_assign_the_same_pak_each_finds_it_or_not() throws Exception {
        var account = accounts.account();
        var pool = accounts.pool(account, "Branch");
        PakId pak = pak(accounts.pak(account, account.pool(), SKU, 1, 0, null));

        var outcomes = Threads.race(8, i -> () -> {
            try {
                if (i % 2 == 0) {
                    assignments.remove(account.administrator(), account.id(), List.of(pak));
                    return "removed";
                }
                assignments.assign(account.administrator(), new AssignPaks(account.id(), List.of(pak), pool));
                return "assigned";
            } catch (org.slportal.services.error.PortalException e) {
                assertThat(e.reason()).isEqualTo(ErrorReason.NOT_FOUND);
                return "unknown";
            }
        });

        assertThat(outcomes).containsOnlyOnce("removed");
        assertThat(sql.fetchCount(PAK, PAK.PAK_ID.eq(pak))).isZero();
    }

    private static Actor withBoth(TestAccounts.Account one, TestAccounts.Account other) {
        Actor first = one.administrator();
        var grants = new java.util.ArrayList<>(first.grants());
        grants.addAll(other.administrator().grants());
        return new Actor(first.kind(), first.userId(), first.name(), grants, first.originAddress());
    }

    private PakId pak(PakLineId line) {
        return sql.select(PAK_LINE.PAK_ID)
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_LINE_ID.eq(line))
                .fetchSingle(PAK_LINE.PAK_ID);
    }

    private PakId id(String number) {
        return sql.select(PAK.PAK_ID).from(PAK).where(PAK.PAK_NUMBER.eq(number)).fetchSingle(PAK.PAK_ID);
    }

    private List<EventListItem> events(TestAccounts.Account account) {
        return transactions.list(
                account.administrator(),
                account.id(),
                new PageQuery<>(0, 20, EventSort.TIME, false),
                TransactionFilter.ALL);
    }
}
