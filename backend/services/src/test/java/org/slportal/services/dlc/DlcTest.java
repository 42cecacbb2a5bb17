package org.slportal.services.dlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CONVERSION_SETTING;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.services.testing.TestReports.file;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.conversion.ConversionHistoryService;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestReports;
import org.springframework.beans.factory.annotation.Autowired;

/** An account and the words the tests of device-led conversion share. */
@DatabaseTest
abstract class DlcTest {

    @Autowired
    DSLContext sql;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestReports reports;

    @Autowired
    DlcService dlc;

    @Autowired
    DlcReceiver receiver;

    @Autowired
    DlcProcessor processor;

    @Autowired
    InventoryService inventory;

    @Autowired
    ConversionService conversions;

    @Autowired
    ConversionHistoryService history;

    @Autowired
    AlertService alerts;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    TestAccounts.Account account;

    @BeforeEach
    void make_an_account() {
        account = accounts.account();
    }

    List<DlcOutcome> receive(DlcReport... given) {
        return dlc.receive(account.administrator(), account.id(), account.pool(), DlcOrigin.API, file(null, given))
                .devices();
    }

    void minutePasses() {
        clock.advance(Duration.ofMinutes(1));
        processor.processDue(100);
    }

    int owned(String license) {
        return owned(account.pool(), license);
    }

    int owned(VirtualAccountId pool, String license) {
        return inventory
                .licenses(account.administrator(), pool, PageQuery.first(100, LicenseSort.NAME), LicenseFilter.ALL)
                .stream()
                .filter(row -> row.name().equals(license))
                .mapToInt(LicenseListItem::owned)
                .sum();
    }

    DlcOutcome only(List<DlcOutcome> outcomes) {
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    void assertRefused(DlcRefusal reason, DlcOutcome outcome) {
        assertThat(outcome.state()).isEqualTo(DlcState.FAILED);
        assertThat(Objects.requireNonNull(outcome.refusal()).reason()).isEqualTo(reason);
    }

    List<AlertListItem> duplicates() {
        return alerts
                .list(account.administrator(), account.id(), null, null, PageQuery.first(50, AlertSort.RAISED_AT))
                .stream()
                .filter(alert -> alert.code() == AlertCode.DUPLICATE_LICENSES)
                .toList();
    }

    void assertLedgerHolds() {
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    void setting(String mode) {
        sql.insertInto(CONVERSION_SETTING)
                .set(CONVERSION_SETTING.SMART_ACCOUNT_ID, account.id())
                .set(CONVERSION_SETTING.PAK_AUTOMATIC, false)
                .set(CONVERSION_SETTING.PAK_SKU_FILTER, "")
                .set(CONVERSION_SETTING.DEVICE_AUTOMATIC, false)
                .set(CONVERSION_SETTING.DLC_MODE, mode)
                .set(CONVERSION_SETTING.HOLD_AUTOMATIC, false)
                .set(CONVERSION_SETTING.TWO_PERSON, false)
                .execute();
    }

    Udi udi(LegacyDeviceId device) {
        return sql.selectFrom(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(device))
                .fetchSingle(row -> new Udi(row.getUdiPid(), row.getUdiSerialNumber()));
    }
}
