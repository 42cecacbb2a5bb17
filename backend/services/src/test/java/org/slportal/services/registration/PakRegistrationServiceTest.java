package org.slportal.services.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.csv.CsvProblem;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventSort;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class PakRegistrationServiceTest {

    private static final String HEAD = "PAK,SKU,Quantity,Order Number,Order Date,Family,Term Date,Virtual Account\n";
    private static final int THREADS = 8;

    @Autowired
    TestAccounts accounts;

    @Autowired
    PakRegistrationService registration;

    @Autowired
    RegisteredPakService paks;

    @Autowired
    RegistrationTransactionService transactions;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    DSLContext sql;

    @Test
    void a_number_alone_claims_a_pak_that_is_nobodys() {
        var account = accounts.account();
        String number = Sheets.unclaimed(sql, "SL-4330-SEC-K9", 3);

        var result = add(account, Sheets.lines(account, account.pool(), number.toLowerCase(java.util.Locale.ROOT)));

        assertThat(result).isEqualTo(new AddPaksResult.Added(0, 1, 0, 0));
        assertThat(list(account)).singleElement().satisfies(pak -> {
            assertThat(pak.number()).isEqualTo(number);
            assertThat(pak.pool()).isEqualTo(account.pool());
            assertThat(pak.lines().getFirst().available()).isEqualTo(3);
        });
        assertThat(transactions.list(
                        account.administrator(),
                        account.id(),
                        new PageQuery<>(0, 10, EventSort.TIME, false),
                        TransactionFilter.ALL))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.code()).isEqualTo(EventCode.PAK_ADDED);
                    assertThat(event.parameters()).containsEntry("lines", "SL-4330-SEC-K9 (3)");
                });
    }

    @Test
    void a_number_nobody_issued_and_one_that_is_taken_are_told_apart_and_nothing_leaks() {
        var account = accounts.account();
        var other = accounts.account();
        String theirs = Sheets.unclaimed(sql, "SL-4330-SEC-K9", 1);
        add(other, Sheets.lines(other, other.pool(), theirs));
        String mine = Sheets.unclaimed(sql, "SL-4330-SEC-K9", 1);
        add(account, Sheets.lines(account, account.pool(), mine));

        var check = check(account, theirs + "\n" + mine + "\n" + Sheets.number());

        assertThat(check.problems())
                .extracting(CsvProblem::line, CsvProblem::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, ErrorReason.PAK_ELSEWHERE),
                        org.assertj.core.groups.Tuple.tuple(2L, ErrorReason.PAK_ALREADY_HERE),
                        org.assertj.core.groups.Tuple.tuple(3L, ErrorReason.PAK_NOT_ISSUED));
        assertThat(check.problems().getFirst().text())
                .isEqualTo("This PAK is already assigned to another Smart Account.");
    }

    @Test
    void a_pak_that_was_issued_is_not_made_again_with_other_skus() {
        var account = accounts.account();
        String number = Sheets.unclaimed(sql, "SL-4330-SEC-K9", 1);

        assertThat(reasons(check(account, number + " SL-4330-APP-K9 50"))).containsExactly(ErrorReason.PAK_ISSUED);
    }

    @Test
    void lines_of_one_pak_make_one_pak_and_a_term_runs_from_the_order() {
        var account = accounts.account();
        String number = Sheets.number();

        var result = add(
                account,
                Sheets.file(
                        account,
                        HEAD + number + ",C9300-NW-A-24,5,8812,2019-Apr-17,Catalyst 9300,,Default\n" + number
                                + ",C9300-DNA-A-24-3Y,4,,,,,\n" + number + ",C9300-DNA-A-24-5Y,3,,,,2030-01-31,\n"));

        assertThat(result).isEqualTo(new AddPaksResult.Added(1, 0, 3, 0));
        assertThat(list(account)).singleElement().satisfies(pak -> {
            assertThat(pak.family()).isEqualTo("Catalyst 9300");
            assertThat(pak.orderNumber()).isEqualTo("8812");
            assertThat(pak.orderDate()).isEqualTo(LocalDate.of(2019, 4, 17));
            assertThat(pak.lines())
                    .extracting(RegisteredPakLine::number, RegisteredPakLine::sku, RegisteredPakLine::available)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1, "C9300-NW-A-24", 5),
                            org.assertj.core.groups.Tuple.tuple(2, "C9300-DNA-A-24-3Y", 4),
                            org.assertj.core.groups.Tuple.tuple(3, "C9300-DNA-A-24-5Y", 3));
            assertThat(pak.lines().get(0).termEnds()).isNull();
            assertThat(pak.lines().get(1).termEnds())
                    .isEqualTo(LocalDate.of(2019, 4, 17).plusDays(1095));
            assertThat(pak.lines().get(2).termEnds()).isEqualTo(LocalDate.of(2030, 1, 31));
        });
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void every_bad_line_says_why_and_where() {
        var account = accounts.account();
        String number = Sheets.number();
        String other = Sheets.number();
        String third = Sheets.number();

        var check = registration.check(
                account.administrator(),
                Sheets.file(
                        account,
                        HEAD + "TOO-SHORT,C9300-NW-A-24,1,,,,,\n"
                                + number + ",NO-SUCH-SKU,1,,,,,\n"
                                + other + ",C9300-NW-A-24,0,,,,,\n"
                                + other + ",C9300-NW-A-24,2,,,,,\n"
                                + other + ",SL-4330-SEC-K9,1,,,,,\n"
                                + third + ",C9300-NW-A-24,1,77,,ISR 4000,2030-01-01,Nowhere\n"
                                + third + ",C9300-NW-E-24,100001,78,,,,\n"
                                + third + ",,,,,,,\n"));

        assertThat(check.problems())
                .extracting(CsvProblem::line, CsvProblem::column, CsvProblem::reason)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(2L, "PAK", ErrorReason.PAK_SHAPE),
                        org.assertj.core.groups.Tuple.tuple(3L, "SKU", ErrorReason.PAK_SKU_UNKNOWN),
                        org.assertj.core.groups.Tuple.tuple(4L, "Quantity", ErrorReason.CSV_NUMBER),
                        org.assertj.core.groups.Tuple.tuple(5L, null, ErrorReason.PAK_LINE_TWICE),
                        org.assertj.core.groups.Tuple.tuple(6L, "Family", ErrorReason.PAK_FAMILY_DIFFERS),
                        org.assertj.core.groups.Tuple.tuple(7L, "Family", ErrorReason.PAK_FAMILY_DIFFERS),
                        org.assertj.core.groups.Tuple.tuple(7L, "Term Date", ErrorReason.PAK_TERM_PERPETUAL),
                        org.assertj.core.groups.Tuple.tuple(7L, "Virtual Account", ErrorReason.PAK_POOL_UNKNOWN),
                        org.assertj.core.groups.Tuple.tuple(8L, "Quantity", ErrorReason.CSV_NUMBER),
                        org.assertj.core.groups.Tuple.tuple(8L, "Order Number", ErrorReason.PAK_LINES_DIFFER),
                        org.assertj.core.groups.Tuple.tuple(9L, "PAK", ErrorReason.PAK_ALONE_OR_WITH_SKU));
        assertThat(check.bad()).isEqualTo(4);
        assertThat(check.hasValid()).isFalse();
    }

    @Test
    void nothing_is_added_while_a_line_is_bad_unless_only_the_valid_paks_are_asked_for() {
        var account = accounts.account();
        String good = Sheets.number();
        String half = Sheets.number();
        AddPaks asked = Sheets.lines(
                account,
                account.pool(),
                good + " SL-4330-SEC-K9 2\n" + half + " SL-4330-SEC-K9 1\n" + half + " NO-SUCH-SKU 1");

        assertThat(add(account, asked)).isInstanceOfSatisfying(AddPaksResult.Rejected.class, rejected -> {
            assertThat(rejected.check().added()).isEqualTo(1);
            assertThat(rejected.check().bad()).isEqualTo(1);
            assertThat(rejected.check().problems())
                    .singleElement()
                    .extracting(CsvProblem::line)
                    .isEqualTo(3L);
        });
        assertThat(list(account)).isEmpty();

        assertThat(add(account, Sheets.validOnly(asked))).isEqualTo(new AddPaksResult.Added(1, 0, 1, 1));
        assertThat(list(account)).extracting(RegisteredPakItem::number).containsExactly(good);
    }

    @Test
    void a_line_that_cannot_be_read_stops_the_others_too() {
        var account = accounts.account();
        AddPaks asked =
                Sheets.file(account, "PAK,SKU,Quantity\n" + Sheets.number() + ",SL-4330-SEC-K9,1\nbroken,line\n");

        assertThat(add(account, Sheets.validOnly(asked))).isInstanceOf(AddPaksResult.Rejected.class);
    }

    @Test
    void pasted_lines_may_be_separated_by_spaces_commas_or_tabs() {
        var account = accounts.account();

        add(
                account,
                Sheets.lines(
                        account,
                        null,
                        "\n" + Sheets.number() + "  SL-4330-SEC-K9   2\n" + Sheets.number() + "\tSL-4330-APP-K9\t1\n\n"
                                + Sheets.number() + ", SL-4330-UC-K9, 4, order 7, 2019-04-17\n"));

        assertThat(list(account)).hasSize(3).allMatch(pak -> pak.pool() == null);
        assertThat(list(account).getLast().orderNumber()).isEqualTo("order 7");
    }

    @Test
    void somebody_limited_to_a_virtual_account_adds_to_it_only() {
        var account = accounts.account();
        accounts.pool(account, "Elsewhere");
        var limited = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, account.pool());
        String line = Sheets.number() + ",SL-4330-SEC-K9,1,,,,,";

        assertThat(reasons(registration.check(limited, Sheets.lines(account, null, line))))
                .containsExactly(ErrorReason.PAK_POOL_REQUIRED);
        assertThat(reasons(registration.check(limited, Sheets.lines(account, null, line + "Elsewhere"))))
                .containsExactly(ErrorReason.PAK_POOL_UNKNOWN);
        assertThat(registration.add(limited, Sheets.lines(account, account.pool(), line)))
                .isInstanceOf(AddPaksResult.Added.class);
    }

    @Test
    void viewers_may_not_and_a_foreign_account_is_unknown() {
        var account = accounts.account();
        var foreign = accounts.account();
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);

        assertNotAllowed(() -> registration.add(viewer, Sheets.lines(account, null, Sheets.number())));
        assertUnknown(() -> registration.add(account.administrator(), Sheets.lines(foreign, null, Sheets.number())));
        assertUnknown(() ->
                registration.check(account.administrator(), Sheets.lines(account, foreign.pool(), Sheets.number())));
    }

    @Test
    void of_many_who_add_the_same_paks_one_gets_all_of_them() throws Exception {
        var one = accounts.account();
        var other = accounts.account();
        String first = Sheets.number();
        String second = Sheets.number();
        String issued = Sheets.unclaimed(sql, "SL-4330-SEC-K9", 1);

        var results = Threads.race(THREADS, i -> () -> {
            var account = i % 2 == 0 ? one : other;
            String a = i % 3 == 0 ? first : second;
            String b = i % 3 == 0 ? second : first;
            return add(
                    account,
                    Sheets.lines(
                            account,
                            account.pool(),
                            issued + "\n" + a + " SL-4330-SEC-K9 1\n" + b + " SL-4330-SEC-K9 1"));
        });

        assertThat(results)
                .filteredOn(AddPaksResult.Added.class::isInstance)
                .containsExactly(new AddPaksResult.Added(2, 1, 2, 0));
        assertThat(results)
                .filteredOn(AddPaksResult.Rejected.class::isInstance)
                .hasSize(THREADS - 1)
                .allSatisfy(result -> assertThat(reasons(((AddPaksResult.Rejected) result).check()))
                        .isSubsetOf(ErrorReason.PAK_ALREADY_HERE, ErrorReason.PAK_ELSEWHERE));
        assertThat(list(one).size() + list(other).size()).isEqualTo(3);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private AddPaksResult add(TestAccounts.Account account, AddPaks asked) {
        return registration.add(account.administrator(), asked);
    }

    private PakCheck check(TestAccounts.Account account, String text) {
        return registration.check(account.administrator(), Sheets.lines(account, account.pool(), text));
    }

    private static List<ErrorReason> reasons(PakCheck check) {
        return check.problems().stream().map(CsvProblem::reason).toList();
    }

    private List<RegisteredPakItem> list(TestAccounts.Account account) {
        return paks.list(
                account.administrator(),
                account.id(),
                PageQuery.first(100, RegisteredPakSort.NUMBER),
                RegisteredPakFilter.ALL);
    }
}
