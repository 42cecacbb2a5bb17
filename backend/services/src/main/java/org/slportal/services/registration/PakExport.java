package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.PAK;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.csv.CsvText;
import org.springframework.stereotype.Service;

/**
 * The list of License Registration as CSV, a line for each product. Heads and statuses are English in every language: scripts
 * filter {@code Status != CONVERTED}.
 */
@Service
public class PakExport {

    private static final int BATCH = 1_000;
    private static final List<OrderField<?>> ORDER = List.of(PAK.FAMILY.asc(), PAK.PAK_NUMBER.asc());

    private final PakListing listing;

    PakExport(PakListing listing) {
        this.listing = listing;
    }

    /**
     * Writes and does not close. Reads on where the last batch ended, so that neither memory nor the price of a batch grows with the
     * list.
     *
     * @throws UncheckedIOException the reader has gone away
     */
    public void write(Actor actor, SmartAccountId account, RegisteredPakFilter filter, OutputStream out) {
        Condition condition = PakListing.visible(actor, account).and(PakListing.matching(account, filter));
        CsvText csv = CsvText.forExcel(out);
        csv.row(
                "PAK/Token",
                "Family",
                "Virtual Account",
                "Order Number",
                "Product",
                "SKU",
                "Status",
                "Licenses Used",
                "Available");
        for (String family : listing.families(condition)) {
            String after = "";
            List<RegisteredPakItem> batch;
            do {
                batch = listing.page(
                        condition.and(PAK.FAMILY.eq(family)).and(PAK.PAK_NUMBER.gt(after)),
                        ORDER,
                        0,
                        BATCH,
                        filter.status());
                batch.forEach(pak -> write(csv, pak));
                after = batch.isEmpty() ? after : batch.getLast().number();
            } while (batch.size() == BATCH);
        }
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(CsvText csv, RegisteredPakItem pak) {
        for (RegisteredPakLine line : pak.lines()) {
            csv.row(
                    pak.number(),
                    pak.family(),
                    pak.virtualAccount(),
                    pak.orderNumber(),
                    line.product(),
                    line.sku(),
                    line.status().displayName(),
                    line.used(),
                    line.available());
        }
    }
}
