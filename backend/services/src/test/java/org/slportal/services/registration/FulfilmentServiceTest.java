package org.slportal.services.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.DEVICE_LICENSE_NAME;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.fulfilment.FulfilmentRefusal;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class FulfilmentServiceTest {

    private static final String SEC = "SL-4330-SEC-K9";

    @Autowired
    TestAccounts accounts;

    @Autowired
    FulfilmentService fulfilments;

    @Autowired
    RegisteredPakService paks;

    @Autowired
    RegisteredLicenseService licenses;

    @Autowired
    LicenseFiles files;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    DSLContext sql;

    @Test
    void licences_move_from_the_pak_to_the_device_and_every_sum_follows() throws Exception {
        var account = accounts.account();
        String sku = accounts.unboundSku();
        PakLineId line = accounts.pak(account, account.pool(), sku, 3, 0, null);
        LegacyDeviceId device = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");

        var first = get(account, "one", device, Map.of(line, 1));
        assertThat(pak(account, line).status()).isEqualTo(PakStatus.PARTIALLY_FULFILLED);
        get(account, "two", device, Map.of(line, 2));

        assertThat(first).isInstanceOfSatisfying(GetLicensesResult.Fulfilled.class, done -> {
            assertThat(done.lines())
                    .singleElement()
                    .extracting(GetLicensesResult.Line::quantity)
                    .isEqualTo(1);
            assertThat(done.file().name()).startsWith("ISR4331-K9_").endsWith(".lic.txt");
        });
        assertThat(pak(account, line).status()).isEqualTo(PakStatus.FULFILLED);
        assertThat(licenses.list(
                        account.administrator(), account.id(), PageQuery.first(10, RegisteredLicenseSort.DEVICE), ""))
                .singleElement()
                .satisfies(license -> {
                    assertThat(license.quantity()).isEqualTo(3);
                    assertThat(license.fromFile()).isTrue();
                });
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
        assertFile(sku, files.of(account.administrator(), device).text());
    }

    private static void assertFile(String sku, String text) throws Exception {
        assertThat(text)
                .contains("license: " + sku + "\n", "  quantity: 3\n", "licenses: 3\n")
                .contains("licenses only switches and routers simulated");
        int end = text.indexOf("sha256: ");
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(text.substring(0, end).getBytes(StandardCharsets.UTF_8));
        assertThat(text.substring(end)).isEqualTo("sha256: " + HexFormat.of().formatHex(hash) + "\n");
    }

    @Test
    void the_same_request_again_changes_nothing_and_another_one_under_its_key_is_a_conflict() {
        var account = accounts.account();
        PakLineId line = accounts.pak(account, account.pool(), accounts.unboundSku(), 3, 0, null);
        LegacyDeviceId device = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");

        var first = get(account, "key", device, Map.of(line, 2));
        var again = get(account, "key", device, Map.of(line, 2));

        assertThat(again).isEqualTo(first);
        assertThat(pak(account, line).lines().getFirst().fulfilled()).isEqualTo(2);
        assertRefused(ErrorReason.CONVERSION_REQUEST_REUSED, () -> get(account, "key", device, Map.of(line, 1)));
    }

    @Test
    void all_lines_or_none_and_each_refused_one_says_why() {
        var account = accounts.account();
        LegacyDeviceId device = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
        PakLineId good = accounts.pak(account, account.pool(), SEC, 3, 0, null);
        PakLineId unassigned = accounts.pak(account, null, SEC, 3, 0, null);
        PakLineId demo = accounts.pak(account, account.pool(), "L-CSR-DEMO-60D", 3, 0, null);
        PakLineId otherFamily = accounts.pak(account, account.pool(), "L-CSR-5G-SEC=", 3, 0, null);
        PakLineId rightToUse = accounts.pak(account, account.pool(), "C3850-24-L-S", 3, 0, null);
        PakLineId scarce = accounts.pak(account, account.pool(), "SL-4330-APP-K9", 3, 0, null);

        var result = get(
                account,
                "many",
                device,
                Map.of(good, 1, unassigned, 1, demo, 1, otherFamily, 1, rightToUse, 1, scarce, 4));

        assertThat(result)
                .isInstanceOfSatisfying(
                        GetLicensesResult.Rejected.class,
                        rejected -> assertThat(rejected.refusals())
                                .extracting(GetLicensesResult.Refusal::line, GetLicensesResult.Refusal::reason)
                                .containsExactlyInAnyOrder(
                                        org.assertj.core.groups.Tuple.tuple(
                                                unassigned, FulfilmentRefusal.PAK_NOT_ASSIGNED),
                                        org.assertj.core.groups.Tuple.tuple(demo, FulfilmentRefusal.DEMO_LICENSE),
                                        org.assertj.core.groups.Tuple.tuple(
                                                otherFamily, FulfilmentRefusal.FAMILY_DIFFERS),
                                        org.assertj.core.groups.Tuple.tuple(rightToUse, FulfilmentRefusal.RIGHT_TO_USE),
                                        org.assertj.core.groups.Tuple.tuple(
                                                scarce, FulfilmentRefusal.QUANTITY_EXCEEDS_AVAILABLE)));
        assertThat(pak(account, good).lines().getFirst().fulfilled()).isZero();
    }

    @Test
    void a_device_of_the_right_to_use_kind_takes_no_file() {
        var account = accounts.account();
        LegacyDeviceId device = accounts.device(account, account.pool(), "C9300", "C9300-24P");
        PakLineId line = accounts.pak(account, account.pool(), "C9300-NW-A-24", 3, 0, null);

        assertThat(refusals(account, device, Map.of(line, 1))).containsExactly(FulfilmentRefusal.DEVICE_TAKES_NO_FILE);
    }

    @Test
    void where_the_catalogue_names_models_the_model_and_its_room_decide() {
        var account = accounts.account();
        // A SKU of its own: what is named for it must not reach the other tests.
        String sku = "TEST-" + Sheets.number();
        var skuId = sql.insertInto(SKU)
                .set(SKU.CODE, sku)
                .set(SKU.DESCRIPTION, "Test")
                .set(SKU.FAMILY, "Test family")
                .set(SKU.LEGACY_METHOD, "PAK")
                .set(SKU.SOURCE, "test")
                .set(SKU.CONFIDENCE, "A")
                .returning(SKU.SKU_ID)
                .fetchSingle()
                .getSkuId();
        sql.insertInto(DEVICE_LICENSE_NAME)
                .set(
                        DEVICE_LICENSE_NAME.PLATFORM_ID,
                        sql.select(PLATFORM.PLATFORM_ID)
                                .from(PLATFORM)
                                .where(PLATFORM.NAME.eq("ISR4300"))
                                .fetchSingle(PLATFORM.PLATFORM_ID))
                .set(DEVICE_LICENSE_NAME.PID_PATTERN, "ISR4331(/K9)?")
                .set(DEVICE_LICENSE_NAME.LICENSE_FORM, "PAK")
                .set(DEVICE_LICENSE_NAME.NAME, sku)
                .set(DEVICE_LICENSE_NAME.SKU_ID, skuId)
                .set(DEVICE_LICENSE_NAME.MAX_COUNT, 2)
                .set(DEVICE_LICENSE_NAME.SOURCE, "test")
                .set(DEVICE_LICENSE_NAME.CONFIDENCE, "A")
                .execute();
        LegacyDeviceId fits = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
        LegacyDeviceId other = accounts.device(account, account.pool(), "ISR4300", "ISR4351/K9");
        PakLineId line = accounts.pak(account, account.pool(), sku, 5, 0, null);
        PakLineId second = accounts.pak(account, account.pool(), sku, 5, 0, null);

        assertThat(refusals(account, other, Map.of(line, 1))).containsExactly(FulfilmentRefusal.FAMILY_DIFFERS);
        assertThat(refusals(account, fits, Map.of(line, 3))).containsExactly(FulfilmentRefusal.DEVICE_IS_FULL);
        // Together they are too many, though each by itself would fit.
        assertThat(refusals(account, fits, Map.of(line, 1, second, 2)))
                .containsExactly(FulfilmentRefusal.DEVICE_IS_FULL);
        assertThat(get(account, "fits", fits, Map.of(line, 2))).isInstanceOf(GetLicensesResult.Fulfilled.class);
        assertThat(refusals(account, fits, Map.of(line, 1))).containsExactly(FulfilmentRefusal.DEVICE_IS_FULL);
    }

    @Test
    void rights_are_needed_on_the_pak_and_on_the_device() {
        var account = accounts.account();
        var pool = accounts.pool(account, "Branch");
        PakLineId line = accounts.pak(account, account.pool(), SEC, 3, 0, null);
        LegacyDeviceId there = accounts.device(account, pool, "ISR4300", "ISR4331/K9");
        LegacyDeviceId here = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
        var ofDefault = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, account.pool());
        var viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, account.pool());
        var foreign = accounts.account();
        LegacyDeviceId theirs = accounts.device(foreign, foreign.pool(), "ISR4300", "ISR4331/K9");
        PakLineId theirLine = accounts.pak(foreign, foreign.pool(), SEC, 3, 0, null);

        assertUnknown(
                () -> fulfilments.getLicenses(ofDefault, new GetLicenses("k", account.id(), there, Map.of(line, 1))));
        assertNotAllowed(
                () -> fulfilments.getLicenses(viewer, new GetLicenses("k", account.id(), here, Map.of(line, 1))));
        assertUnknown(() -> get(account, "k", theirs, Map.of(line, 1)));
        assertUnknown(() -> get(account, "k", here, Map.of(theirLine, 1)));
        assertUnknown(() -> files.of(account.administrator(), theirs));
        assertThat(fulfilments.devices(ofDefault, account.id(), "", 0, 10))
                .extracting(DeviceChoice::id)
                .containsExactly(here);
        assertThat(fulfilments.getLicenses(ofDefault, new GetLicenses("k", account.id(), here, Map.of(line, 1))))
                .isInstanceOf(GetLicensesResult.Fulfilled.class);
    }

    @Test
    void many_threads_take_from_one_line_and_no_licence_is_installed_twice() throws Exception {
        var account = accounts.account();
        PakLineId line = accounts.pak(account, account.pool(), accounts.unboundSku(), 7, 0, null);
        List<LegacyDeviceId> devices = List.of(
                accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9"),
                accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9"));

        var results =
                Threads.race(12, i -> () -> get(account, "race " + i / 2, devices.get(i / 2 % 2), Map.of(line, 2)));

        assertThat(pak(account, line).lines().getFirst().fulfilled()).isEqualTo(6);
        assertThat(results)
                .filteredOn(GetLicensesResult.Fulfilled.class::isInstance)
                .hasSize(6);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private List<FulfilmentRefusal> refusals(
            TestAccounts.Account account, LegacyDeviceId device, Map<PakLineId, Integer> quantities) {
        return fulfilments
                .check(account.administrator(), new GetLicenses("check", account.id(), device, quantities))
                .stream()
                .map(GetLicensesResult.Refusal::reason)
                .toList();
    }

    private GetLicensesResult get(
            TestAccounts.Account account, String key, LegacyDeviceId device, Map<PakLineId, Integer> quantities) {
        return fulfilments.getLicenses(account.administrator(), new GetLicenses(key, account.id(), device, quantities));
    }

    private RegisteredPakItem pak(TestAccounts.Account account, PakLineId line) {
        PakId id = sql.select(PAK_LINE.PAK_ID)
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_LINE_ID.eq(line))
                .fetchSingle(PAK_LINE.PAK_ID);
        return paks.detail(account.administrator(), id).pak();
    }
}
