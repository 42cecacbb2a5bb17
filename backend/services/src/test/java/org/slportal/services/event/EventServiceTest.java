package org.slportal.services.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class EventServiceTest {

    private static final Actor SWITCH = Actor.device("edge-switch-1", "192.0.2.1");
    private static final PageQuery<EventSort> NEWEST = new PageQuery<>(0, 50, EventSort.TIME, false);

    @Autowired
    TestAccounts accounts;

    @Autowired
    EventService events;

    @Autowired
    EventRecorder recorder;

    private void record(TestAccounts.Account account, @Nullable VirtualAccountId pool, String license) {
        recorder.record(
                SWITCH,
                NewEvent.done(EventCode.LICENSES_SHORT, account.id(), pool, "license", license, "quantity", "3"));
    }

    private List<EventListItem> found(TestAccounts.Account account, Set<EventCode> codes, String text) {
        EventFilter filter = new EventFilter(codes, text);
        var list = events.list(account.administrator(), account.id(), null, NEWEST, filter);
        assertThat(events.count(account.administrator(), account.id(), null, filter)
                        .rows())
                .isEqualTo(list.size());
        return list;
    }

    @Test
    void events_are_found_by_kind_by_value_and_by_who_but_not_by_the_name_of_a_value() {
        var account = accounts.account();
        record(account, account.pool(), "한국어 \"quoted\" licence");
        record(account, account.pool(), "100% other");

        assertThat(found(account, Set.of(EventCode.LICENSES_SHORT), "")).hasSize(2);
        assertThat(found(account, Set.of(EventCode.TOKEN_CREATED), "")).isEmpty();
        assertThat(found(account, EnumSet.of(EventCode.LICENSES_SHORT, EventCode.TOKEN_CREATED), ""))
                .hasSize(2);
        assertThat(found(account, EnumSet.of(EventCode.TOKEN_REVOKED, EventCode.TOKEN_CREATED), ""))
                .isEmpty();
        assertThat(found(account, Set.of(), "한국어")).hasSize(1);
        assertThat(found(account, Set.of(), "OTHER")).hasSize(1);
        assertThat(found(account, Set.of(), "100%")).hasSize(1);
        assertThat(found(account, Set.of(), "edge-switch")).hasSize(2);
        // Every one of these events has a value named so.
        assertThat(found(account, Set.of(EventCode.LICENSES_SHORT), "license")).isEmpty();
    }

    @Test
    void pages_follow_each_other_newest_first_and_the_other_way() {
        var account = accounts.account();
        for (int i = 0; i < 5; i++) {
            record(account, account.pool(), "license " + i);
        }
        EventFilter filter = new EventFilter(Set.of(EventCode.LICENSES_SHORT), "");

        assertThat(events.list(
                        account.administrator(),
                        account.id(),
                        null,
                        new PageQuery<>(1, 2, EventSort.TIME, false),
                        filter))
                .extracting(item -> item.parameters().get("license"))
                .containsExactly("license 3", "license 2");
        assertThat(events.list(
                        account.administrator(),
                        account.id(),
                        account.pool(),
                        new PageQuery<>(3, 10, EventSort.TIME, true),
                        filter))
                .extracting(item -> item.parameters().get("license"))
                .containsExactly("license 3", "license 4");
    }

    @Test
    void somebody_of_one_virtual_account_reads_its_events_only() {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        var viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, own);
        record(account, own, "inside");
        record(account, account.pool(), "outside");
        record(account, null, "account");
        EventFilter filter = new EventFilter(Set.of(EventCode.LICENSES_SHORT), "");

        assertThat(events.list(viewer, account.id(), null, NEWEST, filter))
                .extracting(item -> item.parameters().get("license"))
                .containsExactly("inside");
        assertThat(events.count(viewer, account.id(), null, filter).rows()).isEqualTo(1);
        assertUnknown(() -> events.list(viewer, account.id(), account.pool(), NEWEST, filter));
    }

    @Test
    void the_log_of_a_foreign_account_reads_like_one_that_never_was() {
        var account = accounts.account();
        var foreign = accounts.account();
        var actor = foreign.administrator();
        record(account, account.pool(), "secret plan");

        for (SmartAccountId id : List.of(account.id(), new SmartAccountId(Long.MAX_VALUE))) {
            assertUnknown(() -> events.list(actor, id, null, NEWEST, EventFilter.ALL));
            assertUnknown(() -> events.list(actor, id, account.pool(), NEWEST, EventFilter.ALL));
            assertUnknown(() -> events.count(actor, id, null, EventFilter.ALL));
        }
        assertThat(events.list(actor, foreign.id(), account.pool(), NEWEST, EventFilter.ALL))
                .isEmpty();
    }

    @Test
    void a_long_value_is_cut_and_still_readable() {
        var account = accounts.account();
        record(account, account.pool(), "\"".repeat(500));

        assertThat(found(account, Set.of(EventCode.LICENSES_SHORT), "")
                        .getFirst()
                        .parameters()
                        .get("license"))
                .hasSize(200)
                .endsWith("\"…");
    }
}
