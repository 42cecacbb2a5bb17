package org.slportal.services.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventListItem;
import org.slportal.services.event.EventSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

/** Lists, details, export, transactions and the guide of License Registration. */
@DatabaseTest
class RegistrationReadingTest {

    private static final String HEAD =
            "\uFEFFPAK/Token,Family,Virtual Account,Order Number,Product,SKU,Status,Licenses Used,Available\r\n";

    @Autowired
    TestAccounts accounts;

    @Autowired
    PakRegistrationService registration;

    @Autowired
    RegisteredPakService paks;

    @Autowired
    RegisteredLicenseService licenses;

    @Autowired
    RegistrationTransactionService transactions;

    @Autowired
    RegistrationGuideService guide;

    @Autowired
    FulfilmentService fulfilments;

    @Autowired
    ConversionService conversions;

    @Autowired
    PakExport export;

    @Autowired
    DSLContext sql;

    @Test
    void paks_stand_by_family_then_number_and_page_without_gaps() {
        var account = accounts.account();
        String a = Sheets.number();
        String b = Sheets.number();
        String c = Sheets.number();
        add(account, c + " C9300-NW-A-24 1\n" + b + " SL-4330-SEC-K9 1\n" + a + " SL-4330-SEC-K9 1");

        assertThat(numbers(account, RegisteredPakSort.FAMILY, RegisteredPakFilter.ALL))
                .containsExactly(c, a, b);
        assertThat(numbers(account, RegisteredPakSort.NUMBER, RegisteredPakFilter.ALL))
                .containsExactly(a, b, c);
        assertThat(paks.list(
                        account.administrator(),
                        account.id(),
                        new PageQuery<>(1, 1, RegisteredPakSort.FAMILY, true),
                        RegisteredPakFilter.ALL))
                .extracting(RegisteredPakItem::number)
                .containsExactly(a);
        assertThat(numbers(account, RegisteredPakSort.ORDER_NUMBER, RegisteredPakFilter.ALL))
                .hasSize(3);
        assertThat(paks.families(account.administrator(), account.id())).containsExactly("Catalyst 9300", "ISR 4000");
    }

    @Test
    void a_filter_leaves_what_it_names() {
        var account = accounts.account();
        VirtualAccountId branch = accounts.pool(account, "Branch office");
        String a = Sheets.number();
        String b = Sheets.number();
        add(
                account,
                "PAK,SKU,Quantity,Order Number,Order Date,Virtual Account\n" + a
                        + ",SL-4330-SEC-K9,1,ORDER-17,2019-04-17,Branch office\n" + b
                        + ",C9300-NW-A-24,1,ORDER-18,2020-04-17,\n");

        assertThat(found(account, RegisteredPakFilter.text("order-17"))).containsExactly(a);
        assertThat(found(account, RegisteredPakFilter.text("branch"))).containsExactly(a);
        assertThat(found(account, RegisteredPakFilter.text("nw-a"))).containsExactly(b);
        assertThat(found(account, RegisteredPakFilter.text(a.toLowerCase(java.util.Locale.ROOT))))
                .containsExactly(a);
        assertThat(found(account, RegisteredPakFilter.text("%"))).isEmpty();
        assertThat(found(account, new RegisteredPakFilter("", null, "ISR 4000", null, null, null)))
                .containsExactly(a);
        assertThat(found(account, new RegisteredPakFilter("", null, null, branch, null, null)))
                .containsExactly(a);
        assertThat(found(account, new RegisteredPakFilter("", null, null, null, LocalDate.of(2020, 4, 17), null)))
                .containsExactly(b);
        assertThat(found(account, new RegisteredPakFilter("", null, null, null, null, LocalDate.of(2019, 4, 17))))
                .containsExactly(a);
    }

    @Test
    void a_status_is_of_the_line_and_leaves_other_lines_out_in_list_and_export() {
        var account = accounts.account();
        String number = Sheets.number();
        add(account, number + ",SL-4330-SEC-K9,4,=1+1\n" + number + ",SL-4330-APP-K9,2");
        var item = paks.list(
                        account.administrator(),
                        account.id(),
                        PageQuery.first(1, RegisteredPakSort.NUMBER),
                        RegisteredPakFilter.ALL)
                .getFirst();
        convert(account, item.lines().get(0).id(), 4);

        for (PakStatus status : PakStatus.values()) {
            boolean expected = status == PakStatus.CONVERTED || status == PakStatus.UNFULFILLED;
            assertThat(found(account, status(status))).as(status.name()).hasSize(expected ? 1 : 0);
        }
        String all = csv(account, RegisteredPakFilter.ALL);
        assertThat(all)
                .isEqualTo(HEAD
                        + number
                        + ",ISR 4000,Default,'=1+1,Security for ISR 4330,SL-4330-SEC-K9,CONVERTED,4,0\r\n"
                                .replace(
                                        "Security for ISR 4330",
                                        item.lines().get(0).product())
                        + number
                        + ",ISR 4000,Default,'=1+1,%s,SL-4330-APP-K9,UNFULFILLED,0,2\r\n"
                                .formatted(item.lines().get(1).product()));
        assertThat(csv(account, status(PakStatus.UNFULFILLED)))
                .contains("SL-4330-APP-K9")
                .doesNotContain("SL-4330-SEC-K9");
    }

    @Test
    void an_export_longer_than_a_batch_has_every_pak_once() {
        var account = accounts.account();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2_100; i++) {
            lines.append(Sheets.number()).append(i % 2 == 0 ? " SL-4330-SEC-K9 1\n" : " C9300-NW-A-24 1\n");
        }
        add(account, lines.toString());

        List<String> rows =
                csv(account, RegisteredPakFilter.ALL).lines().skip(1).toList();

        assertThat(rows).hasSize(2_100).doesNotHaveDuplicates();
        assertThat(rows.getFirst()).contains("Catalyst 9300");
        assertThat(rows.getLast()).contains("ISR 4000");
    }

    @Test
    void the_detail_says_where_each_part_went() {
        var account = accounts.account();
        PakLineId line = accounts.pak(account, account.pool(), accounts.unboundSku(), 10, 0, null);
        var device = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
        fulfilments.getLicenses(account.administrator(), new GetLicenses("k", account.id(), device, Map.of(line, 3)));
        convert(account, line, 2);
        var id = paks.list(
                        account.administrator(),
                        account.id(),
                        PageQuery.first(1, RegisteredPakSort.NUMBER),
                        RegisteredPakFilter.ALL)
                .getFirst()
                .id();

        var detail = paks.detail(account.administrator(), id);

        assertThat(detail.pak().lines().getFirst().used()).isEqualTo(5);
        assertThat(detail.installed()).singleElement().satisfies(part -> {
            assertThat(part.quantity()).isEqualTo(3);
            assertThat(part.udi()).startsWith("PID:ISR4331/K9,SN:");
        });
        assertThat(detail.converted()).singleElement().satisfies(part -> {
            assertThat(part.quantity()).isEqualTo(2);
            assertThat(part.virtualAccount()).isEqualTo("Default");
            assertThat(part.by()).isEqualTo(account.userName());
        });
        assertThat(detail.events())
                .extracting(EventListItem::code)
                .containsExactly(EventCode.PAK_CONVERTED, EventCode.LICENSE_FULFILLED);
        assertUnknown(() -> paks.detail(accounts.account().administrator(), id));
    }

    @Test
    void a_pak_that_is_nobodys_has_no_detail() {
        String number = Sheets.unclaimed(sql, "SL-4330-SEC-K9", 1);
        var pak = org.slportal.db.jooq.Tables.PAK;
        var id = sql.select(pak.PAK_ID)
                .from(pak)
                .where(pak.PAK_NUMBER.eq(number))
                .fetchSingle(pak.PAK_ID);

        assertUnknown(() -> paks.detail(accounts.account().administrator(), id));
    }

    @Test
    void the_transactions_are_those_of_license_registration_paged_and_filtered() {
        var account = accounts.account();
        String a = Sheets.number();
        add(account, a + " SL-4330-SEC-K9 1\n" + Sheets.number() + " SL-4330-SEC-K9 1");
        PakLineId line = accounts.pak(account, account.pool(), "SL-4330-SEC-K9", 10, 0, null);
        convert(account, line, 2);

        assertThat(transactions(account, 0, TransactionFilter.ALL))
                .extracting(EventListItem::code)
                .containsExactly(EventCode.PAK_CONVERTED, EventCode.PAK_ADDED);
        assertThat(transactions(account, 2, TransactionFilter.ALL))
                .extracting(EventListItem::code)
                .containsExactly(EventCode.PAK_ADDED);
        assertThat(transactions.count(account.administrator(), account.id(), TransactionFilter.ALL))
                .isEqualTo(3);
        assertThat(transactions(account, 0, new TransactionFilter(EventCode.PAK_CONVERTED, "")))
                .hasSize(1);
        assertThat(transactions(account, 0, new TransactionFilter(null, a)))
                .singleElement()
                .satisfies(event -> assertThat(event.parameters()).containsEntry("pak", a));
        assertThat(transactions(account, 0, new TransactionFilter(null, account.userName())))
                .hasSize(2);
    }

    @Test
    void the_guide_ticks_what_is_done() {
        var account = accounts.account();
        assertThat(guide.progress(account.administrator(), account.id()))
                .isEqualTo(new RegistrationProgress(false, false, false, false));
        PakLineId line = accounts.pak(account, null, "SL-4330-SEC-K9", 10, 0, null);
        assertThat(guide.progress(account.administrator(), account.id()))
                .isEqualTo(new RegistrationProgress(true, false, false, false));
        PakLineId assigned = accounts.pak(account, account.pool(), "SL-4330-SEC-K9", 10, 0, null);
        assertThat(guide.progress(account.administrator(), account.id()))
                .isEqualTo(new RegistrationProgress(true, true, false, false));
        convert(account, assigned, 1);
        assertThat(guide.progress(account.administrator(), account.id()))
                .isEqualTo(new RegistrationProgress(true, true, true, true));
        assertThat(line).isNotEqualTo(assigned);
    }

    @Test
    void who_is_limited_to_a_virtual_account_sees_its_things_only_and_others_nothing() {
        var account = accounts.account();
        VirtualAccountId branch = accounts.pool(account, "Branch");
        accounts.pak(account, account.pool(), "SL-4330-SEC-K9", 10, 1, null);
        accounts.pak(account, null, "SL-4330-SEC-K9", 10, 0, null);
        accounts.pak(account, branch, "SL-4330-SEC-K9", 10, 1, null);
        var limited = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, branch);
        var approver = accounts.actor(account, Role.SMART_ACCOUNT_APPROVER, null);
        var foreign = accounts.account().administrator();
        var page = PageQuery.first(10, RegisteredPakSort.FAMILY);
        var licensePage = PageQuery.first(10, RegisteredLicenseSort.DEVICE);
        var events = PageQuery.first(10, EventSort.TIME);

        assertThat(paks.list(limited, account.id(), page, RegisteredPakFilter.ALL))
                .singleElement()
                .satisfies(pak -> assertThat(pak.pool()).isEqualTo(branch));
        assertThat(paks.count(limited, account.id(), RegisteredPakFilter.ALL)).isEqualTo(1);
        assertThat(licenses.list(limited, account.id(), licensePage, "")).hasSize(1);
        assertThat(licenses.count(limited, account.id(), "").rows()).isEqualTo(1);
        assertThat(transactions.list(limited, account.id(), events, TransactionFilter.ALL))
                .isEmpty();
        assertNotAllowed(() -> paks.list(approver, account.id(), page, RegisteredPakFilter.ALL));
        assertUnknown(() -> paks.list(foreign, account.id(), page, RegisteredPakFilter.ALL));
        assertUnknown(() -> paks.families(foreign, account.id()));
        assertUnknown(() -> licenses.list(foreign, account.id(), licensePage, ""));
        assertUnknown(() -> transactions.list(foreign, account.id(), events, TransactionFilter.ALL));
        assertUnknown(() -> guide.progress(foreign, account.id()));
        assertUnknown(() -> export.write(foreign, account.id(), RegisteredPakFilter.ALL, new ByteArrayOutputStream()));
    }

    private void add(TestAccounts.Account account, String lines) {
        assertThat(registration.add(account.administrator(), Sheets.lines(account, account.pool(), lines)))
                .isInstanceOf(AddPaksResult.Added.class);
    }

    private void convert(TestAccounts.Account account, PakLineId line, int quantity) {
        conversions.convert(
                account.administrator(),
                new ConvertLines(
                        "convert " + line, account.id(), account.pool(), List.of(new LineQuantity(line, quantity))));
    }

    private static RegisteredPakFilter status(PakStatus status) {
        return new RegisteredPakFilter("", status, null, null, null, null);
    }

    private List<String> found(TestAccounts.Account account, RegisteredPakFilter filter) {
        List<String> numbers = numbers(account, RegisteredPakSort.FAMILY, filter);
        assertThat(paks.count(account.administrator(), account.id(), filter)).isEqualTo(numbers.size());
        return numbers;
    }

    private List<String> numbers(TestAccounts.Account account, RegisteredPakSort sort, RegisteredPakFilter filter) {
        return paks.list(account.administrator(), account.id(), PageQuery.first(100, sort), filter).stream()
                .map(RegisteredPakItem::number)
                .toList();
    }

    private List<EventListItem> transactions(TestAccounts.Account account, int offset, TransactionFilter filter) {
        return transactions.list(
                account.administrator(), account.id(), new PageQuery<>(offset, 2, EventSort.TIME, false), filter);
    }

    private String csv(TestAccounts.Account account, RegisteredPakFilter filter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(account.administrator(), account.id(), filter, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
