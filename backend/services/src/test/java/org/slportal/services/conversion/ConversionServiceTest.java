package org.slportal.services.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.inventory.TransactionItem;
import org.slportal.services.inventory.TransactionSort;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ConversionServiceTest {

    private static final String PARTIAL = "C9300-NW-A-24";
    private static final String LICENSE = "C9300 Network Advantage";
    private static final String WHOLE = "C1-ISE-PLS-T";
    private static final PageQuery<PakSort> PAGE = PageQuery.first(50, PakSort.NUMBER);

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    ConversionService conversions;

    @Autowired
    PakService paks;

    @Autowired
    InventoryService inventory;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private static ConvertLines asked(
            String key, TestAccounts.Account account, VirtualAccountId target, LineQuantity... lines) {
        return new ConvertLines(key, account.id(), target, List.of(lines));
    }

    private ConversionResult convert(TestAccounts.Account account, String key, LineQuantity... lines) {
        return conversions.convert(account.administrator(), asked(key, account, account.pool(), lines));
    }

    private static List<Ineligibility> reasons(ConversionResult result) {
        return ((ConversionResult.Rejected) result)
                .refusals().stream().map(LineRefusal::reason).toList();
    }

    private int converted(TraditionalLineId line) {
        return sql.select(PAK_LINE.CONVERTED)
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_LINE_ID.eq((PakLineId) line))
                .fetchSingle()
                .value1();
    }

    private PakId pakOf(TraditionalLineId line) {
        return sql.select(PAK_LINE.PAK_ID)
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_LINE_ID.eq((PakLineId) line))
                .fetchSingle()
                .value1();
    }

    private List<LicenseListItem> licenses(TestAccounts.Account account) {
        return inventory.licenses(
                account.administrator(), account.pool(), PageQuery.first(50, LicenseSort.NAME), LicenseFilter.ALL);
    }

    private void assertNothingHappened(TestAccounts.Account account) {
        assertThat(licenses(account)).isEmpty();
        assertThat(sql.fetchCount(CONVERSION, CONVERSION.SMART_ACCOUNT_ID.eq(account.id())))
                .isZero();
        assertThat(sql.fetchCount(EVENT, EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq("PAK_CONVERTED"))))
                .isZero();
    }

    @Test
    void a_part_of_a_line_arrives_in_the_pool_and_the_rest_stays() {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), PARTIAL, 25, 0, null);

        var result = convert(account, "part", new LineQuantity(line, 10));

        assertThat(((ConversionResult.Converted) result).lines())
                .extracting(ConvertedLine::license, ConvertedLine::quantity, ConvertedLine::licenseQuantity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(LICENSE, 10, 10));
        var pak = paks.detail(account.administrator(), pakOf(line));
        assertThat(pak.item().available()).isEqualTo(15);
        assertThat(pak.item().status()).isEqualTo(PakStatus.PARTIALLY_CONVERTED);
        assertThat(licenses(account)).extracting(LicenseListItem::owned).containsExactly(10);
        assertThat(inventory.transactions(
                        account.administrator(),
                        account.pool(),
                        null,
                        new PageQuery<>(0, 10, TransactionSort.TIME, false)))
                .extracting(TransactionItem::origin, TransactionItem::quantity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(pak.item().number(), 10));
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);

        convert(account, "rest", new LineQuantity(line, 15));
        assertThat(paks.detail(account.administrator(), pakOf(line)).item().status())
                .isEqualTo(PakStatus.CONVERTED);
        assertThat(reasons(convert(account, "more", new LineQuantity(line, 1))))
                .containsExactly(Ineligibility.NOTHING_LEFT);
    }

    @ParameterizedTest
    @CsvSource({
        "0,QUANTITY_NOT_POSITIVE",
        "-1,QUANTITY_NOT_POSITIVE",
        "-2147483648,QUANTITY_NOT_POSITIVE",
        "6,QUANTITY_EXCEEDS_AVAILABLE",
        "2147483647,QUANTITY_EXCEEDS_AVAILABLE"
    })
    void a_quantity_that_is_none_or_too_many_is_refused(int quantity, Ineligibility reason) {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), PARTIAL, 8, 3, null);

        assertThat(reasons(convert(account, "quantity", new LineQuantity(line, quantity))))
                .containsExactly(reason);
        assertNothingHappened(account);
    }

    @Test
    void a_line_named_twice_is_added_up_without_overflow_and_without_mending_a_negative() {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), PARTIAL, 8, 0, null);
        var most = new LineQuantity(line, Integer.MAX_VALUE);

        assertThat(reasons(convert(account, "overflow", most, most)))
                .containsExactly(Ineligibility.QUANTITY_EXCEEDS_AVAILABLE);
        assertThat(reasons(convert(account, "mixed", new LineQuantity(line, 5), new LineQuantity(line, -2))))
                .containsExactly(Ineligibility.QUANTITY_NOT_POSITIVE);
        assertNothingHappened(account);
        convert(account, "sum", new LineQuantity(line, 2), new LineQuantity(line, 3));
        assertThat(converted(line)).isEqualTo(5);
    }

    @Test
    void a_sku_that_converts_as_a_whole_is_refused_in_part() {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), WHOLE, 25, 0, null);

        assertThat(reasons(convert(account, "part", new LineQuantity(line, 10))))
                .containsExactly(Ineligibility.ALL_OR_NOTHING);
        assertNothingHappened(account);
        assertThat(convert(account, "whole", new LineQuantity(line, 25)))
                .isInstanceOf(ConversionResult.Converted.class);
    }

    @Test
    void each_kind_of_ineligible_line_is_refused_with_its_reason() {
        var account = accounts.account();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<PakLineId, Ineligibility> expected = Map.of(
                accounts.pak(account, null, PARTIAL, 5, 0, null), Ineligibility.NOT_ASSIGNED,
                accounts.pak(account, account.pool(), "ASR1_MFGINSTALL", 5, 0, null),
                        Ineligibility.NO_EQUIVALENT_LICENSE,
                accounts.pak(account, account.pool(), "L-CSR-DEMO-60D", 5, 0, null), Ineligibility.DEMO_LICENSE,
                accounts.pak(account, account.pool(), "C9300-DNA-A-24-3Y", 5, 0, today.minusDays(1)),
                        Ineligibility.TERM_ENDED,
                accounts.pak(account, account.pool(), PARTIAL, 5, 5, null), Ineligibility.FULFILLED_TO_DEVICE);

        expected.forEach((line, reason) -> assertThat(reasons(convert(account, "bad", new LineQuantity(line, 1))))
                .containsExactly(reason));
        assertNothingHappened(account);
    }

    @Test
    void a_term_licence_converts_on_its_last_day_and_keeps_its_end() {
        var account = accounts.account();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var line = accounts.pak(account, account.pool(), "C9300-DNA-A-24-3Y", 5, 0, today);

        assertThat(convert(account, "last day", new LineQuantity(line, 5)))
                .isInstanceOf(ConversionResult.Converted.class);
        assertThat(inventory.transactions(
                        account.administrator(),
                        account.pool(),
                        null,
                        new PageQuery<>(0, 10, TransactionSort.TIME, false)))
                .extracting(TransactionItem::endsOn)
                .containsExactly(today);
    }

    @Test
    void one_bad_line_of_two_leaves_both_as_they_were() {
        var account = accounts.account();
        var good = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var bad = accounts.pak(account, account.pool(), PARTIAL, 5, 5, null);

        var result = convert(account, "two", new LineQuantity(good, 5), new LineQuantity(bad, 1));

        assertThat(((ConversionResult.Rejected) result).refusals())
                .extracting(LineRefusal::line)
                .containsExactly(bad);
        assertThat(converted(good)).isZero();
        assertNothingHappened(account);
    }

    @Test
    void a_request_key_used_again_for_something_else_is_a_conflict_and_for_the_same_the_same_answer() {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var first = convert(account, "key", new LineQuantity(line, 2));

        assertThat(convert(account, "key", new LineQuantity(line, 2))).isEqualTo(first);
        assertRefused(ErrorReason.CONVERSION_REQUEST_REUSED, () -> convert(account, "key", new LineQuantity(line, 3)));
        assertThat(converted(line)).isEqualTo(2);
        // Keys belong to an account.
        var other = accounts.account();
        var otherLine = accounts.pak(other, other.pool(), PARTIAL, 5, 0, null);
        assertThat(convert(other, "key", new LineQuantity(otherLine, 1)))
                .isInstanceOf(ConversionResult.Converted.class);
    }

    @Test
    void a_double_click_on_all_that_is_left_gets_one_answer_twice() throws Exception {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), WHOLE, 5, 0, null);

        var results = Threads.race(12, i -> () -> convert(account, "click", new LineQuantity(line, 5)));

        assertThat(results)
                .allMatch(ConversionResult.Converted.class::isInstance)
                .containsOnly(results.getFirst());
        assertThat(licenses(account)).extracting(LicenseListItem::owned).containsExactly(5);
    }

    @Test
    void an_empty_request_one_without_a_key_and_one_with_too_many_lines_are_refused() {
        var account = accounts.account();
        var line = new LineQuantity(accounts.pak(account, account.pool(), PARTIAL, 5, 0, null), 1);

        assertRefused(ErrorReason.CONVERSION_EMPTY, () -> convert(account, "key"));
        assertRefused(ErrorReason.CONVERSION_REQUEST_ID, () -> convert(account, " ", line));
        assertRefused(ErrorReason.CONVERSION_REQUEST_ID, () -> convert(account, "x".repeat(81), line));
        assertRefused(
                ErrorReason.CONVERSION_TOO_MANY_LINES,
                () -> conversions.convert(
                        account.administrator(),
                        new ConvertLines(
                                "key",
                                account.id(),
                                account.pool(),
                                Collections.nCopies(ConversionService.MAX_LINES + 1, line))));
        assertNothingHappened(account);
    }

    @Test
    void the_preview_tells_what_the_conversion_then_does_and_writes_nothing() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 3));
        var good = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var bad = accounts.pak(account, account.pool(), PARTIAL, 5, 5, null);
        var request = asked("preview", account, account.pool(), new LineQuantity(good, 4));

        var preview = conversions.preview(account.administrator(), request);

        assertThat(preview.refusals()).isEmpty();
        assertThat(preview.changes()).containsExactly(new PoolChange(LICENSE, 0, 4, -3, 1));
        assertThat(preview.devicesBecomingCompliant())
                .containsExactly(device.udi().asDisplayName());
        assertThat(converted(good)).isZero();
        assertThat(licenses(account)).extracting(LicenseListItem::owned).containsExactly(0);
        assertThat(conversions
                        .preview(
                                account.administrator(),
                                asked(
                                        "preview",
                                        account,
                                        account.pool(),
                                        new LineQuantity(good, 4),
                                        new LineQuantity(bad, 1)))
                        .refusals())
                .extracting(LineRefusal::reason)
                .containsExactly(Ineligibility.FULFILLED_TO_DEVICE);

        conversions.convert(account.administrator(), request);
        assertThat(licenses(account))
                .extracting(LicenseListItem::owned, LicenseListItem::balance)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(4, 1));
    }

    @Test
    void foreign_lines_and_targets_read_like_ones_that_never_were() {
        var account = accounts.account();
        var foreign = accounts.account();
        var line = new LineQuantity(accounts.pak(account, account.pool(), PARTIAL, 5, 0, null), 1);
        var own = new LineQuantity(accounts.pak(foreign, foreign.pool(), PARTIAL, 5, 0, null), 1);
        var nobodys = new LineQuantity(new PakLineId(Long.MAX_VALUE), 1);
        Actor actor = foreign.administrator();

        for (LineQuantity strange : List.of(line, nobodys)) {
            assertUnknown(() -> convert(foreign, "foreign", strange));
            assertUnknown(() -> convert(foreign, "foreign", own, strange));
            assertUnknown(() -> conversions.preview(actor, asked("foreign", foreign, foreign.pool(), strange)));
        }
        for (VirtualAccountId target : List.of(account.pool(), new VirtualAccountId(Long.MAX_VALUE))) {
            assertUnknown(() -> conversions.convert(actor, asked("foreign", foreign, target, own)));
            assertUnknown(() -> conversions.convert(actor, asked("foreign", account, target, line)));
        }
        for (PakId pak : List.of(pakOf(line.line()), new PakId(Long.MAX_VALUE))) {
            assertUnknown(() -> paks.detail(actor, pak));
            assertThat(paks.lines(actor, foreign.id(), List.of(pak))).isEmpty();
        }
        assertUnknown(() -> paks.list(actor, account.id(), PAGE, PakFilter.ALL));
        assertUnknown(() -> paks.count(actor, account.id(), PakFilter.ALL));
        assertThat(paks.find(actor, foreign.id(), number(line.line()))).isEmpty();
        assertThat(converted(line.line())).isZero();
        assertThat(converted(own.line())).isZero();
    }

    @Test
    void a_viewer_looks_but_does_not_convert() {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var request = asked("viewer", account, account.pool(), new LineQuantity(line, 1));

        assertThat(paks.count(viewer, account.id(), PakFilter.ALL)).isEqualTo(1);
        assertNotAllowed(() -> conversions.convert(viewer, request));
        assertNotAllowed(() -> conversions.preview(viewer, request));
    }

    @Test
    void a_virtual_account_user_converts_the_paks_of_their_own_only() {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        var user = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, own);
        var inside = new LineQuantity(accounts.pak(account, own, PARTIAL, 5, 0, null), 1);
        var outside = new LineQuantity(accounts.pak(account, account.pool(), PARTIAL, 5, 0, null), 1);
        var unassigned = new LineQuantity(accounts.pak(account, null, PARTIAL, 5, 0, null), 1);

        assertThat(paks.list(user, account.id(), PAGE, PakFilter.ALL))
                .extracting(PakListItem::id)
                .containsExactly(pakOf(inside.line()));
        assertUnknown(() -> paks.detail(user, pakOf(outside.line())));
        assertUnknown(() -> conversions.convert(user, asked("out", account, own, outside)));
        assertNotAllowed(() -> conversions.convert(user, asked("none", account, own, unassigned)));
        assertUnknown(() -> conversions.convert(user, asked("to", account, account.pool(), inside)));
        assertThat(conversions.convert(user, asked("in", account, own, inside)))
                .isInstanceOf(ConversionResult.Converted.class);
    }

    @Test
    void the_pak_list_finds_pak_sku_virtual_account_and_order_and_filters_by_status() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch 100%");
        var one = accounts.pak(account, account.pool(), PARTIAL, 5, 0, null);
        var two = accounts.pak(account, branch, WHOLE, 5, 5, null);

        assertThat(found(account, number(two), null)).containsExactly(pakOf(two));
        assertThat(found(account, "ise-pls", null)).containsExactly(pakOf(two));
        assertThat(found(account, "100%", null)).containsExactly(pakOf(two));
        assertThat(found(account, "4711", null)).containsExactly(pakOf(one), pakOf(two));
        assertThat(found(account, "", PakStatus.FULFILLED)).containsExactly(pakOf(two));
        assertThat(found(account, "nothing like it", null)).isEmpty();
    }

    private List<PakId> found(TestAccounts.Account account, String text, @Nullable PakStatus status) {
        PakFilter filter = new PakFilter(text, status);
        List<PakId> found = paks.list(account.administrator(), account.id(), PAGE, filter).stream()
                .map(PakListItem::id)
                .toList();
        assertThat(paks.count(account.administrator(), account.id(), filter)).isEqualTo(found.size());
        return found;
    }

    private String number(TraditionalLineId line) {
        return sql.select(PAK.PAK_NUMBER)
                .from(PAK)
                .where(PAK.PAK_ID.eq(pakOf(line)))
                .fetchSingle()
                .value1();
    }
}
