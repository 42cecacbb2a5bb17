package org.slportal.services.conversion.job;

import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

/** What tests of bulk conversions share. */
@DatabaseTest
abstract class JobTest {

    static final String PARTIAL = "C9300-NW-A-24";
    static final String WHOLE = "C1-ISE-PLS-T";

    @Autowired
    TestAccounts accounts;

    @Autowired
    ConversionJobService jobs;

    @Autowired
    ConversionJobs list;

    @Autowired
    ConversionJobWorker worker;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    DSLContext sql;

    static RequestJob asked(TestAccounts.Account account, JobLines lines) {
        return new RequestJob(UUID.randomUUID().toString(), account.id(), account.pool(), lines);
    }

    static JobLines.InFile file(String... rows) {
        return new JobLines.InFile(String.join("\r\n", rows).getBytes(StandardCharsets.UTF_8));
    }

    ConversionJobId request(TestAccounts.Account account, JobLines lines) {
        return jobs.request(account.administrator(), asked(account, lines));
    }

    void work() {
        while (worker.step()) {
            // Until nothing is left.
        }
    }

    ConversionJobItem job(TestAccounts.Account account, ConversionJobId job) {
        return list.get(account.administrator(), job);
    }

    List<ConversionJobLineItem> lines(TestAccounts.Account account, ConversionJobId job) {
        return list.lines(account.administrator(), job, PageQuery.first(1000, JobLineSort.NUMBER), null);
    }

    PakId pakOf(PakLineId line) {
        return sql.select(PAK_LINE.PAK_ID)
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_LINE_ID.eq(line))
                .fetchSingle(PAK_LINE.PAK_ID);
    }

    String numberOf(PakLineId line) {
        return sql.select(PAK.PAK_NUMBER)
                .from(PAK)
                .where(PAK.PAK_ID.eq(pakOf(line)))
                .fetchSingle(PAK.PAK_NUMBER);
    }

    int owned(TestAccounts.Account account) {
        return sql.select(org.jooq.impl.DSL.coalesce(
                        org.jooq.impl.DSL.sum(LICENSE_POOL.OWNED), java.math.BigDecimal.ZERO))
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.SMART_ACCOUNT_ID.eq(account.id()))
                .fetchSingle()
                .value1()
                .intValueExact();
    }
}
