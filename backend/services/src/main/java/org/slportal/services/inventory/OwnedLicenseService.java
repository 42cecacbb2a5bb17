package org.slportal.services.inventory;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.db.jooq.tables.records.LicenseLotRecord;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Service;

/**
 * Licences that come by order or by hand, and leave by hand. Only somebody with rights over the whole Smart Account does this: it makes
 * licences out of nothing.
 */
@Service
public class OwnedLicenseService {

    /** Of one act. */
    public static final int MAX_QUANTITY = 1_000_000;

    private static final int MAX_YEARS = 30;
    private static final int MAX_NUMBER = 40;
    private static final int MAX_NOTE = 200;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final Pools pools;
    private final EventRecorder events;

    OwnedLicenseService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            Pools pools,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.pools = pools;
        this.events = events;
    }

    /** A licence of the catalogue. */
    public record Choice(LicenseId id, String name) {}

    /** What could be added, by name. */
    public List<Choice> choices(Actor actor, VirtualAccountId pool, String text, int offset, int limit) {
        require(actor, pool);
        return sql.select(LICENSE.LICENSE_ID, LICENSE.NAME)
                .from(LICENSE)
                .where(LICENSE.NAME.containsIgnoreCase(text.strip()))
                .orderBy(LICENSE.NAME, LICENSE.LICENSE_ID)
                .limit(limit)
                .offset(offset)
                .fetch(row -> new Choice(row.value1(), row.value2()));
    }

    public int countChoices(Actor actor, VirtualAccountId pool, String text) {
        require(actor, pool);
        return sql.fetchCount(LICENSE, LICENSE.NAME.containsIgnoreCase(text.strip()));
    }

    public void add(Actor actor, VirtualAccountId pool, NewOwnedLicenses added) {
        SmartAccountId account = require(actor, pool);
        String order = text("orderNumber", added.orderNumber(), MAX_NUMBER);
        String subscription = text("subscription", added.subscription(), MAX_NUMBER);
        String note = order == null
                ? Checks.required("note", added.note(), MAX_NOTE)
                : Checks.optional("note", added.note(), MAX_NOTE);
        checkQuantity(added.quantity());
        checkTerm(added, subscription);
        String name = name(added.license());
        Deposit deposit = new Deposit(
                added.license(),
                order == null ? TransactionSource.MANUAL : TransactionSource.ORDER,
                added.quantity(),
                added.term(),
                added.startsOn(),
                added.endsOn(),
                null,
                order,
                subscription,
                null,
                null,
                null,
                null,
                note);
        transactions.run(() -> {
            pools.lock(pool);
            pools.deposit(actor, account, pool, List.of(deposit));
            pools.rebalance(actor, account, pool);
            events.record(
                    actor,
                    NewEvent.done(
                                    EventCode.LICENSES_ADDED,
                                    account,
                                    pool,
                                    "quantity",
                                    Integer.toString(added.quantity()),
                                    "license",
                                    name,
                                    "origin",
                                    order == null ? note : order)
                            .about(added.license()));
        });
    }

    /**
     * Takes off what was added by order or by hand. What was converted goes back by undoing the conversion: else what left the PAK would
     * be nowhere.
     *
     * @throws PortalException CONFLICT if less of it is there and unreserved
     */
    public void takeOff(Actor actor, LicenseLotId lot, int quantity, @Nullable String reason) {
        LicenseLotRecord found = lot(lot);
        SmartAccountId account = require(actor, found.getVirtualAccountId());
        String note = Checks.required("note", reason, MAX_NOTE);
        checkQuantity(quantity);
        String name = name(found.getLicenseId());
        transactions.run(() -> {
            pools.lock(found.getVirtualAccountId());
            LicenseLotRecord now = lot(lot);
            int free = Math.min(now.getQuantity() - now.getReserved(), addedByHand(now));
            if (free < quantity) {
                throw PortalException.conflict("quantity", ErrorReason.OWNED_NOT_BY_HAND, Math.max(0, free));
            }
            pools.deposit(
                    actor,
                    account,
                    now.getVirtualAccountId(),
                    List.of(new Deposit(
                            now.getLicenseId(),
                            TransactionSource.MANUAL,
                            -quantity,
                            now.getLicenseTerm(),
                            now.getStartsOn(),
                            now.getEndsOn(),
                            null,
                            null,
                            now.getSubscriptionNumber(),
                            null,
                            null,
                            null,
                            null,
                            note)));
            pools.rebalance(actor, account, now.getVirtualAccountId());
            events.record(
                    actor,
                    NewEvent.done(
                                    EventCode.LICENSES_TAKEN_OFF,
                                    account,
                                    now.getVirtualAccountId(),
                                    "quantity",
                                    Integer.toString(quantity),
                                    "license",
                                    name,
                                    "reason",
                                    note)
                            .about(now.getLicenseId()));
        });
    }

    private LicenseLotRecord lot(LicenseLotId lot) {
        LicenseLotRecord found = sql.fetchOne(LICENSE_LOT, LICENSE_LOT.LICENSE_LOT_ID.eq(lot));
        if (found == null) {
            throw PortalException.notFound();
        }
        return found;
    }

    private int addedByHand(LicenseLotRecord lot) {
        return sql.select(DSL.coalesce(DSL.sum(LICENSE_TRANSACTION.QUANTITY), BigDecimal.ZERO))
                .from(LICENSE_TRANSACTION)
                .where(LICENSE_TRANSACTION
                        .VIRTUAL_ACCOUNT_ID
                        .eq(lot.getVirtualAccountId())
                        .and(LICENSE_TRANSACTION.LICENSE_ID.eq(lot.getLicenseId()))
                        .and(LICENSE_TRANSACTION.SOURCE.in(TransactionSource.ORDER, TransactionSource.MANUAL))
                        .and(LICENSE_TRANSACTION.LICENSE_TERM.eq(lot.getLicenseTerm()))
                        .and(LICENSE_TRANSACTION.STARTS_ON.isNotDistinctFrom(lot.getStartsOn()))
                        .and(LICENSE_TRANSACTION.ENDS_ON.isNotDistinctFrom(lot.getEndsOn()))
                        .and(LICENSE_TRANSACTION.SUBSCRIPTION_NUMBER.isNotDistinctFrom(lot.getSubscriptionNumber())))
                .fetchSingle()
                .value1()
                .intValueExact();
    }

    private String name(LicenseId license) {
        String name = sql.select(LICENSE.NAME)
                .from(LICENSE)
                .where(LICENSE.LICENSE_ID.eq(license))
                .fetchOne(LICENSE.NAME);
        if (name == null) {
            throw PortalException.notFound();
        }
        return name;
    }

    /** @return the Smart Account; whoever may not even look into the Virtual Account does not learn of it */
    private SmartAccountId require(Actor actor, VirtualAccountId pool) {
        SmartAccountId account = accounts.require(actor, Permission.VIEW, pool);
        actor.require(Permission.MANAGE_LICENSES, account, null);
        return account;
    }

    private static @Nullable String text(String field, @Nullable String value, int max) {
        String text = Checks.optional(field, value, max);
        return text.isEmpty() ? null : text;
    }

    private static void checkQuantity(int quantity) {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw PortalException.rejected("quantity", ErrorReason.OWNED_QUANTITY, MAX_QUANTITY);
        }
    }

    private void checkTerm(NewOwnedLicenses added, @Nullable String subscription) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate starts = added.startsOn();
        LocalDate ends = added.endsOn();
        if (starts != null && Math.abs(starts.getYear() - today.getYear()) > MAX_YEARS) {
            throw PortalException.rejected("startsOn", ErrorReason.OWNED_TOO_FAR, MAX_YEARS);
        }
        if (ends == null) {
            if (added.term() != LicenseTerm.PERPETUAL && added.term() != LicenseTerm.USAGE) {
                throw PortalException.rejected("endsOn", ErrorReason.OWNED_TERM_NEEDS_END);
            }
        } else if (added.term() == LicenseTerm.PERPETUAL) {
            throw PortalException.rejected("endsOn", ErrorReason.OWNED_PERPETUAL_HAS_END);
        } else if (starts != null && ends.isBefore(starts)) {
            throw PortalException.rejected("endsOn", ErrorReason.OWNED_ENDS_BEFORE_START);
        } else if (ends.isBefore(today)) {
            throw PortalException.rejected("endsOn", ErrorReason.OWNED_ENDED);
        } else if (ends.getYear() - today.getYear() > MAX_YEARS) {
            throw PortalException.rejected("endsOn", ErrorReason.OWNED_TOO_FAR, MAX_YEARS);
        }
        if (added.term() == LicenseTerm.SUBSCRIPTION && subscription == null) {
            throw PortalException.rejected("subscription", ErrorReason.OWNED_SUBSCRIPTION_MISSING);
        }
    }
}
