package org.slportal.services.inventory;

import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.compliance.Explanation;
import org.slportal.domain.compliance.Substitution;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.catalogue.HierarchySource;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.inventory.LicenseExplanation.OwnedLot;
import org.slportal.services.inventory.LicenseExplanation.Part;
import org.slportal.services.inventory.LicenseExplanation.Surplus;
import org.springframework.stereotype.Service;

/** Answers "why?" about the figures of a licence: the arithmetic is {@link Explanation}'s, the names come from here. Reads only. */
@Service
public class LicenseExplanationService {

    /** Rows of each list that are named; the counts say how many there are. */
    public static final int SHOWN = 5;

    private final DSLContext sql;
    private final Transactions transactions;
    private final AccountService accounts;
    private final InventoryService inventory;
    private final PoolOutlook outlook;
    private final HierarchySource hierarchy;

    LicenseExplanationService(
            DSLContext sql,
            Transactions transactions,
            AccountService accounts,
            InventoryService inventory,
            PoolOutlook outlook,
            HierarchySource hierarchy) {
        this.sql = sql;
        this.transactions = transactions;
        this.accounts = accounts;
        this.inventory = inventory;
        this.outlook = outlook;
        this.hierarchy = hierarchy;
    }

    public LicenseExplanation explain(Actor actor, VirtualAccountId pool, LicenseId license) {
        SmartAccountId account = accounts.require(actor, Permission.VIEW, pool);
        return transactions.read(() -> explain(actor, account, pool, license));
    }

    private LicenseExplanation explain(Actor actor, SmartAccountId account, VirtualAccountId pool, LicenseId license) {
        Integer pending = sql.select(LICENSE_POOL.PENDING)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.eq(license)))
                .fetchOne(LICENSE_POOL.PENDING);
        if (pending == null) {
            throw PortalException.notFound();
        }
        Map<LicenseId, String> names = hierarchy.names();
        Explanation arithmetic =
                Explanation.of(license, List.copyOf(outlook.demands(pool).values()), hierarchy.hierarchy());
        return new LicenseExplanation(
                license,
                names.getOrDefault(license, ""),
                arithmetic,
                pending,
                lots(pool, license),
                sql.fetchCount(LICENSE_LOT, lotsOf(pool, license)),
                inventory.users(actor, pool, license, 0, SHOWN),
                Math.toIntExact(inventory.countUsers(actor, pool, license)),
                arithmetic.borrowed().stream()
                        .map(made -> part(names, made.parent(), made))
                        .toList(),
                arithmetic.lent().stream()
                        .map(made -> part(names, made.child(), made))
                        .toList(),
                arithmetic.remedies().stream()
                        .map(remedy ->
                                new Part(remedy.license(), names.getOrDefault(remedy.license(), ""), remedy.quantity()))
                        .toList(),
                elsewhere(actor, account, pool, arithmetic, names));
    }

    private static Part part(Map<LicenseId, String> names, LicenseId other, Substitution made) {
        return new Part(other, names.getOrDefault(other, ""), made.quantity());
    }

    private static Condition lotsOf(VirtualAccountId pool, LicenseId license) {
        return LICENSE_LOT
                .VIRTUAL_ACCOUNT_ID
                .eq(pool)
                .and(LICENSE_LOT.LICENSE_ID.eq(license))
                .and(LICENSE_LOT.QUANTITY.gt(0));
    }

    private List<OwnedLot> lots(VirtualAccountId pool, LicenseId license) {
        return sql.select(
                        LICENSE_LOT.LICENSE_TERM,
                        LICENSE_LOT.QUANTITY,
                        LICENSE_LOT.RESERVED,
                        LICENSE_LOT.STARTS_ON,
                        LICENSE_LOT.ENDS_ON,
                        LICENSE_LOT.COUNTED)
                .from(LICENSE_LOT)
                .where(lotsOf(pool, license))
                .orderBy(LICENSE_LOT.ENDS_ON.isNull(), LICENSE_LOT.ENDS_ON, LICENSE_LOT.LICENSE_LOT_ID)
                .limit(SHOWN)
                .fetch(row -> new OwnedLot(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }

    private List<Surplus> elsewhere(
            Actor actor,
            SmartAccountId account,
            VirtualAccountId pool,
            Explanation arithmetic,
            Map<LicenseId, String> names) {
        if (arithmetic.figures().isCompliant()) {
            return List.of();
        }
        List<LicenseId> useful = new ArrayList<>(arithmetic.ancestors());
        useful.add(arithmetic.figures().license());
        Condition condition = LICENSE_POOL
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(LICENSE_POOL.LICENSE_ID.in(useful))
                .and(LICENSE_POOL.BALANCE.gt(0))
                .and(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.ne(pool));
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        if (limited != null) {
            condition = condition.and(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.in(limited));
        }
        boolean here = actor.may(Permission.MANAGE_LICENSES, account, pool);
        return sql.select(
                        LICENSE_POOL.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        LICENSE_POOL.LICENSE_ID,
                        LICENSE_POOL.BALANCE)
                .from(LICENSE_POOL)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_POOL.VIRTUAL_ACCOUNT_ID))
                .where(condition)
                .orderBy(LICENSE_POOL.BALANCE.desc(), VIRTUAL_ACCOUNT.NAME, LICENSE_POOL.LICENSE_ID)
                .limit(SHOWN)
                .fetch(row -> new Surplus(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        names.getOrDefault(row.value3(), ""),
                        row.value4(),
                        here && actor.may(Permission.MANAGE_LICENSES, account, row.value1())));
    }
}
