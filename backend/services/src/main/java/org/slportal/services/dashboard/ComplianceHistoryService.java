package org.slportal.services.dashboard;

import static org.slportal.db.jooq.Tables.COMPLIANCE_DAY;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.Reach;
import org.slportal.services.account.AccountService;
import org.springframework.stereotype.Service;

/** Compliance over time: what {@link ComplianceSweep} wrote down, with the days filled in on which nothing changed. */
@Service
public class ComplianceHistoryService {

    /** A year and the day it ends on. */
    public static final int MAX_DAYS = 366;

    private final DSLContext sql;
    private final InstantSource clock;
    private final AccountService accounts;

    private record Change(long pool, ComplianceDay.Figures figures) {}

    ComplianceHistoryService(DSLContext sql, InstantSource clock, AccountService accounts) {
        this.sql = sql;
        this.clock = clock;
        this.accounts = accounts;
    }

    /**
     * Every day from the first with figures on, today the last; the figures of several Virtual Accounts added up.
     *
     * @param pool null for all the reader may see
     * @param license null for all
     * @param days how many, today included
     */
    public List<ComplianceDay> days(
            Actor actor,
            SmartAccountId account,
            @Nullable VirtualAccountId pool,
            @Nullable LicenseId license,
            int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("1 to " + MAX_DAYS + " days");
        }
        Reach reach = Reach.of(actor, account);
        if (pool != null) {
            accounts.requireAll(actor, Permission.VIEW, account, Set.of(pool));
            reach = new Reach(account, List.of(pool));
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate from = today.minusDays(days - 1L);
        return filled(from, today, observed(account, from, today), changes(reach, license, from, today));
    }

    private Set<LocalDate> observed(SmartAccountId account, LocalDate from, LocalDate to) {
        return new HashSet<>(sql.select(COMPLIANCE_DAY.DAY)
                .from(COMPLIANCE_DAY)
                .where(COMPLIANCE_DAY
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(COMPLIANCE_DAY.LICENSE_KEY.eq(0L))
                        .and(COMPLIANCE_DAY.POOL_KEY.eq(0L))
                        .and(COMPLIANCE_DAY.DAY.between(from, to)))
                .fetch(COMPLIANCE_DAY.DAY));
    }

    /** What changed in the window, and before it what held when it began. */
    private Map<LocalDate, List<Change>> changes(
            Reach reach, @Nullable LicenseId license, LocalDate from, LocalDate to) {
        List<VirtualAccountId> pools = reach.pools();
        Condition which = COMPLIANCE_DAY
                .SMART_ACCOUNT_ID
                .eq(reach.account())
                .and(COMPLIANCE_DAY.LICENSE_KEY.eq(license == null ? 0L : license.value()))
                .and(
                        pools == null
                                ? COMPLIANCE_DAY.POOL_KEY.eq(0L)
                                : COMPLIANCE_DAY.POOL_KEY.in(pools.stream()
                                        .map(VirtualAccountId::value)
                                        .toList()));
        Map<LocalDate, List<Change>> changes = new TreeMap<>();
        var first = DSL.max(COMPLIANCE_DAY.DAY);
        var before = sql.select(COMPLIANCE_DAY.POOL_KEY, first)
                .from(COMPLIANCE_DAY)
                .where(which.and(COMPLIANCE_DAY.DAY.lt(from)))
                .groupBy(COMPLIANCE_DAY.POOL_KEY)
                .fetch();
        Condition read = COMPLIANCE_DAY.DAY.between(from, to);
        if (!before.isEmpty()) {
            read = read.or(DSL.row(COMPLIANCE_DAY.POOL_KEY, COMPLIANCE_DAY.DAY)
                    .in(before.map(row -> DSL.row(row.value1(), row.value2()))));
        }
        // By days: what held before the window stands before what its first day changed.
        sql.select()
                .from(COMPLIANCE_DAY)
                .where(which.and(read))
                .orderBy(COMPLIANCE_DAY.DAY)
                .forEach(row -> {
                    LocalDate day = row.get(COMPLIANCE_DAY.DAY);
                    changes.computeIfAbsent(day.isBefore(from) ? from : day, unused -> new ArrayList<>())
                            .add(new Change(
                                    row.get(COMPLIANCE_DAY.POOL_KEY),
                                    new ComplianceDay.Figures(
                                            row.get(COMPLIANCE_DAY.OWNED),
                                            row.get(COMPLIANCE_DAY.IN_USE),
                                            row.get(COMPLIANCE_DAY.SHORT_BY),
                                            row.get(COMPLIANCE_DAY.DEVICES),
                                            row.get(COMPLIANCE_DAY.DEVICES_SHORT),
                                            row.get(COMPLIANCE_DAY.DEVICES_EXPIRED),
                                            row.get(COMPLIANCE_DAY.DEVICES_SILENT))));
                });
        return changes;
    }

    private static List<ComplianceDay> filled(
            LocalDate from, LocalDate to, Set<LocalDate> observed, Map<LocalDate, List<Change>> changes) {
        Map<Long, ComplianceDay.Figures> standing = new HashMap<>();
        List<ComplianceDay> days = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            changes.getOrDefault(day, List.of()).forEach(change -> standing.put(change.pool(), change.figures()));
            if (!standing.isEmpty()) {
                ComplianceDay.Figures sum =
                        standing.values().stream().reduce(ComplianceDay.Figures.NONE, ComplianceDay.Figures::plus);
                days.add(new ComplianceDay(day, observed.contains(day), sum));
            }
        }
        return days;
    }
}
