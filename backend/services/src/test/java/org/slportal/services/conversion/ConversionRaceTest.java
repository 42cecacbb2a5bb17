package org.slportal.services.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ConversionRaceTest {

    private static final int THREADS = 12;

    @Autowired
    TestAccounts accounts;

    @Autowired
    ConversionService conversions;

    @Autowired
    InventoryService inventory;

    @Autowired
    LedgerCheck ledger;

    @Test
    void many_threads_convert_the_same_line_and_no_licence_is_made_twice_or_lost() throws Exception {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), "C9300-NW-A-24", 7, 0, null);

        var results = Threads.race(
                THREADS,
                i -> () -> conversions.convert(
                        account.administrator(),
                        new ConvertLines(
                                "race-" + i, account.id(), account.pool(), List.of(new LineQuantity(line, 1)))));

        assertThat(results)
                .filteredOn(ConversionResult.Converted.class::isInstance)
                .hasSize(7);
        assertThat(owned(account)).isEqualTo(7);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void the_same_request_from_many_threads_converts_once_and_all_get_the_same_answer() throws Exception {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), "C9300-NW-A-24", 50, 0, null);
        var request =
                new ConvertLines("double-click", account.id(), account.pool(), List.of(new LineQuantity(line, 5)));

        var results = Threads.race(THREADS, i -> () -> conversions.convert(account.administrator(), request));

        assertThat(results).allMatch(ConversionResult.Converted.class::isInstance);
        assertThat(results).containsOnly(results.getFirst());
        assertThat(owned(account)).isEqualTo(5);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private int owned(TestAccounts.Account account) {
        return inventory
                .licenses(
                        account.administrator(),
                        account.pool(),
                        PageQuery.first(10, LicenseSort.NAME),
                        LicenseFilter.ALL)
                .getFirst()
                .owned();
    }
}
