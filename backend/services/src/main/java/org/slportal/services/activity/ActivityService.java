package org.slportal.services.activity;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseTransactionId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.inventory.LedgerOrigins;
import org.slportal.services.inventory.TransactionItem;
import org.slportal.services.inventory.TransactionSort;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.slportal.services.page.TimeOrder;
import org.springframework.stereotype.Service;

/** The ledger over all Virtual Accounts somebody may look into. Reads only. */
@Service
public class ActivityService {

    private static final TimeOrder<LicenseTransactionId> ORDER = new TimeOrder<>(
            LICENSE_TRANSACTION, LICENSE_TRANSACTION.RECORDED_AT, LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID);

    private final DSLContext sql;

    public ActivityService(DSLContext sql) {
        this.sql = sql;
    }

    /** Newest first unless ascending. */
    public List<ActivityItem> transactions(
            Actor actor, SmartAccountId account, ActivityFilter filter, PageQuery<TransactionSort> query) {
        // Outer joins although every row has its licence and account: the ledger is walked in its order and the rest
        // looked up.
        return sql.select()
                .from(LedgerOrigins.joined())
                .leftJoin(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_TRANSACTION.LICENSE_ID))
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID))
                .where(visible(actor, account, filter).and(ORDER.from(sql, query, entry(query))))
                .orderBy(ORDER.order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new ActivityItem(
                        new TransactionItem(
                                row.get(LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID),
                                row.get(LICENSE_TRANSACTION.RECORDED_AT),
                                row.get(LICENSE_TRANSACTION.SOURCE),
                                row.get(LICENSE.NAME),
                                row.get(LICENSE_TRANSACTION.QUANTITY),
                                row.get(LICENSE_TRANSACTION.LICENSE_TERM),
                                row.get(LICENSE_TRANSACTION.ENDS_ON),
                                row.get(SKU.CODE),
                                LedgerOrigins.word(row),
                                row.get(LICENSE_TRANSACTION.RECORDED_BY)),
                        row.get(VIRTUAL_ACCOUNT.NAME)));
    }

    public BoundedCount count(Actor actor, SmartAccountId account, ActivityFilter filter) {
        return ORDER.count(sql, visible(actor, account, filter));
    }

    /** Licences of the catalogue by name, a piece at a time. @param text part of the name; empty for all */
    public List<LicenseName> licenses(Actor actor, SmartAccountId account, String text, int offset, int limit) {
        actor.requireAnywhere(Permission.VIEW, account);
        return sql.select(LICENSE.LICENSE_ID, LICENSE.NAME)
                .from(LICENSE)
                .where(text.isBlank() ? DSL.noCondition() : LICENSE.NAME.containsIgnoreCase(text.strip()))
                .orderBy(LICENSE.NAME, LICENSE.LICENSE_ID)
                .limit(limit)
                .offset(offset)
                .fetch(row -> new LicenseName(row.value1(), row.value2()));
    }

    private static Condition visible(Actor actor, SmartAccountId account, ActivityFilter filter) {
        actor.requireAnywhere(Permission.VIEW, account);
        VirtualAccountId pool = filter.pool();
        if (pool != null) {
            actor.require(Permission.VIEW, account, pool);
        }
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        return LICENSE_TRANSACTION
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(given(limited, LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID::in))
                .and(given(pool, LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID::eq))
                .and(given(filter.source(), LICENSE_TRANSACTION.SOURCE::eq))
                .and(given(filter.license(), LICENSE_TRANSACTION.LICENSE_ID::eq))
                .and(given(filter.from(), LICENSE_TRANSACTION.RECORDED_AT::ge))
                .and(given(filter.before(), LICENSE_TRANSACTION.RECORDED_AT::lt));
    }

    private static <T> Condition given(@Nullable T value, Function<T, Condition> condition) {
        return value == null ? DSL.noCondition() : condition.apply(value);
    }

    private static @Nullable LicenseTransactionId entry(PageQuery<?> query) {
        Long after = query.after();
        return after == null ? null : new LicenseTransactionId(after);
    }
}
