package org.slportal.services.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.slportal.db.jooq.Tables.DEVICE_REFRESH;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class SearchServiceTest {

    private static final String SKU = "C9300-NW-A-24";
    private static final String LICENSE = "C9300 Network Advantage";
    private static final String RTU = "C3850-24-L-S";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    SearchService search;

    @Autowired
    ConversionService conversions;

    @Autowired
    Transactions transactions;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    @Test
    void a_pak_says_where_it_is_and_what_became_of_each_part_of_it() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        var line = accounts.pak(account, account.pool(), SKU, 10, 3, null);
        convert(account, branch, new LineQuantity(line, 2));
        convert(account, branch, new LineQuantity(line, 1));

        FoundPak pak = only(find(account, number(line)).paks());

        assertThat(pak.virtualAccount()).isEqualTo("Default");
        assertThat(pak.orderNumber()).isEqualTo("4711");
        assertThat(pak.convertible()).isTrue();
        FoundLine found = pak.lines().getFirst();
        assertThat(found.item().available()).isEqualTo(4);
        assertThat(found.fulfilled()).extracting(FulfilledPart::quantity).containsExactly(3);
        assertThat(found.fulfilled().getFirst().device()).startsWith("PID:ISR4331/K9,SN:FOC");
        assertThat(found.converted())
                .extracting(ConvertedPart::kind, ConvertedPart::licenses, ConvertedPart::virtualAccount)
                .containsExactly(tuple(ConversionKind.PAK, 3, "Branch"));
    }

    @Test
    void paks_are_found_by_the_beginning_of_their_number_and_by_their_order() {
        var account = accounts.account();
        var line = accounts.pak(account, null, SKU, 10, 0, null);
        String number = number(line);

        assertThat(find(account, number.substring(0, 9).toLowerCase(java.util.Locale.ROOT))
                        .paks()
                        .items())
                .extracting(FoundPak::number)
                .contains(number);
        FoundPak byOrder = only(find(account, "4711").paks());
        assertThat(byOrder.virtualAccount()).isNull();
        assertThat(byOrder.lines().getFirst().item().ineligibility()).isEqualTo(Ineligibility.NOT_ASSIGNED);
        // A percent sign is a character like any other.
        assertThat(find(account, "%").isEmpty()).isTrue();
        assertThat(find(account, number.substring(1)).paks().isEmpty()).isTrue();
    }

    @Test
    void a_device_is_found_by_serial_number_udi_and_host_name_wherever_it_is_known() {
        var account = accounts.account();
        var registered = devices.registered(account, account.pool());
        devices.authorize(registered, Map.of(LICENSE, 2));
        sql.update(PRODUCT_INSTANCE)
                .set(PRODUCT_INSTANCE.HOST_NAME, "krk-acc-" + account.id())
                .where(PRODUCT_INSTANCE.PIID.eq(registered.piid()))
                .execute();
        Udi udi = registered.udi();
        LegacyDeviceId legacy = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P");
        sql.update(LEGACY_DEVICE)
                .set(LEGACY_DEVICE.UDI_PID, udi.pid())
                .set(LEGACY_DEVICE.UDI_SERIAL_NUMBER, udi.serialNumber())
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(legacy))
                .execute();
        accounts.rightToUse(legacy, RTU, 1);

        for (String text : List.of(
                udi.serialNumber(),
                udi.asCli(),
                udi.asDisplayName(),
                "UDI Product ID:" + udi.pid() + ",UDI Serial Number:" + udi.serialNumber(),
                "krk-acc-" + account.id())) {
            FoundDevice device = only(find(account, text).devices());
            assertThat(device.udi()).isEqualTo(udi.asCli());
            assertThat(Objects.requireNonNull(device.instance()).licenses()).containsExactly(LICENSE + " (2)");
            assertThat(Objects.requireNonNull(device.registration()).lines())
                    .extracting(line -> line.item().sku())
                    .containsExactly(RTU);
        }
    }

    @Test
    void a_device_assigned_after_the_last_refresh_waits_for_the_next() {
        var account = accounts.account();
        var device = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P");
        var license = accounts.rightToUse(device, RTU, 1);

        assertThat(registration(account, device).waitsForRefresh()).isTrue();
        assertThat(registration(account, device).convertible()).isFalse();
        sql.insertInto(DEVICE_REFRESH)
                .set(DEVICE_REFRESH.SMART_ACCOUNT_ID, account.id())
                .set(DEVICE_REFRESH.REFRESHED_AT, clock.instant().plus(Duration.ofHours(1)))
                .execute();
        assertThat(registration(account, device).waitsForRefresh()).isFalse();
        assertThat(registration(account, device).convertible()).isTrue();

        convert(account, account.pool(), new LineQuantity(license, 1));
        var line = registration(account, device).lines().getFirst();
        assertThat(line.item().ineligibility()).isEqualTo(Ineligibility.NOTHING_LEFT);
        assertThat(line.converted())
                .extracting(ConvertedPart::kind, ConvertedPart::virtualAccount)
                .containsExactly(tuple(ConversionKind.DEVICE, "Default"));
    }

    @Test
    void a_sku_says_what_it_becomes_and_what_is_left_of_it() {
        var account = accounts.account();
        accounts.pak(account, account.pool(), SKU, 10, 0, null);
        accounts.pak(account, account.pool(), SKU, 5, 5, null);
        accounts.pak(accounts.account(), null, SKU, 7, 0, null);

        var found = find(account, SKU).skus().items().stream()
                .filter(sku -> sku.code().equals(SKU))
                .findFirst()
                .orElseThrow();

        assertThat(found.license()).isEqualTo(LICENSE);
        assertThat(found.paks()).isEqualTo(1);
        assertThat(found.available()).isEqualTo(10);
        assertThat(only(find(account, "ASR1_MFGINSTALL").skus()).license()).isNull();
    }

    @Test
    void a_licence_and_an_order_say_which_virtual_accounts_have_them() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 4);

        var license = find(account, LICENSE).licenses().items().stream()
                .filter(found -> found.name().equals(LICENSE))
                .findFirst()
                .orElseThrow();
        assertThat(license.pools().items())
                .extracting(FoundLicense.Pool::name, FoundLicense.Pool::owned, FoundLicense.Pool::balance)
                .containsExactly(tuple("Default", 4, 4));
        assertThat(license.skus().items()).contains(SKU);
        assertThat(only(find(account, "1").orders()))
                .extracting(FoundOrder::license, FoundOrder::quantity)
                .containsExactly(LICENSE, 4);
    }

    @Test
    void each_kind_shows_ten_and_says_that_there_is_more() {
        var account = accounts.account();
        for (int i = 0; i < Hits.SHOWN + 1; i++) {
            accounts.pak(account, account.pool(), SKU, 1, 0, null);
        }

        var found = find(account, "4711").paks();

        assertThat(found.items()).hasSize(Hits.SHOWN);
        assertThat(found.more()).isTrue();
    }

    @Test
    void the_number_of_queries_does_not_depend_on_what_is_found() {
        var small = accounts.account();
        accounts.pak(small, small.pool(), SKU, 2, 1, null);
        var large = accounts.account();
        for (int i = 0; i < Hits.SHOWN; i++) {
            var line = accounts.pak(large, large.pool(), SKU, 5, 2, null);
            convert(large, large.pool(), new LineQuantity(line, 1));
        }

        assertThat(questions(large, "4711")).isEqualTo(questions(small, "4711"));
        assertThat(questions(large, "FOC")).isEqualTo(questions(small, "FOC"));
        assertThat(questions(large, "C9300"))
                .isEqualTo(questions(small, "C9300"))
                .isLessThan(20);
    }

    @Test
    void what_lies_in_a_strangers_account_is_as_unknown_as_what_never_was() {
        var account = accounts.account();
        var foreign = accounts.account();
        var line = accounts.pak(account, account.pool(), SKU, 5, 2, null);
        var device = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P");
        devices.registered(account, account.pool());

        for (String text : List.of(number(line), serial(device), "NEVERWAS001")) {
            SearchAnswer answer = find(foreign, text);
            assertThat(answer.isEmpty()).isTrue();
            assertThat(answer.elsewhere()).isEmpty();
        }
        assertUnknown(() -> search.find(foreign.administrator(), account.id(), number(line)));
        assertUnknown(() -> search.find(foreign.administrator(), new SmartAccountId(Long.MAX_VALUE), number(line)));
    }

    @Test
    void somebody_of_two_accounts_is_told_which_of_them_has_it() {
        var account = accounts.account();
        var other = accounts.account();
        var line = accounts.pak(other, other.pool(), SKU, 5, 0, null);
        Actor both = new Actor(
                account.administrator().kind(),
                account.administrator().userId(),
                "both",
                List.of(
                        account.administrator().grants().getFirst(),
                        other.administrator().grants().getFirst()),
                null);

        assertThat(search.find(both, account.id(), number(line)).elsewhere()).hasSize(1);
    }

    @Test
    void somebody_of_one_virtual_account_finds_what_is_in_it_and_not_where_the_rest_went() {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        var inside = accounts.pak(account, own, SKU, 5, 0, null);
        var outside = accounts.pak(account, account.pool(), SKU, 5, 0, null);
        convert(account, account.pool(), new LineQuantity(inside, 1));
        var viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, own);

        assertThat(search.find(viewer, account.id(), number(outside)).isEmpty()).isTrue();
        var line = only(search.find(viewer, account.id(), number(inside)).paks())
                .lines()
                .getFirst();
        assertThat(line.converted())
                .extracting(ConvertedPart::licenses, ConvertedPart::virtualAccount, ConvertedPart::conversion)
                .containsExactly(tuple(1, null, null));
    }

    @Test
    void an_empty_search_and_one_by_an_approver_are_refused() {
        var account = accounts.account();
        assertRefused(ErrorReason.REQUIRED, () -> find(account, "  "));
        assertRefused(ErrorReason.TOO_LONG, () -> find(account, "x".repeat(121)));
        assertNotAllowed(
                () -> search.find(accounts.actor(account, Role.SMART_ACCOUNT_APPROVER, null), account.id(), "4711"));
    }

    private SearchAnswer find(TestAccounts.Account account, String text) {
        return search.find(account.administrator(), account.id(), text);
    }

    private FoundDevice.Registration registration(TestAccounts.Account account, LegacyDeviceId device) {
        return Objects.requireNonNull(
                only(find(account, serial(device)).devices()).registration());
    }

    private long questions(TestAccounts.Account account, String text) {
        return transactions.read(() -> {
            long before = questions();
            find(account, text);
            return questions() - before;
        });
    }

    private long questions() {
        return sql.fetchSingle("SHOW SESSION STATUS LIKE 'Questions'").get(1, Long.class);
    }

    private void convert(TestAccounts.Account account, VirtualAccountId target, LineQuantity line) {
        assertThat(conversions.convert(
                        account.administrator(),
                        new ConvertLines(java.util.UUID.randomUUID().toString(), account.id(), target, List.of(line))))
                .isInstanceOf(ConversionResult.Converted.class);
    }

    private String number(PakLineId line) {
        return sql.select(PAK.PAK_NUMBER)
                .from(PAK)
                .where(PAK.PAK_ID.eq(DSL.select(PAK_LINE.PAK_ID).from(PAK_LINE).where(PAK_LINE.PAK_LINE_ID.eq(line))))
                .fetchSingle()
                .value1();
    }

    private String serial(LegacyDeviceId device) {
        return sql.select(LEGACY_DEVICE.UDI_SERIAL_NUMBER)
                .from(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(device))
                .fetchSingle()
                .value1();
    }

    private static <T> T only(Hits<T> hits) {
        assertThat(hits.items()).hasSize(1);
        return hits.items().getFirst();
    }
}
