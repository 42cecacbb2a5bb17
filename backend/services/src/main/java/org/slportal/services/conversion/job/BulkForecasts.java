package org.slportal.services.conversion.job;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.ConversionPolicy;
import org.slportal.domain.conversion.ConvertibleLine;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.conversion.ConversionAct;
import org.slportal.services.conversion.ConvertibleLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakSearch;
import org.slportal.services.conversion.PoolForecast;
import org.slportal.services.conversion.TraditionalLine;
import org.slportal.services.csv.CsvProblem;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Service;

/** What a bulk conversion would do now, by the same rules and without writing anything. */
@Service
public class BulkForecasts {

    private static final int BATCH = 1_000;

    private final DSLContext sql;
    private final Transactions transactions;
    private final AccountService accounts;
    private final ConversionAct act;
    private final LineJudge judge;
    private final JobStore store;
    private final JobFile file;
    private final PakSearch search;
    private final PoolForecast pools;

    BulkForecasts(
            DSLContext sql,
            Transactions transactions,
            AccountService accounts,
            ConversionAct act,
            LineJudge judge,
            JobStore store,
            JobFile file,
            PakSearch search,
            PoolForecast pools) {
        this.sql = sql;
        this.transactions = transactions;
        this.accounts = accounts;
        this.act = act;
        this.judge = judge;
        this.store = store;
        this.file = file;
        this.search = search;
        this.pools = pools;
    }

    /** Grows while lines are counted. */
    private static final class Count {

        private final Map<LicenseId, Integer> gain = new HashMap<>();
        private final Map<LineReason, Integer> refused = new HashMap<>();
        private int lines;

        private void refuse(LineReason reason, int number) {
            refused.merge(reason, number, Integer::sum);
            lines += number;
        }

        private void convert(LicenseId license, int licenses, int number) {
            gain.merge(license, licenses, Math::addExact);
            lines += number;
        }
    }

    public BulkForecast of(Actor actor, SmartAccountId account, VirtualAccountId target, JobLines asked) {
        if (!accounts.require(actor, Permission.MANAGE_LICENSES, target).equals(account)) {
            throw PortalException.notFound();
        }
        ConversionJobService.requireSize(asked);
        ConversionJobService.kind(asked);
        return transactions.read(() -> {
            Count count = new Count();
            List<CsvProblem> problems = List.of();
            switch (asked) {
                case JobLines.OfPaks(var paks) -> {
                    Condition mine = JobStore.manageablePaks(actor, account).and(PAK.PAK_ID.in(paks));
                    countPaks(mine, count);
                    unknown(paks.stream().distinct().count() - sql.fetchCount(PAK, mine), count);
                }
                case JobLines.OfDevices(var devices) -> {
                    Condition mine =
                            JobStore.manageableDevices(actor, account).and(LEGACY_DEVICE.LEGACY_DEVICE_ID.in(devices));
                    countDevices(mine, count);
                    unknown(devices.stream().distinct().count() - sql.fetchCount(LEGACY_DEVICE, mine), count);
                }
                case JobLines.Matching(var filter) ->
                    countPaks(
                            JobStore.manageablePaks(actor, account)
                                    .and(search.matching(account, filter))
                                    .and(ConvertibleLines.convertible(act.today())),
                            count);
                case JobLines.AllLeftOf(var all) ->
                    countLines(
                            actor,
                            account,
                            all.stream()
                                    .distinct()
                                    .map(line -> new NewJobLine("", line, LineJudge.ALL_LEFT, null))
                                    .toList(),
                            count);
                case JobLines.Chosen(List<LineQuantity> chosen) ->
                    countLines(actor, account, store.chosen(actor, account, chosen), count);
                case JobLines.InFile(byte[] content) -> {
                    JobFile.Meaning meaning = file.read(actor, account, content);
                    problems = meaning.problems();
                    countLines(actor, account, meaning.rows(), count);
                }
            }
            return new BulkForecast(
                    count.lines, sorted(count.refused), pools.of(target, count.gain, List.of()), problems);
        });
    }

    private static void unknown(long number, Count count) {
        if (number > 0) {
            count.refuse(LineReason.of(LineProblem.LINE_UNKNOWN), Math.toIntExact(number));
        }
    }

    private static Map<LineReason, Integer> sorted(Map<LineReason, Integer> refused) {
        Map<LineReason, Integer> sorted = new LinkedHashMap<>();
        refused.entrySet().stream()
                .sorted(Map.Entry.<LineReason, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().code()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private void countLines(Actor actor, SmartAccountId account, List<NewJobLine> lines, Count count) {
        for (int from = 0; from < lines.size(); from += BATCH) {
            Map<TraditionalLineId, Integer> asked = new LinkedHashMap<>();
            for (NewJobLine line : lines.subList(from, Math.min(lines.size(), from + BATCH))) {
                LineReason reason = line.reason();
                TraditionalLineId id = line.line();
                if (reason != null) {
                    count.refuse(reason, 1);
                } else if (id != null) {
                    asked.put(id, line.quantity());
                }
            }
            LineJudge.Verdict verdict = judge.judge(actor, account, asked);
            verdict.refused().values().forEach(reason -> count.refuse(reason, 1));
            for (TraditionalLine line : verdict.lines()) {
                LicenseId license = line.license();
                if (license != null) {
                    int units = verdict.quantities().getOrDefault(line.id(), 0);
                    count.convert(license, Math.multiplyExact(units, line.licenseQuantity()), 1);
                }
            }
        }
    }

    /** Lines that the policies cannot tell apart are counted by the database and judged once. */
    private void countPaks(Condition condition, Count count) {
        Field<Integer> left = PAK_LINE.ORDERED.minus(PAK_LINE.FULFILLED).minus(PAK_LINE.CONVERTED);
        Field<Boolean> some = DSL.field(left.gt(0));
        Field<Boolean> installed = DSL.field(PAK_LINE.FULFILLED.gt(0));
        Field<Boolean> assigned = DSL.field(PAK.VIRTUAL_ACCOUNT_ID.isNotNull());
        sql.select(
                        SKU.LICENSE_ID,
                        SKU.LICENSE_QUANTITY,
                        SKU.LICENSE_TERM,
                        PAK_LINE.TERM_ENDS,
                        assigned,
                        some,
                        installed,
                        DSL.count(),
                        DSL.sum(left))
                .from(PAK)
                .join(PAK_LINE)
                .on(PAK_LINE.PAK_ID.eq(PAK.PAK_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .where(condition)
                .groupBy(SKU.SKU_ID, PAK_LINE.TERM_ENDS, assigned, some, installed)
                .forEach(row -> {
                    int free = row.value6() ? 1 : 0;
                    int fixed = row.value7() ? 1 : 0;
                    ConvertibleLine line = new ConvertibleLine(
                            row.value5(),
                            row.value1() != null,
                            row.value3(),
                            row.value4(),
                            true,
                            free + fixed + 1,
                            fixed,
                            1);
                    add(
                            line,
                            row.value1(),
                            row.value2(),
                            row.value8(),
                            row.value9().intValueExact(),
                            count);
                });
    }

    private void countDevices(Condition condition, Count count) {
        Field<Integer> left = LEGACY_LICENSE.QUANTITY.minus(LEGACY_LICENSE.CONVERTED);
        Field<Boolean> some = DSL.field(left.gt(0));
        Field<Boolean> assigned = DSL.field(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID.isNotNull());
        sql.select(
                        SKU.LICENSE_ID,
                        SKU.LICENSE_QUANTITY,
                        SKU.LICENSE_TERM,
                        LEGACY_LICENSE.TERM_ENDS,
                        assigned,
                        some,
                        DSL.count(),
                        DSL.sum(left))
                .from(LEGACY_DEVICE)
                .join(LEGACY_LICENSE)
                .on(LEGACY_LICENSE.LEGACY_DEVICE_ID.eq(LEGACY_DEVICE.LEGACY_DEVICE_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                .where(condition)
                .groupBy(SKU.SKU_ID, LEGACY_LICENSE.TERM_ENDS, assigned, some)
                .forEach(row -> {
                    int free = row.value6() ? 1 : 0;
                    ConvertibleLine line = new ConvertibleLine(
                            row.value5(), row.value1() != null, row.value3(), row.value4(), true, free + 1, 0, 1);
                    add(
                            line,
                            row.value1(),
                            row.value2(),
                            row.value7(),
                            row.value8().intValueExact(),
                            count);
                });
    }

    /** @param line like each of the lines in all that the policies ask about */
    private void add(
            ConvertibleLine line, @Nullable LicenseId license, int licenseQuantity, int lines, int units, Count count) {
        Optional<ConversionPolicy.Refusal> refusal = ConversionPolicy.ineligibility(line, act.today());
        if (refusal.isPresent() || license == null) {
            count.refuse(
                    refusal.map(reason -> new LineReason(reason.reason().name(), String.join(", ", reason.arguments())))
                            .orElseThrow(),
                    lines);
        } else {
            count.convert(license, Math.multiplyExact(units, licenseQuantity), lines);
        }
    }
}
