package org.slportal.services.inventory;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.springframework.stereotype.Service;

/** What Virtual Accounts own by subscription: lots with a subscription's number or term. Reads only. */
@Service
public class SubscriptionService {

    /** What expired left the lot; the ledger still tells how much it was. */
    private static final Field<Integer> EXPIRED = DSL.field(DSL.select(
                    DSL.coalesce(DSL.sum(LICENSE_TRANSACTION.QUANTITY).neg(), DSL.inline(0))
                            .cast(Integer.class))
            .from(LICENSE_TRANSACTION)
            .where(LICENSE_TRANSACTION
                    .VIRTUAL_ACCOUNT_ID
                    .eq(LICENSE_LOT.VIRTUAL_ACCOUNT_ID)
                    .and(LICENSE_TRANSACTION.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID))
                    .and(LICENSE_TRANSACTION.SOURCE.eq(TransactionSource.EXPIRY))
                    .and(LICENSE_TRANSACTION.LICENSE_TERM.eq(LICENSE_LOT.LICENSE_TERM))
                    .and(LICENSE_TRANSACTION.STARTS_ON.isNotDistinctFrom(LICENSE_LOT.STARTS_ON))
                    .and(LICENSE_TRANSACTION.ENDS_ON.eq(LICENSE_LOT.ENDS_ON))
                    .and(LICENSE_TRANSACTION.SUBSCRIPTION_NUMBER.isNotDistinctFrom(LICENSE_LOT.SUBSCRIPTION_NUMBER))));

    private final DSLContext sql;
    private final InstantSource clock;
    private final AccountService accounts;

    SubscriptionService(DSLContext sql, InstantSource clock, AccountService accounts) {
        this.sql = sql;
        this.clock = clock;
        this.accounts = accounts;
    }

    /** By licence and end. @param states none: all */
    public List<SubscriptionItem> list(
            Actor actor,
            SmartAccountId account,
            Collection<VirtualAccountId> pools,
            Set<SubscriptionState> states,
            int offset,
            int limit) {
        accounts.requireAll(actor, Permission.VIEW, account, pools);
        LocalDate today = today();
        Field<Integer> quantity = quantity(today);
        return sql.select(
                        LICENSE.NAME,
                        VIRTUAL_ACCOUNT.NAME,
                        quantity,
                        LICENSE_LOT.LICENSE_TERM,
                        LICENSE_LOT.SUBSCRIPTION_NUMBER,
                        LICENSE_LOT.STARTS_ON,
                        LICENSE_LOT.ENDS_ON)
                .from(LICENSE_LOT)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID))
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_LOT.VIRTUAL_ACCOUNT_ID))
                .where(condition(pools, states, today))
                .orderBy(LICENSE.NAME, LICENSE_LOT.ENDS_ON, LICENSE_LOT.LICENSE_LOT_ID)
                .limit(limit)
                .offset(offset)
                .fetch(row -> new SubscriptionItem(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        state(row.value6(), row.value7(), today)));
    }

    public long count(
            Actor actor, SmartAccountId account, Collection<VirtualAccountId> pools, Set<SubscriptionState> states) {
        accounts.requireAll(actor, Permission.VIEW, account, pools);
        return sql.fetchCount(LICENSE_LOT, condition(pools, states, today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** What the sweep has not taken away yet counts as expired as well. */
    private static Field<Integer> quantity(LocalDate today) {
        return DSL.when(LICENSE_LOT.ENDS_ON.lt(today), LICENSE_LOT.QUANTITY.plus(EXPIRED))
                .otherwise(LICENSE_LOT.QUANTITY);
    }

    private static SubscriptionState state(@Nullable LocalDate starts, @Nullable LocalDate ends, LocalDate today) {
        if (ends != null && ends.isBefore(today)) {
            return SubscriptionState.EXPIRED;
        }
        return starts != null && starts.isAfter(today) ? SubscriptionState.PENDING : SubscriptionState.ACTIVE;
    }

    private static Condition condition(
            Collection<VirtualAccountId> pools, Set<SubscriptionState> states, LocalDate today) {
        Condition condition = LICENSE_LOT
                .VIRTUAL_ACCOUNT_ID
                .in(pools)
                .and(LICENSE_LOT
                        .SUBSCRIPTION_NUMBER
                        .isNotNull()
                        .or(LICENSE_LOT.LICENSE_TERM.eq(LicenseTerm.SUBSCRIPTION)))
                .and(quantity(today).gt(0));
        return states.isEmpty()
                ? condition
                : condition.and(
                        DSL.or(states.stream().map(state -> in(state, today)).toList()));
    }

    private static Condition in(SubscriptionState state, LocalDate today) {
        Condition expired = LICENSE_LOT.ENDS_ON.isNotNull().and(LICENSE_LOT.ENDS_ON.lt(today));
        Condition begun = LICENSE_LOT.STARTS_ON.isNull().or(LICENSE_LOT.STARTS_ON.le(today));
        return switch (state) {
            case EXPIRED -> expired;
            case ACTIVE -> DSL.not(expired).and(begun);
            case PENDING -> DSL.not(expired).and(DSL.not(begun));
        };
    }
}
