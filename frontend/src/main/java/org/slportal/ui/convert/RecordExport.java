package org.slportal.ui.convert;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.LicenseTransactionId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionRecord;
import org.slportal.services.conversion.ConversionRecordRow;
import org.slportal.services.conversion.ConversionRecordService;
import org.slportal.services.csv.CsvText;
import org.slportal.services.page.PageQuery;
import org.slportal.ui.security.CurrentActor;

/** A conversion's record as a CSV file, all of it, read a page at a time. Column names stay English: programs read them. */
class RecordExport implements DownloadHandler {

    private static final long serialVersionUID = 1L;

    private final transient ConversionRecordService records;
    private final transient CurrentActor current;
    private final ConversionId conversion;

    RecordExport(ConversionRecordService records, CurrentActor current, ConversionId conversion) {
        this.records = records;
        this.current = current;
        this.conversion = conversion;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        Actor actor = current.get();
        ConversionRecord record = records.record(actor, conversion);
        event.setFileName("conversion-" + conversion + ".csv");
        event.setContentType("text/csv; charset=utf-8");
        try (CsvText csv = CsvText.forExcel(event.getOutputStream())) {
            write(csv, actor, record);
        }
    }

    void write(CsvText csv, Actor actor, ConversionRecord record) {
        csv.row(
                "Ledger Row",
                "Source",
                "PAK",
                "PAK Line",
                "Order Number",
                "Order Date",
                "Device",
                "Form",
                "SKU",
                "Quantity",
                "License",
                "Licenses",
                "Type",
                "Term Date",
                "Smart Account",
                "Virtual Account",
                "Recorded By",
                "Recorded At");
        @Nullable LicenseTransactionId last = null;
        while (true) {
            List<ConversionRecordRow> page = records.rows(actor, conversion, last, PageQuery.MAX_LIMIT);
            page.forEach(row -> csv.row(
                    row.transaction().value(),
                    row.source(),
                    row.pak(),
                    row.lineNumber(),
                    row.orderNumber(),
                    row.orderDate(),
                    row.device(),
                    row.form(),
                    row.sku(),
                    row.units(),
                    row.license(),
                    row.quantity(),
                    row.term(),
                    row.endsOn(),
                    record.smartAccount(),
                    record.virtualAccount(),
                    row.recordedBy(),
                    DateTimeFormatter.ISO_INSTANT.format(row.recordedAt())));
            if (page.size() < PageQuery.MAX_LIMIT) {
                return;
            }
            last = page.getLast().transaction();
        }
    }
}
