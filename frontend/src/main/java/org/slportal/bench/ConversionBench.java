package org.slportal.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.DSLContext;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.services.catalogue.CatalogueService;
import org.slportal.services.conversion.PakFilter;
import org.slportal.services.conversion.PakService;
import org.slportal.services.conversion.PakSort;
import org.slportal.services.conversion.job.ConversionJobService;
import org.slportal.services.conversion.job.ConversionJobWorker;
import org.slportal.services.conversion.job.ConversionJobs;
import org.slportal.services.conversion.job.JobLines;
import org.slportal.services.conversion.job.JobState;
import org.slportal.services.conversion.job.RequestJob;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Component;

/** Bulk conversion and the PAK list, measured through the services the pages use. */
@Component
class ConversionBench {

    private static final int SMALL = 1_000;
    private static final int GROWTH = 10;
    private static final int PAGE = 50;
    private static final int RUNS = 30;
    private static final double MILLIS = 1_000;
    /** Goals: 100,000 lines in 60 s, pages that nobody waits for meanwhile. */
    private static final double SECONDS_PER_LINE = 60.0 / 100_000;

    private static final double USABLE_MILLIS = 500;
    private static final double FIRST_PAGE_MILLIS = 150;
    private static final double SORTED_MILLIS = 300;
    private static final double MOST_GROWTH = 1.5;
    private static final long BETWEEN_CLICKS_MILLIS = 50;

    private final DSLContext sql;
    private final CatalogueService catalogue;
    private final BenchData data;
    private final ConversionJobService jobs;
    private final ConversionJobs list;
    private final ConversionJobWorker worker;
    private final PakService paks;
    private final InventoryService inventory;
    private final LedgerCheck ledger;

    ConversionBench(
            DSLContext sql,
            CatalogueService catalogue,
            BenchData data,
            ConversionJobService jobs,
            ConversionJobs list,
            ConversionJobWorker worker,
            PakService paks,
            InventoryService inventory,
            LedgerCheck ledger) {
        this.sql = sql;
        this.catalogue = catalogue;
        this.data = data;
        this.jobs = jobs;
        this.list = list;
        this.worker = worker;
        this.paks = paks;
        this.inventory = inventory;
        this.ledger = ledger;
    }

    void run(BenchReport report, int lines, int paksInList) throws Exception {
        catalogue.loadShipped();
        report.say("Durable: innodb_flush_log_at_trx_commit="
                + sql.fetchValue("SELECT @@innodb_flush_log_at_trx_commit") + ", buffer pool "
                + sql.fetchValue("SELECT @@innodb_buffer_pool_size DIV 1048576") + " MB; "
                + Runtime.getRuntime().availableProcessors() + " cores.");
        report.say("Bulk conversion, through the service and the worker:");
        convert(SMALL);
        double perLine = 0;
        double last = 0;
        for (int size = SMALL; size <= lines; size = size < lines ? Math.min(lines, size * GROWTH) : size + 1) {
            Run run = convert(size);
            last = run.seconds() / size;
            perLine = perLine == 0 ? last : perLine;
            report.atMost(
                    "%,d lines converted".formatted(size), run.seconds(), "s", Math.max(2, size * SECONDS_PER_LINE));
            report.atLeast("%,d lines: rate".formatted(size), size / run.seconds(), "lines/s", 1 / SECONDS_PER_LINE);
            if (size == lines) {
                report.atMost(
                        "PAK list meanwhile, p95 of %d".formatted(run.paks().count()),
                        run.paks().p95(),
                        "ms",
                        USABLE_MILLIS);
                report.atMost(
                        "licence list meanwhile, p95 of %d"
                                .formatted(run.licenses().count()),
                        run.licenses().p95(),
                        "ms",
                        USABLE_MILLIS);
            }
        }
        report.atMost("time per line, largest run to smallest", last / perLine, "times", MOST_GROWTH);
        long broken = ledger.run().stream().filter(finding -> !finding.holds()).count();
        report.atMost("rules of the ledger broken afterwards", broken, "rules", 0);

        report.say("PAK list, %,d PAKs against %,d:".formatted(paksInList, SMALL));
        lists(report, paksInList);
    }

    private record Run(double seconds, Samples paks, Samples licenses) {}

    private Run convert(int size) throws Exception {
        BenchData.Account account = data.account(size, false);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService people = Executors.newSingleThreadExecutor()) {
            List<Double> pakMillis = new ArrayList<>();
            List<Double> licenseMillis = new ArrayList<>();
            Future<?> clicks = people.submit(() -> {
                while (!done.get()) {
                    pakMillis.add(Samples.time(() -> firstPage(account, PakSort.ORDER_DATE, false, PakFilter.ALL)));
                    licenseMillis.add(Samples.time(() -> licenses(account)));
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_CLICKS_MILLIS);
                }
                return null;
            });
            double seconds = Samples.time(() -> convertAll(account, size)) / MILLIS;
            done.set(true);
            clicks.get();
            return new Run(seconds, samples(pakMillis), samples(licenseMillis));
        } finally {
            done.set(true);
        }
    }

    private static Samples samples(List<Double> millis) {
        return new Samples(millis.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private Void convertAll(BenchData.Account account, int size) {
        ConversionJobId job = jobs.request(
                account.administrator(),
                new RequestJob(
                        UUID.randomUUID().toString(),
                        account.id(),
                        account.pool(),
                        new JobLines.Matching(PakFilter.ALL)));
        boolean more = true;
        while (more) {
            more = worker.step();
        }
        var result = list.get(account.administrator(), job);
        if (result.state() != JobState.DONE || result.convertedLines() != size) {
            throw new IllegalStateException("Converted " + result.convertedLines() + " of " + size);
        }
        return null;
    }

    private Object licenses(BenchData.Account account) {
        inventory.countLicenses(account.administrator(), account.pool(), LicenseFilter.ALL);
        return inventory.licenses(
                account.administrator(), account.pool(), PageQuery.first(PAGE, LicenseSort.NAME), LicenseFilter.ALL);
    }

    /** What opening the list asks: how many there are, and the first rows. */
    private Object firstPage(BenchData.Account account, PakSort sort, boolean ascending, PakFilter filter) {
        paks.countBounded(account.administrator(), account.id(), filter);
        return page(account, 0, sort, ascending, filter);
    }

    private List<?> page(BenchData.Account account, int offset, PakSort sort, boolean ascending, PakFilter filter) {
        return paks.list(account.administrator(), account.id(), new PageQuery<>(offset, PAGE, sort, ascending), filter);
    }

    /** @param goal milliseconds that are fast enough whatever the other figure */
    private record Question(String name, double goal, java.util.function.Function<BenchData.Account, Object> act) {}

    private void lists(BenchReport report, int many) throws Exception {
        List<Question> questions = questions();
        BenchData.Account small = data.account(SMALL, true);
        List<Double> few = new ArrayList<>();
        for (Question question : questions) {
            few.add(p95(question, small));
        }
        BenchData.Account large = data.account(many, true);
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            report.asFast(question.name() + ", p95", p95(question, large), few.get(i), question.goal());
        }
        for (int percent : List.of(10, 50, 99)) {
            int offset = (int) ((long) many * percent / 100);
            double millis = Samples.of(RUNS / 3, () -> page(large, offset, PakSort.ORDER_DATE, false, PakFilter.ALL))
                    .p95();
            report.atMost("page that begins at row %,d, p95".formatted(offset), millis, "ms", USABLE_MILLIS);
        }
    }

    private static double p95(Question question, BenchData.Account account) throws Exception {
        Callable<Object> act = () -> question.act().apply(account);
        return Samples.of(RUNS, act).p95();
    }

    private List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        questions.add(new Question(
                "first page",
                FIRST_PAGE_MILLIS,
                account -> firstPage(account, PakSort.ORDER_DATE, false, PakFilter.ALL)));
        for (PakSort sort : PakSort.values()) {
            questions.add(new Question(
                    "sorted by " + sort, SORTED_MILLIS, account -> firstPage(account, sort, true, PakFilter.ALL)));
        }
        for (PakStatus status : List.of(PakStatus.UNFULFILLED, PakStatus.CONVERTED)) {
            for (PakSort sort : List.of(PakSort.ORDER_DATE, PakSort.NUMBER)) {
                questions.add(new Question(
                        status + " sorted by " + sort,
                        SORTED_MILLIS,
                        account -> firstPage(account, sort, true, new PakFilter("", status))));
            }
        }
        search(questions, "one PAK", account -> account.number(account.paks() / 2));
        search(
                questions,
                "a tenth of the PAK numbers",
                account -> prefix(account.number(account.paks() / 10), account.number(0)));
        search(questions, "one order", account -> account.orderNumber(account.paks() / 3));
        search(questions, "one SKU", account -> "C9300-NW-A-24");
        search(questions, "many SKUs", account -> "DNA");
        search(questions, "a Virtual Account", account -> "Branch 3");
        search(questions, "nothing", account -> "no such thing");
        return questions;
    }

    private void search(
            List<Question> questions, String name, java.util.function.Function<BenchData.Account, String> text) {
        for (PakSort sort : List.of(PakSort.ORDER_DATE, PakSort.NUMBER)) {
            questions.add(new Question(
                    "search for " + name + ", sorted by " + sort,
                    SORTED_MILLIS,
                    account -> firstPage(account, sort, false, new PakFilter(text.apply(account), null))));
        }
    }

    /** What the PAK's number has in common with the first one's, and one digit more. */
    private static String prefix(String number, String first) {
        int same = 0;
        while (same < number.length() - 1 && number.charAt(same) == first.charAt(same)) {
            same++;
        }
        return number.substring(0, same + 1);
    }
}
