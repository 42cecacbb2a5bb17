package org.slportal.services.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.page.PageQuery;
import org.slportal.services.sweep.AccountSweep;
import org.slportal.services.sweep.SweepTime;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class SubscriptionServiceTest {

    private static final String LICENSE = "C9300 DNA Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    OwnedLicenseService owned;

    @Autowired
    SubscriptionService subscriptions;

    @Autowired
    InventoryService inventory;

    @Autowired
    List<AccountSweep> sweeps;

    @Autowired
    MovableClock clock;

    private TestAccounts.Account account;
    private LocalDate today;

    @BeforeEach
    void an_account() {
        account = accounts.account();
        today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
    }

    private void own(LicenseTerm term, int quantity, @Nullable LocalDate from, @Nullable LocalDate to, String number) {
        owned.add(
                account.administrator(),
                account.pool(),
                new NewOwnedLicenses(accounts.license(LICENSE), quantity, term, from, to, number, "4711", ""));
    }

    private List<SubscriptionItem> list(SubscriptionState... states) {
        return subscriptions.list(
                account.administrator(), account.id(), List.of(account.pool()), Set.of(states), 0, 50);
    }

    @Test
    void a_subscription_is_pending_active_from_its_first_day_and_expired_after_its_last() {
        own(LicenseTerm.SUBSCRIPTION, 3, today.plusDays(1), today.plusDays(2), "SUB-1");
        own(LicenseTerm.PERPETUAL, 9, null, null, "");

        assertThat(list()).singleElement().satisfies(item -> {
            assertThat(item.state()).isEqualTo(SubscriptionState.PENDING);
            assertThat(item.quantity()).isEqualTo(3);
            assertThat(item.subscription()).isEqualTo("SUB-1");
        });
        assertThat(list(SubscriptionState.ACTIVE, SubscriptionState.EXPIRED)).isEmpty();
        for (int day = 1; day <= 2; day++) {
            clock.advance(Duration.ofDays(1));
            assertThat(list(SubscriptionState.ACTIVE)).hasSize(1);
            assertThat(list(SubscriptionState.PENDING, SubscriptionState.EXPIRED))
                    .isEmpty();
        }
        clock.advance(Duration.ofDays(1));
        assertThat(list(SubscriptionState.EXPIRED))
                .singleElement()
                .extracting(SubscriptionItem::quantity)
                .isEqualTo(3);
        sweeps.forEach(sweep -> sweep.sweep(account.id(), new SweepTime(clock.instant(), Instant.EPOCH)));
        assertThat(list()).singleElement().satisfies(item -> {
            assertThat(item.state()).isEqualTo(SubscriptionState.EXPIRED);
            assertThat(item.quantity()).isEqualTo(3);
        });
    }

    @Test
    void licences_owned_from_a_later_day_on_are_listed_with_what_is_pending() {
        own(LicenseTerm.SUBSCRIPTION, 3, today.plusDays(1), today.plusDays(400), "SUB-2");

        var rows = inventory.licenses(
                account.administrator(), account.pool(), PageQuery.first(10, LicenseSort.NAME), LicenseFilter.ALL);

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.owned()).isZero();
            assertThat(row.pending()).isEqualTo(3);
        });
    }

    @Test
    void another_account_finds_nothing_of_it() {
        own(LicenseTerm.SUBSCRIPTION, 3, null, today.plusDays(2), "SUB-3");
        var other = accounts.account();

        assertUnknown(() ->
                subscriptions.list(other.administrator(), account.id(), List.of(account.pool()), Set.of(), 0, 50));
        assertUnknown(() -> subscriptions.count(other.administrator(), other.id(), List.of(account.pool()), Set.of()));
        assertThat(subscriptions.count(other.administrator(), other.id(), List.of(other.pool()), Set.of()))
                .isZero();
    }
}
