package org.slportal.services.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.DeviceKeys;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class UpcomingServiceTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    UpcomingService upcoming;

    @Autowired
    SilenceSweep sweep;

    @Autowired
    MovableClock clock;

    private List<UpcomingItem> list(TestAccounts.Account account) {
        return upcoming.list(account.administrator(), account.id(), PageQuery.first(50, UpcomingSort.TIME));
    }

    private TestDevice authorized(TestAccounts.Account account, int licenses) {
        TestDevice device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, licenses)).granted();
        return device;
    }

    @Test
    void what_a_switch_and_its_token_will_bring_stands_in_order_of_time() {
        var account = accounts.account();
        clock.advance(Duration.ofDays(3));
        Instant now = clock.instant();
        authorized(account, 1);
        authorized(account, 1);

        List<UpcomingItem> found = list(account);

        Instant end = now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .minus(LicensingTimers.BACK_DATING)
                .plus(LicensingTimers.ID_CERTIFICATE_VALIDITY);
        assertThat(found)
                .extracting(UpcomingItem::kind, UpcomingItem::count, UpcomingItem::first)
                .containsExactlyInAnyOrder(
                        tuple(UpcomingKind.AUTHORIZATION_RENEWAL, 2, LicensingTimers.nextAuthorization(now)),
                        tuple(UpcomingKind.TOKEN_END, 2, now.plus(Duration.ofDays(30))),
                        tuple(UpcomingKind.AUTHORIZATION_END, 2, LicensingTimers.communicationDeadline(now)),
                        tuple(
                                UpcomingKind.CERTIFICATE_RENEWAL,
                                2,
                                now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                                        .plus(Duration.ofDays(180))),
                        tuple(UpcomingKind.CERTIFICATE_END, 2, end));
        assertThat(found).isSortedAccordingTo(java.util.Comparator.comparing(UpcomingItem::first));
        assertThat(upcoming.count(account.administrator(), account.id())).isEqualTo(5);
        assertThat(upcoming.list(
                        account.administrator(), account.id(), new PageQuery<>(4, 10, UpcomingSort.TIME, true)))
                .containsExactly(found.getLast());
    }

    @Test
    void a_silent_switch_is_not_expected_to_ask_again() {
        var account = accounts.account();
        authorized(account, 1);
        clock.advance(Duration.ofDays(31));
        sweep.sweep(account.id(), new SweepTime(clock.instant(), Instant.EPOCH));

        assertThat(list(account))
                .extracting(UpcomingItem::kind)
                .doesNotContain(UpcomingKind.AUTHORIZATION_RENEWAL)
                .contains(UpcomingKind.AUTHORIZATION_END);
    }

    @Test
    void the_consequences_of_a_move_are_those_the_sweep_then_has() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 20);
        TestDevice early = authorized(account, 3);
        clock.advance(Duration.ofDays(60));
        authorized(account, 4);
        devices.renew(early, DeviceKeys.next());
        authorized(account, 5);

        assertThat(consequences(account, Duration.ofDays(29))).isEqualTo(new Consequences(0, 0, 0, 0, 0));
        // The first one was authorized 60 days ago; its certificate renewal was contact, though.
        assertThat(consequences(account, Duration.ofDays(30))).isEqualTo(new Consequences(0, 1, 0, 3, 2));
        assertThat(consequences(account, Duration.ofDays(31))).isEqualTo(new Consequences(2, 1, 0, 3, 2));
        assertThat(consequences(account, Duration.ofDays(90))).isEqualTo(new Consequences(0, 3, 0, 12, 2));
        assertThat(consequences(account, Duration.ofDays(365))).isEqualTo(new Consequences(0, 0, 3, 12, 2));
    }

    @Test
    void it_is_for_the_accounts_own_administrators() {
        var account = accounts.account();
        var other = accounts.account();
        authorized(account, 1);
        var user = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);

        assertNotAllowed(() -> upcoming.count(user, account.id()));
        assertNotAllowed(() -> upcoming.consequences(user, account.id(), Duration.ofDays(1)));
        assertUnknown(() -> upcoming.list(other.administrator(), account.id(), PageQuery.first(10, UpcomingSort.TIME)));
        assertUnknown(() -> upcoming.consequences(other.administrator(), account.id(), Duration.ofDays(400)));
        assertThat(list(other)).isEmpty();
    }

    private Consequences consequences(TestAccounts.Account account, Duration by) {
        return upcoming.consequences(account.administrator(), account.id(), by);
    }
}
