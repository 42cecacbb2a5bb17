package org.slportal.services.inventory;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.stream.Stream;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The ledger with what its rows came from: SKU, PAK and traditional device. */
public final class LedgerOrigins {

    private LedgerOrigins() {}

    /** Outer joins: a row has at most some of them, and the ledger is walked in its own order. */
    public static Table<Record> joined() {
        return LICENSE_TRANSACTION
                .leftJoin(SKU)
                .on(SKU.SKU_ID.eq(LICENSE_TRANSACTION.SKU_ID))
                .leftJoin(PAK_LINE)
                .on(PAK_LINE.PAK_LINE_ID.eq(LICENSE_TRANSACTION.PAK_LINE_ID))
                .leftJoin(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .leftJoin(LEGACY_LICENSE)
                .on(LEGACY_LICENSE.LEGACY_LICENSE_ID.eq(LICENSE_TRANSACTION.LEGACY_LICENSE_ID))
                .leftJoin(LEGACY_DEVICE)
                .on(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(LEGACY_LICENSE.LEGACY_DEVICE_ID));
    }

    /** The one word a list has for it: PAK, serial number or order. */
    public static @Nullable String word(Record row) {
        return Stream.of(PAK.PAK_NUMBER, LEGACY_DEVICE.UDI_SERIAL_NUMBER, LICENSE_TRANSACTION.ORDER_NUMBER)
                .flatMap(field -> Stream.ofNullable(row.get(field)))
                .findFirst()
                .orElse(null);
    }
}
