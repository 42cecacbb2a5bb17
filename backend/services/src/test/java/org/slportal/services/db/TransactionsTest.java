package org.slportal.services.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.slportal.db.jooq.Tables.INSTALLATION_FACT;
import static org.slportal.db.jooq.Tables.POOL_GUARD;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class TransactionsTest {

    @Autowired
    Transactions transactions;

    @Autowired
    TestAccounts accounts;

    @Autowired
    DSLContext sql;

    private void lock(VirtualAccountId pool) {
        sql.selectFrom(POOL_GUARD)
                .where(POOL_GUARD.VIRTUAL_ACCOUNT_ID.eq(pool))
                .forUpdate()
                .fetch();
    }

    private static RuntimeException deadlock() {
        return new DataAccessException("test", new SQLException("Deadlock found", "40001", 1213));
    }

    @Test
    void of_two_transactions_in_a_real_deadlock_the_victim_is_repeated_and_both_succeed() throws Exception {
        var account = accounts.account();
        List<VirtualAccountId> pools = List.of(account.pool(), accounts.pool(account, "Other"));
        var bothHoldOne = new CyclicBarrier(2);
        var attempts = new AtomicInteger();

        var results = Threads.race(2, i -> () -> {
            var mine = new AtomicInteger();
            return transactions.write(() -> {
                attempts.incrementAndGet();
                lock(pools.get(i));
                if (mine.incrementAndGet() == 1) {
                    meet(bothHoldOne);
                }
                lock(pools.get(1 - i));
                return "done";
            });
        });

        assertThat(results).containsExactly("done", "done");
        assertThat(attempts).hasValue(3);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_deadlock_that_never_ends_is_given_up_after_six_attempts() {
        var attempts = new AtomicInteger();

        var thrown = catchThrowable(() -> transactions.run(() -> {
            attempts.incrementAndGet();
            throw deadlock();
        }));

        assertThat(thrown).isInstanceOf(DataAccessException.class);
        assertThat(attempts).hasValue(6);
    }

    @Test
    void any_other_failure_is_not_repeated_and_undoes_everything() {
        var attempts = new AtomicInteger();

        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(() -> {
                    attempts.incrementAndGet();
                    sql.insertInto(INSTALLATION_FACT)
                            .set(INSTALLATION_FACT.FACT_KEY, "test.undone")
                            .set(INSTALLATION_FACT.FACT_VALUE, "x")
                            .execute();
                    throw new IllegalStateException("no");
                }));

        assertThat(attempts).hasValue(1);
        assertThat(sql.fetchExists(INSTALLATION_FACT, INSTALLATION_FACT.FACT_KEY.eq("test.undone")))
                .isFalse();
    }

    @Test
    void an_act_inside_another_is_part_of_it_and_repeats_with_it_as_a_whole() {
        var outer = new AtomicInteger();
        var inner = new AtomicInteger();

        String result = transactions.write(() -> {
            outer.incrementAndGet();
            return transactions.write(() -> {
                if (inner.incrementAndGet() < 3) {
                    throw deadlock();
                }
                return "third";
            });
        });

        assertThat(result).isEqualTo("third");
        assertThat(outer).hasValue(3);
        assertThat(inner).hasValue(3);
    }

    @Test
    void what_must_be_part_of_a_transaction_says_so() {
        assertThatIllegalStateException().isThrownBy(Transactions::requireTransaction);
        transactions.run(Transactions::requireTransaction);
    }
}
