package org.slportal.services.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;

import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class DuplicateRoadsTest {

    private static final String SKU = "SL-4330-SEC-K9";

    @Autowired
    TestAccounts accounts;

    @Autowired
    ConversionService conversions;

    @Autowired
    AlertService alerts;

    @Autowired
    DSLContext sql;

    /** A PAK of 5, 2 of them on a device that has the same SKU recorded once more, without a PAK. */
    private record Doubled(
            TestAccounts.Account account, PakLineId line, LegacyLicenseId installed, LegacyLicenseId recorded) {}

    private Doubled doubled() {
        var account = accounts.account();
        PakLineId line = accounts.pak(account, account.pool(), SKU, 5, 2, null);
        LegacyLicenseId installed = accounts.installed(line);
        return new Doubled(account, line, installed, accounts.rightToUse(accounts.deviceOf(installed), SKU, 2));
    }

    @Test
    void the_pak_and_the_record_beside_it_are_told_whichever_comes_second() {
        Doubled pakFirst = doubled();
        convert(pakFirst.account(), pakFirst.line(), 3);
        assertThat(open(pakFirst.account())).isEmpty();
        convert(pakFirst.account(), pakFirst.recorded(), 2);
        assertThat(open(pakFirst.account())).singleElement().satisfies(alert -> {
            assertThat(alert.code()).isEqualTo(AlertCode.DUPLICATE_LICENSES);
            assertThat(alert.subject()).startsWith("PID:ISR4331/K9,SN:FOC");
        });

        Doubled recordFirst = doubled();
        convert(recordFirst.account(), recordFirst.recorded(), 2);
        assertThat(open(recordFirst.account())).isEmpty();
        convert(recordFirst.account(), recordFirst.line(), 3);
        assertThat(open(recordFirst.account())).hasSize(1);
    }

    @Test
    void what_was_installed_from_the_pak_and_the_record_beside_it_are_told_once() {
        Doubled both = doubled();

        convert(both.account(), both.installed(), 2);
        convert(both.account(), both.recorded(), 1);
        convert(both.account(), both.recorded(), 1);

        assertThat(open(both.account())).hasSize(1);
    }

    @Test
    void one_serial_number_under_two_product_ids_is_told() {
        var account = accounts.account();
        LegacyDeviceId one = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
        LegacyDeviceId other = accounts.device(account, account.pool(), "ISR4300", "ISR4331-SEC/K9");
        sql.update(LEGACY_DEVICE)
                .set(
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER,
                        sql.select(LEGACY_DEVICE.UDI_SERIAL_NUMBER)
                                .from(LEGACY_DEVICE)
                                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(one))
                                .fetchSingle()
                                .value1())
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(other))
                .execute();

        convert(account, accounts.rightToUse(one, SKU, 1), 1);
        assertThat(open(account)).isEmpty();
        convert(account, accounts.rightToUse(other, SKU, 1), 1);

        assertThat(open(account))
                .extracting(AlertListItem::subject)
                .singleElement()
                .asString()
                .startsWith("PID:ISR4331-SEC/K9,SN:FOC");
    }

    @Test
    void a_pak_line_and_what_of_it_is_on_a_device_are_no_duplicates() {
        var account = accounts.account();
        PakLineId line = accounts.pak(account, account.pool(), SKU, 5, 2, null);
        convert(account, line, 3);
        convert(account, accounts.installed(line), 2);

        // The same SKU on a device that has nothing of the PAK is another right.
        var elsewhere = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
        convert(account, accounts.rightToUse(elsewhere, SKU, 1), 1);

        assertThat(open(account)).isEmpty();
    }

    private void convert(TestAccounts.Account account, TraditionalLineId line, int quantity) {
        assertThat(conversions.convert(
                        account.administrator(),
                        new ConvertLines(
                                java.util.UUID.randomUUID().toString(),
                                account.id(),
                                account.pool(),
                                List.of(new LineQuantity(line, quantity)))))
                .isInstanceOf(ConversionResult.Converted.class);
    }

    private List<AlertListItem> open(TestAccounts.Account account) {
        return alerts.list(account.administrator(), account.id(), null, null, PageQuery.first(10, AlertSort.SEVERITY));
    }
}
