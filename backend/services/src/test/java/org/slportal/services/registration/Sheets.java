package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.testing.TestAccounts;

/** PAKs for tests: requests to add them, and PAKs nobody claimed. */
final class Sheets {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Sheets() {}

    /** A PAK number no other test uses. */
    static String number() {
        return "%011d"
                .formatted(NUMBER.incrementAndGet())
                .replaceFirst("^0", "S")
                .toUpperCase(Locale.ROOT);
    }

    static AddPaks lines(TestAccounts.Account account, @Nullable VirtualAccountId pool, String text) {
        return new AddPaks(account.id(), pool, new PakInput.Lines(text), false);
    }

    static AddPaks file(TestAccounts.Account account, String text) {
        return new AddPaks(
                account.id(), account.pool(), new PakInput.CsvFile(text.getBytes(StandardCharsets.UTF_8)), false);
    }

    static AddPaks validOnly(AddPaks asked) {
        return new AddPaks(asked.account(), asked.pool(), asked.input(), true);
    }

    /** Issued, and nobody's. */
    static String unclaimed(DSLContext sql, String sku, int quantity) {
        String number = number();
        var pak = sql.insertInto(PAK)
                .set(PAK.PAK_NUMBER, number)
                .set(PAK.FAMILY, "ISR 4000")
                .set(PAK.ORDER_NUMBER, "4712")
                .set(PAK.ORDER_DATE, LocalDate.of(2018, 5, 7))
                .set(PAK.AVAILABLE, quantity)
                .set(PAK.CREATED_AT, Instant.EPOCH)
                .returning(PAK.PAK_ID)
                .fetchSingle()
                .getPakId();
        sql.insertInto(PAK_LINE)
                .set(PAK_LINE.PAK_ID, pak)
                .set(PAK_LINE.LINE_NUMBER, 1)
                .set(
                        PAK_LINE.SKU_ID,
                        sql.select(SKU.SKU_ID).from(SKU).where(SKU.CODE.eq(sku)).fetchSingle(SKU.SKU_ID))
                .set(PAK_LINE.ORDERED, quantity)
                .execute();
        return number;
    }
}
