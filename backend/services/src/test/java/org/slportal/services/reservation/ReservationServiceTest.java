package org.slportal.services.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.reservation.BadCodeException;
import org.slportal.domain.reservation.DeviceSecret;
import org.slportal.domain.reservation.ReservationKind;
import org.slportal.domain.reservation.ReservedEntitlement;
import org.slportal.domain.reservation.SignedAuthorizationCode;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Pools;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.sweep.SweepTime;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ReservationServiceTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String UNIVERSAL = "CSR1Kv Universal PLR";
    private static final AtomicInteger DEVICES = new AtomicInteger();

    @Autowired
    TestAccounts accounts;

    @Autowired
    ReservationService reservations;

    @Autowired
    ReservationListing listing;

    @Autowired
    ReservationSettingsService settings;

    @Autowired
    ReservedExpirySweep sweep;

    @Autowired
    AlertService alerts;

    @Autowired
    Pools pools;

    @Autowired
    Transactions transactions;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private TestAccounts.Account account;
    private Actor admin;

    private record Device(Udi udi, DeviceSecret secret) {

        static Device fresh() {
            int number = DEVICES.incrementAndGet();
            return new Device(
                    new Udi("C9300-24P", "RSV%06d".formatted(number)), DeviceSecret.random(new Random(number)));
        }

        String request() {
            return secret.request(ReservationKind.SPECIFIC, udi).text();
        }
    }

    @BeforeEach
    void an_account_that_may_reserve() {
        account = accounts.account();
        admin = account.administrator();
        settings.change(admin, account.id(), true, 0);
        accounts.own(account, account.pool(), LICENSE, 10);
    }

    @AfterEach
    void check_the_ledger() {
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private List<LicenseQuantity> some(int quantity) {
        return List.of(new LicenseQuantity(accounts.license(LICENSE), quantity));
    }

    private int reserved() {
        return sql.select(LICENSE_POOL.RESERVED)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL
                        .VIRTUAL_ACCOUNT_ID
                        .eq(account.pool())
                        .and(LICENSE_POOL.LICENSE_ID.eq(accounts.license(LICENSE))))
                .fetchSingle(LICENSE_POOL.RESERVED);
    }

    private int version(ReservationId id) {
        return listing.detail(admin, id).item().version();
    }

    private static List<ReservedEntitlement> lines(IssuedReservation issued) throws BadCodeException {
        return SignedAuthorizationCode.parse(issued.authorizationCode()).code().entitlements();
    }

    private List<AlertListItem> alerts() {
        return alerts.list(admin, account.id(), null, null, PageQuery.first(50, AlertSort.SEVERITY));
    }

    private void term(int quantity, LocalDate ends) {
        transactions.run(() -> {
            pools.lock(account.pool());
            pools.deposit(
                    admin,
                    account.id(),
                    account.pool(),
                    List.of(Deposit.order(accounts.license(LICENSE), quantity, LicenseTerm.TERM, ends, "2")));
            pools.rebalance(admin, account.id(), account.pool());
        });
    }

    @Test
    void a_request_is_answered_with_a_code_for_that_device_and_the_licences_are_set_apart() throws BadCodeException {
        Device device = Device.fresh();
        IssuedReservation issued = reservations.reserve(admin, account.pool(), device.request(), some(3));
        assertThat(reserved()).isEqualTo(3);
        var code = SignedAuthorizationCode.parse(issued.authorizationCode()).code();
        assertThat(code.udi()).isEqualTo(device.udi());
        assertThat(code.sequence()).isEqualTo(1);
        assertThat(code.entitlements()).singleElement().satisfies(line -> {
            assertThat(line.count()).isEqualTo(3);
            assertThat(line.tag().value()).isEqualTo(accounts.tag(LICENSE));
        });
        assertThat(listing.list(admin, account.pool(), PageQuery.first(10, ReservationSort.CREATED), "", false))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.licenses()).isEqualTo(3);
                    assertThat(item.state()).isEqualTo(ReservationState.RESERVED);
                });
        assertThat(reservations.authorizationCode(admin, issued.reservation())).isEqualTo(issued.authorizationCode());
    }

    @Test
    void only_the_surplus_can_be_reserved() {
        assertRefused(
                ErrorReason.RESERVATION_NOT_ENOUGH,
                () -> reservations.reserve(admin, account.pool(), Device.fresh().request(), some(11)));
        reservations.reserve(admin, account.pool(), Device.fresh().request(), some(10));
        assertRefused(
                ErrorReason.RESERVATION_NOT_ENOUGH,
                () -> reservations.reserve(admin, account.pool(), Device.fresh().request(), some(1)));
    }

    @Test
    void the_longest_term_goes_first() throws BadCodeException {
        term(2, LocalDate.of(2031, 1, 31));
        term(2, LocalDate.of(2030, 1, 31));
        IssuedReservation issued =
                reservations.reserve(admin, account.pool(), Device.fresh().request(), some(13));
        assertThat(lines(issued).stream().map(line -> line.count() + " " + line.endsOn()))
                .containsExactly("10 null", "2 2031-01-31", "1 2030-01-31");
    }

    @Test
    void the_same_request_again_gets_the_same_code_also_at_once() throws Exception {
        Device device = Device.fresh();
        List<IssuedReservation> issued = Threads.race(6, i -> (Callable<IssuedReservation>)
                () -> reservations.reserve(admin, account.pool(), device.request(), some(2)));
        assertThat(issued).containsOnly(issued.getFirst());
        assertThat(reserved()).isEqualTo(2);
        assertRefused(
                ErrorReason.RESERVATION_REQUEST_USED,
                () -> reservations.reserve(admin, account.pool(), device.request(), some(3)));
    }

    @Test
    void of_two_who_reserve_the_last_licence_one_gets_it() throws Exception {
        reservations.reserve(admin, account.pool(), Device.fresh().request(), some(9));
        List<Boolean> got = Threads.race(2, i -> {
            String request = Device.fresh().request();
            return () -> {
                try {
                    reservations.reserve(admin, account.pool(), request, some(1));
                    return true;
                } catch (PortalException refused) {
                    assertThat(refused.reason()).isEqualTo(ErrorReason.RESERVATION_NOT_ENOUGH);
                    return false;
                }
            };
        });
        assertThat(got).containsExactlyInAnyOrder(true, false);
        assertThat(reserved()).isEqualTo(10);
    }

    @Test
    void a_device_has_one_reservation_at_a_time() {
        Device device = Device.fresh();
        reservations.reserve(admin, account.pool(), device.request(), some(1));
        String another = DeviceSecret.random(new Random(99))
                .request(ReservationKind.SPECIFIC, device.udi())
                .text();
        assertRefused(
                ErrorReason.RESERVATION_DEVICE_RESERVED,
                () -> reservations.reserve(admin, account.pool(), another, some(1)));
    }

    @Test
    void what_an_update_takes_away_is_free_only_after_the_confirmation() {
        Device device = Device.fresh();
        ReservationId id = reservations
                .reserve(admin, account.pool(), device.request(), some(5))
                .reservation();
        reservations.update(admin, id, some(2), version(id));
        assertThat(reserved()).isEqualTo(5);
        assertThat(listing.detail(admin, id).item().state()).isEqualTo(ReservationState.UPDATE_PENDING);
        assertRefused(
                ErrorReason.RESERVATION_CODE_NOT_FOR_THIS,
                () -> reservations.confirm(
                        admin, id, device.secret().confirmation(device.udi(), 1).text()));
        reservations.confirm(
                admin, id, device.secret().confirmation(device.udi(), 2).text());
        assertThat(reserved()).isEqualTo(2);
        assertThat(listing.detail(admin, id).item().licenses()).isEqualTo(2);
    }

    @Test
    void what_an_update_adds_is_set_apart_at_once_and_freed_if_it_is_cancelled() {
        Device device = Device.fresh();
        ReservationId id = reservations
                .reserve(admin, account.pool(), device.request(), some(2))
                .reservation();
        reservations.update(admin, id, some(6), version(id));
        assertThat(reserved()).isEqualTo(6);
        assertRefused(
                ErrorReason.RESERVATION_UPDATE_PENDING, () -> reservations.update(admin, id, some(7), version(id)));
        reservations.cancelUpdate(admin, id, version(id));
        assertThat(reserved()).isEqualTo(2);
        assertRefused(
                ErrorReason.RESERVATION_NO_UPDATE,
                () -> reservations.confirm(
                        admin, id, device.secret().confirmation(device.udi(), 2).text()));
        assertThat(reservations.giveBack(
                        admin, id, device.secret().returned(device.udi(), 1).text()))
                .isEqualTo(2);
    }

    @Test
    void an_update_over_another_is_stale() {
        ReservationId id = reservations
                .reserve(admin, account.pool(), Device.fresh().request(), some(2))
                .reservation();
        int read = version(id);
        reservations.update(admin, id, some(3), read);
        reservations.cancelUpdate(admin, id, version(id));
        assertRefused(ErrorReason.STALE, () -> reservations.update(admin, id, some(4), read));
    }

    @Test
    void the_devices_return_code_gives_everything_back_and_no_other_does() {
        Device device = Device.fresh();
        ReservationId id = reservations
                .reserve(admin, account.pool(), device.request(), some(4))
                .reservation();
        String code = device.secret().returned(device.udi(), 1).text();
        assertRefused(
                ErrorReason.RESERVATION_CODE_TYPO,
                () -> reservations.giveBack(
                        admin, id, code.substring(0, 5) + (code.charAt(5) == 'A' ? 'B' : 'A') + code.substring(6)));
        assertRefused(
                ErrorReason.RESERVATION_CODE_NOT_FOR_THIS,
                () -> reservations.giveBack(
                        admin,
                        id,
                        Device.fresh().secret().returned(device.udi(), 1).text()));
        assertThat(reservations.giveBack(admin, id, code)).isEqualTo(4);
        assertThat(reserved()).isZero();
        assertThat(alerts()).extracting(AlertListItem::code).containsExactly(AlertCode.RESERVED_LICENSES_RETURNED);
        assertRefused(ErrorReason.RESERVATION_OVER, () -> reservations.giveBack(admin, id, code));
        assertRefused(ErrorReason.RESERVATION_OVER, () -> reservations.authorizationCode(admin, id));
        assertRefused(
                ErrorReason.RESERVATION_REQUEST_USED,
                () -> reservations.reserve(admin, account.pool(), device.request(), some(4)));
    }

    @Test
    void licences_of_a_failed_device_go_to_its_replacement() throws BadCodeException {
        Device failed = Device.fresh();
        Device replacement = Device.fresh();
        ReservationId id = reservations
                .reserve(admin, account.pool(), failed.request(), some(10))
                .reservation();
        IssuedReservation issued = reservations.rehost(admin, id, replacement.request());
        assertThat(lines(issued))
                .singleElement()
                .satisfies(line -> assertThat(line.count()).isEqualTo(10));
        assertThat(reserved()).isEqualTo(10);
        assertThat(listing.detail(admin, id).item().state()).isEqualTo(ReservationState.REHOSTED);
        assertRefused(
                ErrorReason.RESERVATION_OVER,
                () -> reservations.giveBack(
                        admin, id, failed.secret().returned(failed.udi(), 1).text()));
    }

    @Test
    void a_universal_request_gets_one_universal_licence() {
        accounts.own(account, account.pool(), UNIVERSAL, 2);
        Device device = Device.fresh();
        String request =
                device.secret().request(ReservationKind.UNIVERSAL, device.udi()).text();
        var universal = new LicenseQuantity(accounts.license(UNIVERSAL), 1);
        assertRefused(
                ErrorReason.RESERVATION_UNIVERSAL_ONLY,
                () -> reservations.reserve(admin, account.pool(), request, some(1)));
        assertRefused(
                ErrorReason.RESERVATION_UNIVERSAL_LICENSE,
                () -> reservations.reserve(admin, account.pool(), Device.fresh().request(), List.of(universal)));
        reservations.reserve(admin, account.pool(), request, List.of(universal));
        assertThat(listing.reservable(admin, account.pool(), ReservationKind.UNIVERSAL, null))
                .singleElement()
                .satisfies(license -> assertThat(license.surplus()).isEqualTo(1));
    }

    @Test
    void a_reserved_term_holds_nothing_from_the_day_after_its_last() {
        term(3, LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).plusDays(10));
        Device device = Device.fresh();
        ReservationId id = reservations
                .reserve(admin, account.pool(), device.request(), some(12))
                .reservation();
        Instant end = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC)
                .plusDays(11)
                .atStartOfDay(java.time.ZoneOffset.UTC)
                .toInstant();
        clock.set(end.minusMillis(1));
        assertThat(sweep.sweep(account.id(), new SweepTime(clock.instant(), Instant.EPOCH)))
                .isZero();
        clock.set(end);
        assertThat(sweep.sweep(account.id(), new SweepTime(clock.instant(), Instant.EPOCH)))
                .isEqualTo(1);
        assertThat(sweep.sweep(account.id(), new SweepTime(clock.instant(), Instant.EPOCH)))
                .isZero();
        assertThat(reserved()).isEqualTo(10);
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.code()).isEqualTo(AlertCode.RESERVED_LICENSE_EXPIRED);
            assertThat(alert.quantity()).isEqualTo(2);
        });
        assertThat(reservations.giveBack(
                        admin, id, device.secret().returned(device.udi(), 1).text()))
                .isEqualTo(10);
        assertThat(alerts()).extracting(AlertListItem::code).containsExactly(AlertCode.RESERVED_LICENSES_RETURNED);
    }

    @Test
    void nothing_is_reserved_where_the_account_does_not_allow_it() {
        settings.change(admin, account.id(), false, 1);
        assertRefused(
                ErrorReason.RESERVATION_NOT_ENABLED,
                () -> reservations.reserve(admin, account.pool(), Device.fresh().request(), some(1)));
        assertRefused(ErrorReason.STALE, () -> settings.change(admin, account.id(), true, 1));
    }

    @Test
    void a_viewer_may_look_and_do_nothing() {
        Actor viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, account.pool());
        Device device = Device.fresh();
        ReservationId id = reservations
                .reserve(admin, account.pool(), device.request(), some(1))
                .reservation();
        assertThat(listing.detail(viewer, id).licenses()).hasSize(1);
        String proof = device.secret().returned(device.udi(), 1).text();
        assertNotAllowed(() ->
                reservations.reserve(viewer, account.pool(), Device.fresh().request(), some(1)));
        assertNotAllowed(() -> reservations.update(viewer, id, some(2), 0));
        assertNotAllowed(() -> reservations.confirm(viewer, id, proof));
        assertNotAllowed(() -> reservations.cancelUpdate(viewer, id, 0));
        assertNotAllowed(() -> reservations.giveBack(viewer, id, proof));
        assertNotAllowed(() -> reservations.rehost(viewer, id, Device.fresh().request()));
        assertNotAllowed(() -> reservations.authorizationCode(viewer, id));
        assertNotAllowed(() -> settings.change(viewer, account.id(), false, 1));
    }

    @Test
    void a_foreign_reservation_is_unknown() {
        Actor stranger = accounts.account().administrator();
        Device device = Device.fresh();
        ReservationId id = reservations
                .reserve(admin, account.pool(), device.request(), some(1))
                .reservation();
        String proof = device.secret().returned(device.udi(), 1).text();
        assertUnknown(() ->
                reservations.reserve(stranger, account.pool(), Device.fresh().request(), some(1)));
        assertUnknown(() ->
                reservations.check(stranger, account.pool(), Device.fresh().request()));
        assertUnknown(() -> listing.detail(stranger, id));
        assertUnknown(
                () -> listing.list(stranger, account.pool(), PageQuery.first(10, ReservationSort.CREATED), "", true));
        assertUnknown(() -> listing.reservable(stranger, account.pool(), ReservationKind.SPECIFIC, null));
        assertUnknown(() -> reservations.update(stranger, id, some(2), 0));
        assertUnknown(() -> reservations.confirm(stranger, id, proof));
        assertUnknown(() -> reservations.cancelUpdate(stranger, id, 0));
        assertUnknown(() -> reservations.giveBack(stranger, id, proof));
        assertUnknown(() -> reservations.rehost(stranger, id, Device.fresh().request()));
        assertUnknown(() -> reservations.authorizationCode(stranger, id));
        assertUnknown(() -> reservations.giveBack(stranger, new ReservationId(Long.MAX_VALUE), proof));
        assertUnknown(() -> settings.get(stranger, account.id()));
    }

    @Test
    void every_act_is_told() {
        Device device = Device.fresh();
        ReservationId id = reservations
                .reserve(admin, account.pool(), device.request(), some(5))
                .reservation();
        reservations.update(admin, id, some(2), version(id));
        reservations.confirm(
                admin, id, device.secret().confirmation(device.udi(), 2).text());
        reservations.update(admin, id, some(4), version(id));
        reservations.cancelUpdate(admin, id, version(id));
        reservations.giveBack(
                admin, id, device.secret().returned(device.udi(), 2).text());
        assertThat(sql.select(EVENT.CODE)
                        .from(EVENT)
                        .where(EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.PIID.isNotNull()))
                        .orderBy(EVENT.EVENT_ID)
                        .fetch(EVENT.CODE))
                .containsExactly(
                        EventCode.LICENSES_RESERVED.name(),
                        EventCode.RESERVATION_REDUCED.name(),
                        EventCode.RESERVATION_CONFIRMED.name(),
                        EventCode.RESERVATION_INCREASED.name(),
                        EventCode.RESERVATION_UPDATE_CANCELLED.name(),
                        EventCode.RESERVATION_RETURNED.name());
    }
}
