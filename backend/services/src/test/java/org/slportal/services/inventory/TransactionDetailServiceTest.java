package org.slportal.services.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.transfer.LicenseTransferService;
import org.slportal.services.transfer.Precedence;
import org.slportal.services.transfer.TransferLine;
import org.slportal.services.transfer.TransferRequest;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class TransactionDetailServiceTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final LocalDate ENDS = LocalDate.of(2028, 6, 30);

    @Autowired
    TestAccounts accounts;

    @Autowired
    ConversionService conversions;

    @Autowired
    OwnedLicenseService owned;

    @Autowired
    LicenseTransferService transfers;

    @Autowired
    TransactionDetailService details;

    @Test
    void each_source_tells_what_it_knows_the_newest_first() {
        var account = accounts.account();
        var admin = account.administrator();
        var license = accounts.license(LICENSE);
        var line = accounts.pak(account, account.pool(), "C9300-NW-A-24", 10, 0, null);
        conversions.convert(
                admin, new ConvertLines("one", account.id(), account.pool(), List.of(new LineQuantity(line, 4))));
        owned.add(
                admin,
                account.pool(),
                new NewOwnedLicenses(license, 3, LicenseTerm.SUBSCRIPTION, null, ENDS, "SUB-7", "4711", ""));
        var branch = accounts.pool(account, "Branch");
        transfers.transfer(
                admin,
                new TransferRequest(
                        "t",
                        account.pool(),
                        branch,
                        List.of(new TransferLine(license, null, null, 2, Precedence.EARLIEST_END_FIRST))));

        var rows = details.latest(admin, account.pool(), license);

        assertThat(rows)
                .extracting(
                        TransactionDetail::source,
                        TransactionDetail::quantity,
                        TransactionDetail::endsOn,
                        TransactionDetail::order,
                        TransactionDetail::subscription,
                        TransactionDetail::counterpart)
                .containsExactly(
                        tuple(TransactionSource.TRANSFER, -2, ENDS, null, "SUB-7", "Branch"),
                        tuple(TransactionSource.ORDER, 3, ENDS, "4711", "SUB-7", null),
                        tuple(TransactionSource.PAK_MIGRATION, 4, null, null, null, null));
        assertThat(rows.getLast().pak()).startsWith("T");
        assertThat(rows.getLast().sku()).isEqualTo("C9300-NW-A-24");
    }

    @Test
    void a_converted_device_is_named_with_its_family() {
        var account = accounts.account();
        var device = accounts.device(account, account.pool(), "C3850", "WS-C3850-24T");
        var held = accounts.rightToUse(device, "C3850-24-L-S", 1);
        conversions.convert(
                account.administrator(),
                new ConvertLines("one", account.id(), account.pool(), List.of(new LineQuantity(held, 1))));

        assertThat(details.latest(account.administrator(), account.pool(), accounts.license("C3850_24_Ipbase")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.source()).isEqualTo(TransactionSource.DEVICE_MIGRATION);
                    assertThat(row.productId()).isEqualTo("WS-C3850-24T");
                    assertThat(row.serialNumber()).isNotEmpty();
                    assertThat(row.family()).isNotEmpty();
                });
    }

    @Test
    void one_more_row_than_is_shown_says_that_there_are_more() {
        var account = accounts.account();
        for (int i = 0; i < TransactionDetailService.SHOWN + 5; i++) {
            accounts.own(account, account.pool(), LICENSE, 1);
        }

        assertThat(details.latest(account.administrator(), account.pool(), accounts.license(LICENSE)))
                .hasSize(TransactionDetailService.SHOWN + 1);
    }

    @Test
    void a_foreign_virtual_account_is_unknown() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        var license = accounts.license(LICENSE);

        assertUnknown(() -> details.latest(accounts.account().administrator(), account.pool(), license));
        assertUnknown(() -> details.latest(
                accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, accounts.pool(account, "Other")),
                account.pool(),
                license));
    }
}
