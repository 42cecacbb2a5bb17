package org.slportal.services.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ChangeFeedTest {

    @Autowired
    ChangeFeed feed;

    @Autowired
    TestAccounts accounts;

    @Autowired
    EventRecorder recorder;

    @Autowired
    Transactions transactions;

    private final List<AccountChange> told = Collections.synchronizedList(new ArrayList<>());

    private void record(TestAccounts.Account account, @Nullable VirtualAccountId pool) {
        recorder.record(Actor.system("test"), event(account, pool));
    }

    private static NewEvent event(TestAccounts.Account account, @Nullable VirtualAccountId pool) {
        return NewEvent.done(EventCode.LICENSES_SUFFICIENT, account.id(), pool, "license", "any");
    }

    @Test
    void what_happens_in_an_account_is_told_once_and_only_to_its_listeners() {
        var account = accounts.account();
        var foreign = accounts.account();
        var branch = accounts.pool(account, "Branch");
        ChangeFeed.Subscription subscription = feed.listen(account.id(), told::add);
        try {
            record(foreign, foreign.pool());
            feed.poll();
            assertThat(told).isEmpty();

            record(account, branch);
            record(account, branch);
            feed.poll();
            feed.poll();
            assertThat(told).singleElement().satisfies(change -> {
                assertThat(change.concerns(branch)).isTrue();
                assertThat(change.concerns(account.pool())).isFalse();
                assertThat(change.concerns(null)).isTrue();
            });

            record(account, null);
            feed.poll();
            assertThat(told.getLast().concerns(account.pool())).isTrue();
        } finally {
            subscription.end();
        }
        record(account, branch);
        feed.poll();
        assertThat(told).hasSize(2);
    }

    @Test
    void an_act_that_began_before_and_ended_after_others_is_not_missed() throws Exception {
        var account = accounts.account();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch othersTold = new CountDownLatch(1);
        ChangeFeed.Subscription subscription = feed.listen(account.id(), told::add);
        try {
            Thread slow = Thread.startVirtualThread(() -> transactions.run(() -> {
                record(account, account.pool());
                written.countDown();
                await(othersTold);
            }));
            await(written);
            record(account, null);
            feed.poll();
            assertThat(told).hasSize(1);
            othersTold.countDown();
            slow.join();
            feed.poll();
            assertThat(told).hasSize(2);
        } finally {
            subscription.end();
        }
    }

    @Test
    void a_storm_in_one_account_does_not_hide_what_comes_after_it() {
        var account = accounts.account();
        var other = accounts.account();
        ChangeFeed.Subscription subscription = feed.listen(other.id(), told::add);
        try {
            recorder.recordAll(
                    Actor.system("test"),
                    IntStream.range(0, 6_000)
                            .mapToObj(i -> event(account, account.pool()))
                            .toList());
            record(other, other.pool());
            feed.poll();
            feed.poll();
            assertThat(told).hasSize(1);
        } finally {
            subscription.end();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
