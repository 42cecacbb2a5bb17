package org.slportal.services.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.SkuQuantity;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ConvertibleDeviceServiceTest {

    private static final String FAMILY = "Catalyst 3850";
    private static final String PID = "WS-C3850-24P-S";

    @Autowired
    TestAccounts accounts;

    @Autowired
    ConvertibleDeviceService convertible;

    @Autowired
    RegisteredDeviceService devices;

    @Autowired
    DeviceRegistrationService registration;

    @Autowired
    ConversionService conversions;

    @Autowired
    MovableClock clock;

    private TestAccounts.Account account;

    @BeforeEach
    void an_account() {
        account = accounts.account();
    }

    @Test
    void a_device_appears_at_the_first_refresh_after_its_assignment() {
        LegacyDeviceId device = device();
        assertThat(convertible.refreshedAt(account.administrator(), account.id()))
                .isEmpty();
        assertThat(list("")).isEmpty();
        assertThat(waiting("")).isEqualTo(1);

        // In the very moment of the assignment is soon enough.
        convertible.refresh(account.administrator(), account.id());
        assertThat(convertible.refreshedAt(account.administrator(), account.id()))
                .contains(MovableClock.START);
        assertThat(list("")).containsExactly(device);
        assertThat(waiting("")).isZero();

        clock.advance(Duration.ofNanos(1_000));
        LegacyDeviceId later = device();
        assertThat(list("")).containsExactly(device);
        assertThat(waiting("")).isEqualTo(1);
        assertThat(waiting("3850-24")).isEqualTo(1);
        assertThat(waiting("3650")).isZero();

        convertible.refresh(account.administrator(), account.id());
        assertThat(list("")).containsExactly(device, later);
    }

    @Test
    void the_hourly_refresh_reads_every_account_also_from_several_nodes() throws Exception {
        TestAccounts.Account other = accounts.account();
        LegacyDeviceId device = device();
        clock.advance(Duration.ofHours(1));

        Threads.race(4, i -> convertible::refreshDue);

        assertThat(list("")).containsExactly(device);
        assertThat(convertible.refreshedAt(other.administrator(), other.id()))
                .contains(MovableClock.START.plus(Duration.ofHours(1)));
    }

    @Test
    void the_hourly_refresh_comes_an_hour_after_the_last_one_and_not_a_second_before() {
        convertible.refresh(account.administrator(), account.id());
        clock.advance(Duration.ofMinutes(1));
        LegacyDeviceId device = device();

        clock.advance(Duration.ofMinutes(58).plusSeconds(59));
        convertible.refreshDue();
        assertThat(list("")).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        convertible.refreshDue();
        assertThat(list("")).containsExactly(device);
    }

    @Test
    void only_assigned_devices_with_something_left_are_listed() {
        LegacyDeviceId device = device();
        accounts.device(account, account.pool(), "C3850", PID);
        accounts.rightToUse(accounts.device(account, null, "C3850", PID), "C3850-24-L-S", 1);
        convertible.refresh(account.administrator(), account.id());

        assertThat(list("")).containsExactly(device);
        assertThat(convertible.count(account.administrator(), account.id(), "").rows())
                .isEqualTo(1);
        DeviceListItem row = convertible
                .list(account.administrator(), account.id(), page(), "")
                .getFirst();
        assertThat(row.eligible()).containsExactly(new SkuQuantity("C3850-24-L-S", 1));
        assertThat(list("catalyst 3850")).hasSize(1);
        assertThat(list("default")).hasSize(1);
        assertThat(list("3650")).isEmpty();

        convertAll(device);
        assertThat(list("")).isEmpty();
    }

    @Test
    void a_stack_stays_listed_until_nothing_is_left_on_any_of_its_switches() {
        LegacyDeviceId active = device();
        LegacyDeviceId member = registration.addMember(account.administrator(), active, PID, "MEMBER" + active);
        accounts.rightToUse(member, "C3850-24-S-E", 1);
        convertible.refresh(account.administrator(), account.id());
        var lines = devices.detail(account.administrator(), active).lines();
        assertThat(lines).hasSize(2);

        convert("first", lines.getFirst().id());
        assertThat(list("")).containsExactly(active);
        assertThat(convertible.list(account.administrator(), account.id(), page(), ""))
                .first()
                .satisfies(row -> assertThat(row.eligible()).containsExactly(new SkuQuantity("C3850-24-S-E", 1)));
        convert("second", lines.getLast().id());
        assertThat(list("")).isEmpty();
    }

    @Test
    void the_list_can_be_sorted_and_paged() {
        for (int i = 0; i < 5; i++) {
            device();
        }
        convertible.refresh(account.administrator(), account.id());

        for (DeviceSort sort : DeviceSort.values()) {
            List<LegacyDeviceId> up = ids(new PageQuery<>(0, 50, sort, true));
            assertThat(up).hasSize(5);
            assertThat(ids(new PageQuery<>(0, 50, sort, false))).isEqualTo(up.reversed());
            assertThat(ids(new PageQuery<>(3, 2, sort, true))).isEqualTo(up.subList(3, 5));
        }
    }

    @Test
    void the_wizard_finds_a_device_no_refresh_has_read_and_says_why_another_one_cannot_be_converted() {
        LegacyDeviceId device = device();
        assertThat(find(udi(device))).isEqualTo(new DeviceLookup.Found(device));

        assertThat(find(new Udi(PID, "NOBODY1"))).isEqualTo(new DeviceLookup.Unknown());
        LegacyDeviceId bare = accounts.device(account, account.pool(), "C3850", PID);
        assertThat(find(udi(bare))).isEqualTo(new DeviceLookup.NoLicenses(bare));
        LegacyDeviceId unassigned = accounts.device(account, null, "C3850", PID);
        accounts.rightToUse(unassigned, "C3850-24-L-S", 1);
        assertThat(find(udi(unassigned))).isEqualTo(new DeviceLookup.NotAssigned(unassigned));
        LegacyDeviceId odd = accounts.device(account, account.pool(), "C3850", PID);
        accounts.rightToUse(odd, "ASR1_MFGINSTALL", 1);
        assertThat(find(udi(odd))).isEqualTo(new DeviceLookup.NothingEligible(odd));
        LegacyDeviceId member = registration.addMember(account.administrator(), device, PID, "FOUND" + device);
        assertThat(find(udi(member))).isEqualTo(new DeviceLookup.Found(device));
        convertAll(device);
        assertThat(find(udi(device))).isEqualTo(new DeviceLookup.AllConverted(device));

        assertRefused(
                ErrorReason.DEVICE_PID_OF_OTHER_FAMILY,
                () -> convertible.find(account.administrator(), account.id(), "Catalyst 3650", PID, "FOC1"));
    }

    @Test
    void a_foreign_device_is_somewhere_else_and_a_foreign_account_unknown() {
        LegacyDeviceId device = device();
        Udi udi = udi(device);
        TestAccounts.Account foreign = accounts.account();
        Actor stranger = foreign.administrator();

        assertThat(convertible.find(stranger, foreign.id(), FAMILY, udi.pid(), udi.serialNumber()))
                .isEqualTo(new DeviceLookup.Elsewhere());
        assertUnknown(() -> convertible.list(stranger, account.id(), page(), ""));
        assertUnknown(() -> convertible.count(stranger, account.id(), ""));
        assertUnknown(() -> convertible.refreshedAt(stranger, account.id()));
        assertUnknown(() -> convertible.refresh(stranger, account.id()));
        assertUnknown(() -> convertible.find(stranger, account.id(), FAMILY, udi.pid(), udi.serialNumber()));
        convertible.refresh(stranger, foreign.id());
        assertThat(convertible.list(stranger, foreign.id(), page(), "")).isEmpty();
    }

    @Test
    void who_sees_one_virtual_account_sees_its_devices_and_a_viewer_refreshes_nothing() {
        device();
        VirtualAccountId branch = accounts.pool(account, "Branch");
        LegacyDeviceId theirs = accounts.device(account, branch, "C3850", PID);
        accounts.rightToUse(theirs, "C3850-24-L-S", 1);
        Actor limited = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, branch);
        convertible.refresh(limited, account.id());

        assertThat(convertible.list(limited, account.id(), page(), ""))
                .extracting(DeviceListItem::id)
                .containsExactly(theirs);
        Udi other = udi(device());
        assertThat(convertible.find(limited, account.id(), FAMILY, other.pid(), other.serialNumber()))
                .isEqualTo(new DeviceLookup.OutOfReach());
        assertNotAllowed(
                () -> convertible.refresh(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null), account.id()));
    }

    private LegacyDeviceId device() {
        LegacyDeviceId device = accounts.device(account, account.pool(), "C3850", PID);
        accounts.rightToUse(device, "C3850-24-L-S", 1);
        return device;
    }

    private Udi udi(LegacyDeviceId device) {
        DeviceListItem item = devices.detail(account.administrator(), device).item();
        return item.id().equals(device)
                ? item.udi()
                : item.members().stream()
                        .filter(member -> member.id().equals(device))
                        .findFirst()
                        .orElseThrow()
                        .udi();
    }

    private DeviceLookup find(Udi udi) {
        return convertible.find(account.administrator(), account.id(), FAMILY, udi.pid(), udi.serialNumber());
    }

    private void convertAll(LegacyDeviceId device) {
        devices.detail(account.administrator(), device)
                .lines()
                .forEach(line -> convert("all of " + line.id(), line.id()));
    }

    private void convert(String key, TraditionalLineId line) {
        conversions.convert(
                account.administrator(),
                new ConvertLines(key, account.id(), account.pool(), List.of(new LineQuantity(line, 1))));
    }

    private List<LegacyDeviceId> list(String text) {
        return convertible.list(account.administrator(), account.id(), page(), text).stream()
                .map(DeviceListItem::id)
                .toList();
    }

    private List<LegacyDeviceId> ids(PageQuery<DeviceSort> query) {
        return convertible.list(account.administrator(), account.id(), query, "").stream()
                .map(DeviceListItem::id)
                .toList();
    }

    private long waiting(String text) {
        return convertible
                .countWaiting(account.administrator(), account.id(), text)
                .rows();
    }

    private static PageQuery<DeviceSort> page() {
        return PageQuery.first(50, DeviceSort.ADDED);
    }
}
