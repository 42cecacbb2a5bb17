package org.slportal.services.callhome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.REGISTRATION_TOKEN;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class RegistrationRaceTest {

    private static final int THREADS = 12;
    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    DSLContext sql;

    @Test
    void the_last_use_of_a_token_is_won_by_exactly_one_of_many_devices() throws Exception {
        var account = accounts.account();
        String token = devices.token(account, account.pool(), 1);
        List<TestDevice> switches =
                IntStream.range(0, THREADS).mapToObj(i -> TestDevice.unseen()).toList();

        var replies = Threads.race(THREADS, i -> () -> devices.register(switches.get(i), token, false));

        assertThat(replies).filteredOn(Reply.Answered.class::isInstance).hasSize(1);
        assertThat(replies)
                .filteredOn(Reply.Refused.class::isInstance)
                .allMatch(reply -> ((Reply.Refused) reply).refusal() == Reply.Refusal.INVALID_TOKEN);
        assertThat(sql.fetchCount(PRODUCT_INSTANCE, PRODUCT_INSTANCE.SMART_ACCOUNT_ID.eq(account.id())))
                .isEqualTo(1);
        assertThat(uses(account)).isEqualTo(1);
    }

    @Test
    void the_same_chassis_registering_from_many_threads_becomes_one_product_instance() throws Exception {
        var account = accounts.account();
        String token = devices.token(account, account.pool(), null);
        var device = TestDevice.unseen();

        var replies =
                Threads.race(THREADS, i -> () -> devices.register(devices.exchange(device), device, token, false));

        assertThat(replies).filteredOn(Reply.Answered.class::isInstance).hasSize(1);
        assertThat(replies)
                .filteredOn(Reply.Refused.class::isInstance)
                .allMatch(reply -> ((Reply.Refused) reply).refusal() == Reply.Refusal.ALREADY_REGISTERED);
        assertThat(sql.fetchCount(PRODUCT_INSTANCE, PRODUCT_INSTANCE.SMART_ACCOUNT_ID.eq(account.id())))
                .isEqualTo(1);
        assertThat(uses(account)).isEqualTo(1);
    }

    @Test
    void one_message_arriving_many_times_at_once_gets_one_answer_even_with_a_token_for_one_use() throws Exception {
        var account = accounts.account();
        String token = devices.token(account, account.pool(), 1);
        var device = TestDevice.unseen();
        var message = devices.exchange(device);

        var replies = Threads.race(THREADS, i -> () -> devices.register(message, device, token, false));

        assertThat(replies).allMatch(Reply.Answered.class::isInstance).containsOnly(replies.getFirst());
        assertThat(uses(account)).isEqualTo(1);
        assertThat(sql.fetchCount(
                        EVENT,
                        EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq("DEVICE_REGISTRATION_REFUSED"))))
                .isZero();
    }

    @Test
    void one_forced_message_arriving_many_times_at_once_moves_the_device_once() throws Exception {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 1));
        String token = devices.token(account, branch, null);
        var again = device.reset();
        var message = devices.exchange(again);

        var replies = Threads.race(THREADS, i -> () -> devices.register(message, again, token, true));

        assertThat(replies).allMatch(Reply.Answered.class::isInstance).containsOnly(replies.getFirst());
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void a_message_to_deregister_arriving_many_times_at_once_is_answered_alike() throws Exception {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 1));
        var message = devices.exchange(device);
        var known = devices.authenticate(message, device);

        var replies = Threads.race(
                THREADS, i -> () -> devices.deregister(message, java.util.Objects.requireNonNull(known.device())));

        assertThat(replies).containsOnly(new Reply.Answered("deregistered"));
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private int uses(TestAccounts.Account account) {
        return sql.select(REGISTRATION_TOKEN.USES)
                .from(REGISTRATION_TOKEN)
                .where(REGISTRATION_TOKEN.SMART_ACCOUNT_ID.eq(account.id()))
                .fetchSingle()
                .value1();
    }
}
