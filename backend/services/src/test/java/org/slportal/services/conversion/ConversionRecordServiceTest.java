package org.slportal.services.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.ConversionId;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ConversionRecordServiceTest {

    private static final String SKU = "C9300-NW-A-24";
    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    ConversionService conversions;

    @Autowired
    ConversionRecordService records;

    private ConversionId convert(TestAccounts.Account account, LineQuantity... lines) {
        var result = conversions.convert(
                account.administrator(), new ConvertLines("key 1", account.id(), account.pool(), List.of(lines)));
        assertThat(result).isInstanceOf(ConversionResult.Converted.class);
        return ((ConversionResult.Converted) result).id();
    }

    @Test
    void a_record_says_who_when_and_how_and_where_every_line_came_from_and_went() {
        var account = accounts.account();
        var one = accounts.pak(account, account.pool(), SKU, 5, 0, null);
        var two = accounts.pak(account, account.pool(), SKU, 3, 0, null);
        var id = convert(account, new LineQuantity(one, 5), new LineQuantity(two, 1));

        var record = records.record(account.administrator(), id);
        assertThat(record.kind()).isEqualTo(ConversionKind.PAK);
        assertThat(record.requestKey()).isEqualTo("key 1");
        assertThat(record.convertedBy()).isEqualTo(account.administrator().name());
        assertThat(record.virtualAccount()).isEqualTo("Default");
        assertThat(record.undoneAt()).isNull();
        assertThat(record.rows()).isEqualTo(2);
        var rows = records.rows(account.administrator(), id, null, 50);
        assertThat(rows)
                .extracting(
                        ConversionRecordRow::lineNumber,
                        ConversionRecordRow::orderNumber,
                        ConversionRecordRow::device,
                        ConversionRecordRow::sku,
                        ConversionRecordRow::units,
                        ConversionRecordRow::license,
                        ConversionRecordRow::quantity)
                .containsExactly(
                        tuple(1, "4711", null, SKU, 5, LICENSE, 5), tuple(1, "4711", null, SKU, 1, LICENSE, 1));
        assertThat(records.rows(account.administrator(), id, rows.getFirst().transaction(), 50))
                .containsExactly(rows.getLast());
        assertThat(records.rows(account.administrator(), id, null, 1)).containsExactly(rows.getFirst());
    }

    @Test
    void a_right_to_use_comes_from_its_device_and_from_no_pak() {
        var account = accounts.account();
        var device = accounts.device(account, account.pool(), "C3850", "WS-C3850-24P");
        var id = convert(account, new LineQuantity(accounts.rightToUse(device, "C3850-24-L-S", 1), 1));

        var row = records.rows(account.administrator(), id, null, 50).getFirst();
        assertThat(row.device()).startsWith("PID:WS-C3850-24P,SN:FOC");
        assertThat(row.form()).isEqualTo("RTU");
        assertThat(row.pak()).isNull();
    }

    @Test
    void a_foreign_record_reads_like_one_that_never_was() {
        var account = accounts.account();
        var foreign = accounts.account();
        var made = convert(account, new LineQuantity(accounts.pak(account, account.pool(), SKU, 5, 0, null), 1));
        var elsewhere = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, accounts.pool(account, "Elsewhere"));

        for (ConversionId id : List.of(made, new ConversionId(Long.MAX_VALUE))) {
            for (var actor : List.of(foreign.administrator(), elsewhere)) {
                assertUnknown(() -> records.record(actor, id));
                assertUnknown(() -> records.rows(actor, id, null, 1));
            }
        }
    }
}
