package org.slportal.services.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.INSTALLATION_FACT;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.device.Silence;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ServerPresenceTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    ServerPresence presence;

    @Autowired
    Sweeps sweeps;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    @BeforeEach
    void remember() {
        forget();
    }

    @AfterEach
    void forget_afterwards() {
        forget();
    }

    /** Other tests move their clocks without a beat. */
    private void forget() {
        sql.deleteFrom(INSTALLATION_FACT)
                .where(INSTALLATION_FACT
                        .FACT_KEY
                        .startsWith("server.")
                        .or(INSTALLATION_FACT.FACT_KEY.startsWith("sweep.")))
                .execute();
    }

    @Test
    void data_from_before_hearts_were_counted_is_as_after_an_outage() {
        var account = accounts.account();
        devices.registered(account, account.pool());

        presence.beat();

        assertThat(presence.returned()).isEqualTo(clock.instant());
    }

    @Test
    void a_restart_of_five_minutes_is_no_outage_and_a_second_more_is_one() {
        presence.beat();
        Instant before = presence.returned();

        clock.advance(ServerPresence.OUTAGE);
        presence.beat();
        assertThat(presence.returned()).isEqualTo(before);

        clock.advance(ServerPresence.OUTAGE.plusSeconds(1));
        presence.beat();
        assertThat(presence.returned()).isEqualTo(clock.instant());
    }

    @Test
    void a_portal_that_was_away_for_years_takes_nothing_back_when_it_returns() {
        presence.beat();
        var account = accounts.account();
        devices.registered(account, account.pool());

        clock.advance(Duration.ofDays(3 * 365));
        presence.beat();
        sweeps.run();

        assertThat(sql.fetchCount(
                        PRODUCT_INSTANCE,
                        PRODUCT_INSTANCE
                                .SMART_ACCOUNT_ID
                                .eq(account.id())
                                .and(PRODUCT_INSTANCE.SILENCE.eq(Silence.HEARD))))
                .isOne();
    }

    @Test
    void while_another_node_holds_the_lease_this_one_does_nothing_until_it_runs_out() {
        var account = accounts.account();
        devices.registered(account, account.pool());
        clock.advance(Duration.ofDays(31));
        sql.insertInto(INSTALLATION_FACT)
                .set(INSTALLATION_FACT.FACT_KEY, "sweep.lease")
                .set(INSTALLATION_FACT.FACT_VALUE, "another " + clock.instant().plus(SweepLease.LENGTH))
                .execute();

        assertThat(sweeps.run()).isZero();

        clock.advance(SweepLease.LENGTH);
        assertThat(sweeps.run()).isPositive();
        assertThat(sql.fetchExists(
                        PRODUCT_INSTANCE,
                        PRODUCT_INSTANCE
                                .SMART_ACCOUNT_ID
                                .eq(account.id())
                                .and(PRODUCT_INSTANCE.SILENCE.eq(Silence.WARNED))))
                .isTrue();
    }
}
