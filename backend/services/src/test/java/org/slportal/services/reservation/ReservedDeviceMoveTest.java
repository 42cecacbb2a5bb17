package org.slportal.services.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.reservation.DeviceSecret;
import org.slportal.domain.reservation.ReservationKind;
import org.slportal.services.access.Actor;
import org.slportal.services.device.DeviceTransferService;
import org.slportal.services.device.TransferDevice;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.inventory.NewOwnedLicenses;
import org.slportal.services.inventory.OwnedLicenseService;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.sweep.SweepTime;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ReservedDeviceMoveTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    ReservationService reservations;

    @Autowired
    ReservationListing listing;

    @Autowired
    ReservationSettingsService settings;

    @Autowired
    ReservedExpirySweep sweep;

    @Autowired
    OwnedLicenseService owned;

    @Autowired
    DeviceTransferService transfers;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private final DeviceSecret secret = DeviceSecret.random(new Random());
    private TestAccounts.Account account;
    private Actor admin;
    private VirtualAccountId target;
    private TestDevice device;

    @BeforeEach
    void an_account_that_may_reserve() {
        account = accounts.account();
        admin = account.administrator();
        target = accounts.pool(account, "Target");
        settings.change(admin, account.id(), true, 0);
        accounts.own(account, account.pool(), LICENSE, 10);
        device = TestDevice.unseen();
    }

    @AfterEach
    void check_the_ledger() {
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private static List<LicenseQuantity> some(TestAccounts accounts, int quantity) {
        return List.of(new LicenseQuantity(accounts.license(LICENSE), quantity));
    }

    private ReservationId reserve(int quantity) {
        String request = secret.request(ReservationKind.SPECIFIC, device.udi()).text();
        return reservations
                .reserve(admin, account.pool(), request, some(accounts, quantity))
                .reservation();
    }

    /** A chassis that had its licences reserved and later registers after all. */
    private ProductInstanceId registered() {
        devices.register(device, devices.token(account, account.pool(), null), false);
        return sql.select(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PIID.eq(device.piid()))
                .fetchSingle(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID);
    }

    private void transfer(ProductInstanceId id, VirtualAccountId to) {
        transfers.transfer(admin, List.of(new TransferDevice(id, to)));
    }

    private String figures(VirtualAccountId pool) {
        return sql.select(LICENSE_POOL.OWNED, LICENSE_POOL.RESERVED)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL
                        .VIRTUAL_ACCOUNT_ID
                        .eq(pool)
                        .and(LICENSE_POOL.LICENSE_ID.eq(accounts.license(LICENSE))))
                .fetchSingle(row -> row.value1() + " owned, " + row.value2() + " reserved");
    }

    @Test
    void what_a_device_has_reserved_goes_with_it_and_comes_back_with_it() {
        ReservationId reservation = reserve(3);
        ProductInstanceId id = registered();
        int version = listing.detail(admin, reservation).item().version();

        transfer(id, target);

        assertThat(figures(account.pool())).isEqualTo("7 owned, 0 reserved");
        assertThat(figures(target)).isEqualTo("3 owned, 3 reserved");
        var moved = listing.detail(admin, reservation);
        assertThat(moved.item().pool()).isEqualTo(target);
        assertThat(moved.item().version()).isGreaterThan(version);
        assertThat(listing.openFor(admin, account.pool(), device.udi())).isEmpty();
        assertThat(listing.reserved(admin, target, Set.of(device.udi()))).containsExactly(device.udi());
        assertThat(listing.reserved(admin, account.pool(), Set.of(device.udi())))
                .isEmpty();
        for (VirtualAccountId side : List.of(account.pool(), target)) {
            assertThat(sql.fetchCount(
                            EVENT,
                            EVENT.VIRTUAL_ACCOUNT_ID.eq(side).and(EVENT.CODE.eq(EventCode.RESERVATION_MOVED.name()))))
                    .isEqualTo(1);
        }

        transfer(id, account.pool());

        assertThat(figures(account.pool())).isEqualTo("10 owned, 3 reserved");
        assertThat(figures(target)).isEqualTo("0 owned, 0 reserved");
        assertThat(reservations.giveBack(
                        admin, reservation, secret.returned(device.udi(), 1).text()))
                .isEqualTo(3);
    }

    @Test
    void with_an_update_under_way_the_larger_quantity_goes_and_the_codes_of_the_device_still_count() {
        ReservationId reservation = reserve(3);
        ProductInstanceId id = registered();
        reservations.update(
                admin,
                reservation,
                some(accounts, 1),
                listing.detail(admin, reservation).item().version());

        transfer(id, target);

        assertThat(figures(target)).isEqualTo("3 owned, 3 reserved");
        reservations.confirm(
                admin, reservation, secret.confirmation(device.udi(), 2).text());
        assertThat(figures(target)).isEqualTo("3 owned, 1 reserved");
    }

    @Test
    void each_term_keeps_its_end_and_the_alert_of_what_expired_goes_along() {
        LocalDate last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        String other = "C9300 DNA Advantage";
        owned.add(
                admin,
                account.pool(),
                new NewOwnedLicenses(accounts.license(other), 2, LicenseTerm.TERM, null, last, "", "4711", ""));
        owned.add(
                admin,
                account.pool(),
                new NewOwnedLicenses(
                        accounts.license(other), 2, LicenseTerm.TERM, null, last.plusYears(1), "", "4711", ""));
        reservations.reserve(
                admin,
                account.pool(),
                secret.request(ReservationKind.SPECIFIC, device.udi()).text(),
                List.of(
                        new LicenseQuantity(accounts.license(other), 3),
                        new LicenseQuantity(accounts.license(LICENSE), 1)));
        ProductInstanceId id = registered();

        transfer(id, target);

        assertThat(sql.select(LICENSE_LOT.ENDS_ON, LICENSE_LOT.RESERVED)
                        .from(LICENSE_LOT)
                        .where(LICENSE_LOT
                                .VIRTUAL_ACCOUNT_ID
                                .eq(target)
                                .and(LICENSE_LOT.LICENSE_ID.eq(accounts.license(other))))
                        .orderBy(LICENSE_LOT.ENDS_ON)
                        .fetch(row -> row.value1() + " " + row.value2()))
                .containsExactly(last + " 1", last.plusYears(1) + " 2");
        clock.advance(Duration.ofDays(2));
        sweep.sweep(account.id(), new SweepTime(clock.instant(), Instant.EPOCH));
        transfer(id, account.pool());
        assertThat(sql.fetchCount(
                        ALERT,
                        ALERT.VIRTUAL_ACCOUNT_ID
                                .eq(account.pool())
                                .and(ALERT.CODE.eq("RESERVED_LICENSE_EXPIRED"))
                                .and(ALERT.CLEARED_AT.isNull())))
                .isEqualTo(1);
    }

    @Test
    void another_account_neither_sees_nor_moves_it() {
        reserve(3);
        ProductInstanceId id = registered();
        var other = accounts.account();

        assertUnknown(() -> transfers.transfer(other.administrator(), List.of(new TransferDevice(id, other.pool()))));
        assertUnknown(() -> transfer(id, other.pool()));
        assertUnknown(() -> listing.reserved(other.administrator(), account.pool(), Set.of(device.udi())));
        assertThat(figures(account.pool())).isEqualTo("10 owned, 3 reserved");
    }

    @Test
    void a_move_and_a_return_at_the_same_time_lose_nothing() throws Exception {
        ReservationId reservation = reserve(3);
        ProductInstanceId id = registered();
        String code = secret.returned(device.udi(), 1).text();

        Threads.<Boolean>race(6, i -> (Callable<Boolean>) () -> {
            try {
                if (i % 3 == 0) {
                    reservations.giveBack(admin, reservation, code);
                } else {
                    transfer(id, i % 3 == 1 ? target : account.pool());
                }
                return true;
            } catch (PortalException refused) {
                return false;
            }
        });

        int there = sql.fetchCount(
                PRODUCT_INSTANCE,
                PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(id).and(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.eq(target)));
        boolean open = listing.openFor(admin, there == 1 ? target : account.pool(), device.udi())
                .isPresent();
        assertThat(open ? reservations.giveBack(admin, reservation, code) : 3).isEqualTo(3);
        assertThat(sql.select(org.jooq.impl.DSL.sum(LICENSE_POOL.OWNED))
                        .from(LICENSE_POOL)
                        .where(LICENSE_POOL.SMART_ACCOUNT_ID.eq(account.id()))
                        .fetchSingle()
                        .value1()
                        .intValueExact())
                .isEqualTo(10);
    }
}
