package org.slportal.services.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.Reach;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/**
 * Runs reports. Whatever a report names, saved by whomever, its rows are those the reader may see: a Virtual Account out of reach
 * contributes none, like one that does not exist.
 */
@Service
public class ReportService {

    private final ReportReader reader;
    private final Transactions transactions;
    private final EventRecorder events;

    ReportService(ReportReader reader, Transactions transactions, EventRecorder events) {
        this.reader = reader;
        this.transactions = transactions;
        this.events = events;
    }

    public List<ReportRow> rows(Actor actor, SmartAccountId account, ReportRequest asked, PageQuery<ReportOrder> page) {
        Reach reach = Reach.of(actor, account);
        return reader.page(ReportChecks.clean(asked), reach, page.offset(), page.limit());
    }

    public BoundedCount count(Actor actor, SmartAccountId account, ReportRequest asked) {
        Reach reach = Reach.of(actor, account);
        return reader.count(ReportChecks.clean(asked), reach);
    }

    /** Its number and its bars, which ask for the number themselves. */
    public ReportOverview overview(Actor actor, SmartAccountId account, ReportRequest asked) {
        Reach reach = Reach.of(actor, account);
        ReportRequest clean = ReportChecks.clean(asked);
        // An index tells the number; the bars would read as many rows to find out.
        BoundedCount count = reader.count(clean, reach);
        return new ReportOverview(count, count.exact() ? reader.bars(clean, reach) : List.of());
    }

    /**
     * Writes the whole report and does not close the stream. Rights are checked, and the export is recorded, before the first byte.
     *
     * @param name of the saved report; null for one that is not saved
     */
    public void export(
            Actor actor,
            SmartAccountId account,
            ReportRequest asked,
            @Nullable String name,
            FileFormat format,
            OutputStream out)
            throws IOException {
        Reach reach = Reach.of(actor, account);
        ReportRequest clean = ReportChecks.clean(asked);
        transactions.run(() -> events.record(
                actor,
                NewEvent.done(
                        EventCode.REPORT_EXPORTED,
                        account,
                        null,
                        "report",
                        name == null
                                ? clean.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                : name,
                        "format",
                        format.name())));
        write(clean, reach, format, out);
    }

    /** @return how many rows */
    long write(ReportRequest asked, Reach reach, FileFormat format, OutputStream out) throws IOException {
        long[] rows = {0};
        try (ReportFile file = ReportFile.open(format, asked, out)) {
            reader.stream(asked, reach, row -> {
                rows[0]++;
                try {
                    file.row(row);
                } catch (IOException readerHasGone) {
                    throw new java.io.UncheckedIOException(readerHasGone);
                }
            });
        }
        return rows[0];
    }
}
