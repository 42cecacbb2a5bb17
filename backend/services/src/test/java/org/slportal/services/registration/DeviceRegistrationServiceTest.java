package org.slportal.services.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;
import static org.slportal.services.testing.Refusals.refusal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventFilter;
import org.slportal.services.event.EventListItem;
import org.slportal.services.event.EventService;
import org.slportal.services.event.EventSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@DatabaseTest
@RecordApplicationEvents
class DeviceRegistrationServiceTest {

    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final String FAMILY = "Catalyst 3850";
    private static final String PID = "WS-C3850-24P-S";

    @Autowired
    TestAccounts accounts;

    @Autowired
    DeviceRegistrationService registration;

    @Autowired
    RegisteredDeviceService devices;

    @Autowired
    ConversionService conversions;

    @Autowired
    EventService events;

    @Autowired
    ApplicationEvents published;

    private TestAccounts.Account account;

    @BeforeEach
    void an_account() {
        account = accounts.account();
    }

    @Test
    void a_device_is_added_by_its_family_and_udi() {
        LegacyDeviceId id = add("Cloud Services Router", " csr1000v ", "9nz" + next(), account.pool());

        DeviceListItem item = devices.detail(account.administrator(), id).item();
        assertThat(item.udi().pid()).isEqualTo("CSR1000V");
        assertThat(item.udi().serialNumber()).startsWith("9NZ");
        assertThat(item.family()).isEqualTo("Cloud Services Router");
        assertThat(item.virtualAccount()).isEqualTo("Default");
        assertThat(item.held()).isZero();
        assertThat(list("")).extracting(DeviceListItem::id).containsExactly(id);
        assertThat(events(EventCode.LEGACY_DEVICE_ADDED))
                .singleElement()
                .satisfies(event -> assertThat(event.parameters())
                        .containsEntry("device", item.udi().asCli())
                        .containsEntry("family", "Cloud Services Router"));
        assertThat(published.stream(DevicesAssigned.class))
                .containsExactly(new DevicesAssigned(account.id(), List.of(id)));
    }

    @Test
    void a_family_of_several_platforms_takes_the_products_of_each() {
        assertThat(add("ISR 4000", "ISR4331/K9", next(), null)).isNotNull();
        assertThat(add("ISR 4000", "ISR4451-X/K9", next(), null)).isNotNull();
        assertThat(published.stream(DevicesAssigned.class)).isEmpty();
    }

    @Test
    void a_product_id_of_another_family_is_refused_and_told_whose_it_is() {
        PortalException refusal = refusal(() -> add(FAMILY, "WS-C3650-24P-L", next(), null));

        assertThat(refusal.reason()).isEqualTo(ErrorReason.DEVICE_PID_OF_OTHER_FAMILY);
        assertThat(refusal.field()).isEqualTo("productId");
        assertThat(refusal.arguments()).containsExactly("WS-C3650-24P-L", FAMILY, "Catalyst 3650");
    }

    @Test
    void what_is_no_udi_or_no_family_is_refused_beside_its_field() {
        assertThat(refusal(() -> add(FAMILY, "WS C3850", "FOC1", null)))
                .extracting(PortalException::reason, PortalException::field)
                .containsExactly(ErrorReason.DEVICE_PID_SHAPE, "productId");
        assertThat(refusal(() -> add(FAMILY, PID, "", null)))
                .extracting(PortalException::reason, PortalException::field)
                .containsExactly(ErrorReason.DEVICE_SERIAL_SHAPE, "serialNumber");
        assertThat(refusal(() -> add("Catalyst 1", PID, next(), null)))
                .extracting(PortalException::reason, PortalException::field)
                .containsExactly(ErrorReason.DEVICE_FAMILY_UNKNOWN, "family");
        assertThat(refusal(() -> add(" ", PID, next(), null)))
                .extracting(PortalException::reason, PortalException::field)
                .containsExactly(ErrorReason.REQUIRED, "family");
        assertRefused(ErrorReason.DEVICE_PID_UNKNOWN, () -> add(FAMILY, "N9K-C93180", next(), null));
        assertThat(list("")).isEmpty();
    }

    @Test
    void a_device_is_known_once_and_another_account_learns_no_more_than_that() {
        String serial = next();
        add(FAMILY, PID, serial, account.pool());
        TestAccounts.Account other = accounts.account();

        assertRefused(ErrorReason.DEVICE_ALREADY_HERE, () -> add(FAMILY, PID, serial.toLowerCase(), null));
        PortalException elsewhere = refusal(() -> registration.add(
                other.administrator(), other.id(), new NewLegacyDevice(FAMILY, PID, serial, other.pool())));
        assertThat(elsewhere.reason()).isEqualTo(ErrorReason.DEVICE_ELSEWHERE);
        assertThat(elsewhere.arguments()).containsExactly("PID:" + PID + ",SN:" + serial);
        assertThat(list("")).hasSize(1);
    }

    @Test
    void a_device_whose_licences_were_all_converted_left_the_list_and_is_not_added_again() {
        LegacyDeviceId device = accounts.device(account, account.pool(), "C3850", PID);
        var level = accounts.rightToUse(device, "C3850-24-L-S", 1);
        assertThat(list("")).hasSize(1);
        conversions.convert(
                account.administrator(),
                new ConvertLines("leave", account.id(), account.pool(), List.of(new LineQuantity(level, 1))));

        assertThat(list("")).isEmpty();
        assertThat(devices.count(account.administrator(), account.id(), "")).isZero();
        String serial =
                devices.detail(account.administrator(), device).item().udi().serialNumber();
        assertRefused(ErrorReason.DEVICE_ALREADY_CONVERTED, () -> add(FAMILY, PID, serial, null));
    }

    @Test
    void a_stack_has_one_row_and_its_members_lie_where_the_active_switch_lies() {
        LegacyDeviceId active = add(FAMILY, PID, next(), account.pool());
        LegacyDeviceId second =
                registration.addMember(account.administrator(), active, "WS-C3850-48P-S", "MEM" + next());

        assertThat(list("")).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo(active);
            assertThat(row.members()).extracting(StackMember::id).containsExactly(second);
        });
        assertThat(devices.detail(account.administrator(), second).item().id()).isEqualTo(active);
        assertThat(list("mem")).hasSize(1);
        assertThat(list("nothing like it")).isEmpty();

        // A member of a member joins the same stack.
        registration.addMember(account.administrator(), second, PID, next());
        assertThat(list("").getFirst().members()).hasSize(2);
    }

    @Test
    void a_stack_is_of_one_family_of_switches_and_has_nine_at_most() {
        LegacyDeviceId active = add(FAMILY, PID, next(), null);
        assertRefused(
                ErrorReason.DEVICE_PID_OF_OTHER_FAMILY,
                () -> registration.addMember(account.administrator(), active, "WS-C3650-24P-L", next()));
        LegacyDeviceId router = add("ISR 4000", "ISR4331/K9", next(), null);
        assertRefused(
                ErrorReason.DEVICE_STACK_FAMILY,
                () -> registration.addMember(account.administrator(), router, "ISR4331/K9", next()));
        for (int i = 1; i < DeviceRegistrationService.MAX_STACK; i++) {
            registration.addMember(account.administrator(), active, PID, next());
        }
        assertRefused(
                ErrorReason.DEVICE_STACK_FULL,
                () -> registration.addMember(account.administrator(), active, PID, next()));
    }

    @Test
    void a_stack_is_assigned_as_a_whole() {
        LegacyDeviceId active = add(FAMILY, PID, next(), null);
        LegacyDeviceId second = registration.addMember(account.administrator(), active, PID, next());
        VirtualAccountId branch = accounts.pool(account, "Branch");

        registration.assign(account.administrator(), second, branch);

        assertThat(list("branch")).hasSize(1);
        assertThat(list("").getFirst().pool()).isEqualTo(branch);
        assertThat(published.stream(DevicesAssigned.class))
                .containsExactly(new DevicesAssigned(account.id(), List.of(active, second)));
        assertThat(events(EventCode.LEGACY_DEVICE_ASSIGNED))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.parameters()).containsEntry("to", "Branch"));

        // To where it is already: nothing happens.
        registration.assign(account.administrator(), active, branch);
        assertThat(events(EventCode.LEGACY_DEVICE_ASSIGNED)).hasSize(2);
    }

    @Test
    void a_device_without_licences_is_removed_with_its_stack_and_one_with_licences_stays() {
        LegacyDeviceId active = add(FAMILY, PID, next(), null);
        LegacyDeviceId second = registration.addMember(account.administrator(), active, PID, next());
        registration.addMember(account.administrator(), active, PID, next());

        registration.remove(account.administrator(), second);
        assertThat(list("").getFirst().members()).hasSize(1);
        registration.remove(account.administrator(), active);
        assertThat(list("")).isEmpty();
        assertThat(events(EventCode.LEGACY_DEVICE_REMOVED)).hasSize(3);
        assertUnknown(() -> registration.remove(account.administrator(), active));

        LegacyDeviceId licensed = accounts.device(account, account.pool(), "C3850", PID);
        accounts.rightToUse(licensed, "C3850-24-L-S", 1);
        assertRefused(ErrorReason.DEVICE_HOLDS_LICENSES, () -> registration.remove(account.administrator(), licensed));
    }

    @Test
    void a_foreign_device_and_a_foreign_virtual_account_are_unknown() {
        TestAccounts.Account foreign = accounts.account();
        LegacyDeviceId theirs = accounts.device(foreign, foreign.pool(), "C3850", PID);
        LegacyDeviceId ours = add(FAMILY, PID, next(), null);

        assertUnknown(() -> devices.detail(account.administrator(), theirs));
        assertUnknown(() -> registration.assign(account.administrator(), theirs, account.pool()));
        assertUnknown(() -> registration.assign(account.administrator(), ours, foreign.pool()));
        assertUnknown(() -> registration.remove(account.administrator(), theirs));
        assertUnknown(() -> registration.addMember(account.administrator(), theirs, PID, next()));
        assertUnknown(() -> add(FAMILY, PID, next(), foreign.pool()));
        assertUnknown(() -> devices.list(account.administrator(), foreign.id(), page(), ""));
        assertThat(list("")).extracting(DeviceListItem::id).containsExactly(ours);
    }

    @Test
    void who_manages_one_virtual_account_adds_there_and_sees_nothing_else() {
        VirtualAccountId branch = accounts.pool(account, "Branch");
        var limited = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, branch);
        LegacyDeviceId unassigned = add(FAMILY, PID, next(), null);
        LegacyDeviceId elsewhere = add(FAMILY, PID, next(), account.pool());

        LegacyDeviceId own = registration.add(limited, account.id(), new NewLegacyDevice(FAMILY, PID, next(), branch));

        assertThat(devices.list(limited, account.id(), page(), ""))
                .extracting(DeviceListItem::id)
                .containsExactly(own);
        assertNotAllowed(() -> registration.add(limited, account.id(), new NewLegacyDevice(FAMILY, PID, next(), null)));
        assertUnknown(() -> registration.assign(limited, elsewhere, branch));
        assertNotAllowed(() -> registration.assign(limited, unassigned, branch));
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        assertNotAllowed(() -> registration.add(viewer, account.id(), new NewLegacyDevice(FAMILY, PID, next(), null)));
        assertNotAllowed(() -> registration.remove(viewer, own));
    }

    @Test
    void of_many_who_add_the_same_device_at_once_one_gets_it() throws Exception {
        TestAccounts.Account other = accounts.account();
        String serial = next();

        List<ErrorReason> refusals = Threads.race(8, i -> () -> {
            TestAccounts.Account mine = i % 2 == 0 ? account : other;
            try {
                registration.add(
                        mine.administrator(), mine.id(), new NewLegacyDevice(FAMILY, PID, serial, mine.pool()));
                return ErrorReason.NOT_FOUND;
            } catch (PortalException refusal) {
                return refusal.reason();
            }
        });

        assertThat(refusals).filteredOn(ErrorReason.NOT_FOUND::equals).hasSize(1);
        assertThat(refusals).filteredOn(ErrorReason.DEVICE_ALREADY_HERE::equals).hasSize(3);
        assertThat(refusals).filteredOn(ErrorReason.DEVICE_ELSEWHERE::equals).hasSize(4);
    }

    private LegacyDeviceId add(String family, String pid, String serial, @Nullable VirtualAccountId pool) {
        return registration.add(account.administrator(), account.id(), new NewLegacyDevice(family, pid, serial, pool));
    }

    private List<DeviceListItem> list(String text) {
        return devices.list(account.administrator(), account.id(), page(), text);
    }

    private static PageQuery<DeviceSort> page() {
        return PageQuery.first(50, DeviceSort.ADDED);
    }

    private List<EventListItem> events(EventCode code) {
        return events.list(
                account.administrator(),
                account.id(),
                null,
                PageQuery.first(50, EventSort.TIME),
                new EventFilter(Set.of(code), ""));
    }

    private static String next() {
        return "REG%06d".formatted(SERIAL.incrementAndGet());
    }
}
