package org.slportal.services.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.slportal.db.jooq.Tables.CONVERSION_JOB;
import static org.slportal.db.jooq.Tables.CONVERSION_JOB_LINE;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;
import static org.slportal.services.testing.Refusals.refusal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.conversion.RtuLevel;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.services.conversion.ConversionAct;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.NewConversion;
import org.slportal.services.conversion.SkuQuantity;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class RightToUseServiceTest {

    private static final AtomicInteger SERIAL = new AtomicInteger();

    @Autowired
    TestAccounts accounts;

    @Autowired
    DeviceRegistrationService registration;

    @Autowired
    RegisteredDeviceService devices;

    @Autowired
    RightToUseService rights;

    @Autowired
    ConversionService conversions;

    @Autowired
    ConversionAct act;

    @Autowired
    InventoryService inventory;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    Transactions transactions;

    @Autowired
    DSLContext sql;

    private TestAccounts.Account account;
    private LegacyDeviceId active;
    private LegacyDeviceId member;

    @BeforeEach
    void a_stack_of_a_24_and_a_48_port_switch() {
        account = accounts.account();
        active = registration.add(
                account.administrator(),
                account.id(),
                new NewLegacyDevice("Catalyst 3850", "WS-C3850-24P-S", next(), account.pool()));
        member = registration.addMember(account.administrator(), active, "WS-C3850-48P-S", next());
    }

    @Test
    void each_switch_of_a_stack_gets_the_licence_of_its_own_model() {
        set(active, RtuLevel.IPBASE, 25);
        set(member, RtuLevel.IPSERVICES, 0);

        assertThat(left())
                .containsExactlyInAnyOrder(
                        new SkuQuantity("C3850-24-L-S", 1),
                        new SkuQuantity("LIC-CTIOS-1A", 25),
                        new SkuQuantity("C3850-48-S-E", 1));
        assertThat(rights.rights(account.administrator(), member))
                .extracting(ChassisRights::level, ChassisRights::accessPoints, ChassisRights::levels)
                .containsExactly(
                        tuple(RtuLevel.IPBASE, 25, List.of(RtuLevel.values())),
                        tuple(RtuLevel.IPSERVICES, 0, List.of(RtuLevel.values())));
        assertThat(devices.detail(account.administrator(), active).item().available())
                .isEqualTo(27);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void another_level_replaces_the_first_and_the_same_again_changes_nothing() {
        set(active, RtuLevel.LANBASE, 10);
        set(active, RtuLevel.IPSERVICES, 5);
        assertThat(left())
                .containsExactlyInAnyOrder(new SkuQuantity("C3850-24-S-E", 1), new SkuQuantity("LIC-CTIOS-1A", 5));
        LegacyLicenseId row = license("C3850-24-S-E");

        set(active, RtuLevel.IPSERVICES, 5);
        assertThat(license("C3850-24-S-E")).isEqualTo(row);

        set(active, null, 0);
        assertThat(left()).isEmpty();
        assertThat(devices.detail(account.administrator(), active).item().held())
                .isZero();
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void a_level_that_came_with_the_switch_counts_as_its_level() {
        accounts.rightToUse(active, "WS-C3850-24P-S", 1);
        assertThat(rights.rights(account.administrator(), active).getFirst().level())
                .isEqualTo(RtuLevel.IPBASE);

        set(active, RtuLevel.IPBASE, 0);
        assertThat(left()).containsExactly(new SkuQuantity("WS-C3850-24P-S", 1));
        set(active, RtuLevel.IPSERVICES, 0);
        assertThat(left()).containsExactly(new SkuQuantity("C3850-24-S-E", 1));
    }

    @Test
    void more_access_points_than_a_switch_holds_are_refused_beside_their_field_and_nothing_is_recorded() {
        PortalException refusal = refusal(() -> set(member, RtuLevel.IPBASE, 101));

        assertThat(refusal.reason()).isEqualTo(ErrorReason.RTU_COUNT_EXCEEDS);
        assertThat(refusal.field()).isEqualTo("accessPoints-" + member);
        assertThat(refusal.arguments()).containsExactly("WS-C3850-48P-S", 100);
        assertThat(left()).isEmpty();
        set(member, null, 100);
        assertRefused(ErrorReason.RTU_COUNT_NEGATIVE, () -> set(member, null, -1));
    }

    @Test
    void what_was_converted_cannot_be_changed_and_the_rest_still_can() {
        set(active, RtuLevel.IPBASE, 10);
        convert("level", license("C3850-24-L-S"), 1);

        assertThat(refusal(() -> set(active, RtuLevel.IPSERVICES, 10)))
                .extracting(PortalException::reason, PortalException::field)
                .containsExactly(ErrorReason.RTU_CONVERTED, "level-" + active);
        assertRefused(ErrorReason.RTU_CONVERTED, () -> set(active, null, 10));
        set(active, RtuLevel.IPBASE, 12);
        convert("points", license("LIC-CTIOS-1A"), 2);
        assertRefused(ErrorReason.RTU_CONVERTED, () -> set(active, RtuLevel.IPBASE, 20));
        assertThat(rights.rights(account.administrator(), active).getFirst())
                .satisfies(one -> assertThat(one.levelConverted()).isTrue())
                .satisfies(one -> assertThat(one.accessPointsConverted()).isTrue())
                .satisfies(one -> assertThat(one.isOpen()).isFalse());
    }

    @Test
    void a_licence_that_waits_in_a_bulk_conversion_is_not_changed_under_it() {
        set(active, RtuLevel.IPBASE, 0);
        var job = sql.insertInto(CONVERSION_JOB)
                .set(CONVERSION_JOB.SMART_ACCOUNT_ID, account.id())
                .set(CONVERSION_JOB.VIRTUAL_ACCOUNT_ID, account.pool())
                .set(CONVERSION_JOB.KIND, ConversionKind.DEVICE)
                .set(CONVERSION_JOB.ORIGIN, "SELECTION")
                .set(CONVERSION_JOB.STATE, "WAITING")
                .set(CONVERSION_JOB.REQUEST_KEY, "waiting")
                .set(CONVERSION_JOB.REQUEST_HASH, new byte[32])
                .set(CONVERSION_JOB.TOTAL_LINES, 1)
                .set(CONVERSION_JOB.REQUESTED_BY, "test")
                .set(CONVERSION_JOB.REQUESTED_AT, Instant.parse("2027-01-31T09:00:00Z"))
                .returning(CONVERSION_JOB.CONVERSION_JOB_ID)
                .fetchSingle()
                .getConversionJobId();
        sql.insertInto(CONVERSION_JOB_LINE)
                .set(CONVERSION_JOB_LINE.CONVERSION_JOB_ID, job)
                .set(CONVERSION_JOB_LINE.LINE_NUMBER, 1)
                .set(CONVERSION_JOB_LINE.LEGACY_LICENSE_ID, license("C3850-24-L-S"))
                .set(CONVERSION_JOB_LINE.LABEL, "waiting")
                .set(CONVERSION_JOB_LINE.QUANTITY, 1)
                .set(CONVERSION_JOB_LINE.STATE, "PENDING")
                .execute();

        assertRefused(ErrorReason.RTU_IN_CONVERSION, () -> set(active, RtuLevel.IPSERVICES, 0));
        assertThat(left()).containsExactly(new SkuQuantity("C3850-24-L-S", 1));
    }

    @Test
    void a_router_has_no_rights_to_use_and_an_unknown_model_none_the_catalogue_knows() {
        LegacyDeviceId router = registration.add(
                account.administrator(),
                account.id(),
                new NewLegacyDevice("ISR 4000", "ISR4331/K9", next(), account.pool()));
        assertRefused(ErrorReason.RTU_PLATFORM, () -> set(router, RtuLevel.IPBASE, 0));

        LegacyDeviceId odd = registration.add(
                account.administrator(),
                account.id(),
                new NewLegacyDevice("Catalyst 3850", "WS-C3850-7P-S", next(), account.pool()));
        PortalException unknown = refusal(() -> set(odd, RtuLevel.IPBASE, 0));
        assertThat(unknown.reason()).isEqualTo(ErrorReason.RTU_UNKNOWN_FOR_MODEL);
        assertThat(unknown.arguments()).containsExactly("ipbase", "WS-C3850-7P-S");
    }

    @Test
    void a_foreign_device_is_unknown_and_so_is_a_switch_of_another_stack() {
        TestAccounts.Account foreign = accounts.account();
        LegacyDeviceId theirs = accounts.device(foreign, foreign.pool(), "C3850", "WS-C3850-24P-S");

        assertUnknown(() -> rights.rights(account.administrator(), theirs));
        assertUnknown(() ->
                rights.record(account.administrator(), theirs, List.of(new NewRights(theirs, RtuLevel.IPBASE, 0))));
        assertUnknown(() ->
                rights.record(account.administrator(), active, List.of(new NewRights(theirs, RtuLevel.IPBASE, 0))));
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        assertThat(rights.rights(viewer, active)).hasSize(2);
        assertNotAllowed(() -> rights.record(viewer, active, List.of(new NewRights(active, RtuLevel.IPBASE, 0))));
    }

    @Test
    void a_licence_converted_over_two_roads_at_once_and_a_level_changed_meanwhile_leave_everything_conserved()
            throws Exception {
        set(active, RtuLevel.IPBASE, 40);
        LegacyLicenseId points = license("LIC-CTIOS-1A");

        List<Integer> converted = Threads.race(12, i -> () -> switch (i % 3) {
            case 0 ->
                units(conversions.convert(
                        account.administrator(),
                        new ConvertLines(
                                "wizard-" + i, account.id(), account.pool(), List.of(new LineQuantity(points, 7)))));
            case 1 ->
                units(transactions.write(() -> act.carryOut(
                        account.administrator(),
                        new NewConversion(
                                ConversionKind.DLC, "dlc-" + i, new byte[32], account.id(), account.pool(), null),
                        Map.of(points, 7))));
            default -> {
                set(active, i % 2 == 0 ? RtuLevel.LANBASE : RtuLevel.IPSERVICES, 40);
                yield 0;
            }
        });

        int sum = converted.stream().mapToInt(Integer::intValue).sum();
        assertThat(sum).isEqualTo(35);
        assertThat(inventory.figures(account.administrator(), account.pool()).owned())
                .isEqualTo(35);
        assertThat(left()).contains(new SkuQuantity("LIC-CTIOS-1A", 5));
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private static int units(ConversionResult result) {
        return result instanceof ConversionResult.Converted done
                ? done.lines().getFirst().quantity()
                : 0;
    }

    private void set(LegacyDeviceId chassis, @Nullable RtuLevel level, int accessPoints) {
        rights.record(account.administrator(), chassis, List.of(new NewRights(chassis, level, accessPoints)));
    }

    private void convert(String key, LegacyLicenseId license, int quantity) {
        conversions.convert(
                account.administrator(),
                new ConvertLines(key, account.id(), account.pool(), List.of(new LineQuantity(license, quantity))));
    }

    private List<SkuQuantity> left() {
        return devices.detail(account.administrator(), active).item().left();
    }

    private LegacyLicenseId license(String sku) {
        return (LegacyLicenseId) devices.detail(account.administrator(), active).lines().stream()
                .filter(line -> line.sku().equals(sku))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static String next() {
        return "RTU%06d".formatted(SERIAL.incrementAndGet());
    }
}
