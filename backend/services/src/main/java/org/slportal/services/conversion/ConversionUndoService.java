package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slportal.db.jooq.tables.records.LicenseTransactionRecord;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.PortalProperties;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Lot;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Service;

/**
 * Takes a conversion back, in lab mode: a conversion for real is final. The ledger keeps both: the licences that came, and the
 * compensating rows by which they went. Devices may be short afterwards; that is what a rehearsal may show.
 *
 * <p>A device-led conversion is not undone here: the device keeps its own record of it and converts once only.
 */
@Service
public class ConversionUndoService {

    private static final int NAMES_TOLD = 3;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final ConversionAct act;
    private final Pools pools;
    private final EventRecorder events;
    private final boolean lab;

    ConversionUndoService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            ConversionAct act,
            Pools pools,
            EventRecorder events,
            PortalProperties properties) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.act = act;
        this.pools = pools;
        this.events = events;
        this.lab = properties.lab();
    }

    /** Whether this portal undoes at all, and the actor something in this account. */
    public boolean isOffered(Actor actor, SmartAccountId account) {
        return lab && actor.mayAnywhere(Permission.MANAGE_LICENSES, account);
    }

    /** Whether this kind of conversion can be undone. */
    public static boolean isPossible(ConversionKind kind) {
        return kind == ConversionKind.PAK || kind == ConversionKind.DEVICE;
    }

    private record Undone(SmartAccountId account, VirtualAccountId pool, ConversionKind kind) {}

    public void undo(Actor actor, ConversionId conversion) {
        Undone undone = require(actor, conversion);
        if (!lab) {
            throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.UNDO_LAB_ONLY);
        }
        if (!isPossible(undone.kind())) {
            throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.UNDO_KIND);
        }
        transactions.run(() -> undoOnce(actor, conversion, undone));
    }

    private Undone require(Actor actor, ConversionId conversion) {
        Undone found = sql.select(CONVERSION.SMART_ACCOUNT_ID, CONVERSION.VIRTUAL_ACCOUNT_ID, CONVERSION.KIND)
                .from(CONVERSION)
                .where(CONVERSION.CONVERSION_ID.eq(conversion))
                .fetchOne(row -> new Undone(row.value1(), row.value2(), row.value3()));
        if (found == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.MANAGE_LICENSES, found.account(), found.pool());
        return found;
    }

    private void undoOnce(Actor actor, ConversionId conversion, Undone undone) {
        List<LicenseTransactionRecord> rows = sql.selectFrom(LICENSE_TRANSACTION)
                .where(LICENSE_TRANSACTION
                        .CONVERSION_ID
                        .eq(conversion)
                        .and(LICENSE_TRANSACTION.SOURCE.ne(TransactionSource.REVERSAL)))
                .orderBy(LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID)
                .fetch();
        Map<TraditionalLineId, Integer> licenses = new LinkedHashMap<>();
        rows.forEach(row -> licenses.put(
                row.getPakLineId() != null ? row.getPakLineId() : row.getLegacyLicenseId(), row.getQuantity()));

        // 1. PAKs or devices first, the pool after them, as every conversion locks. Under these locks: undone already?
        act.lock(undone.account(), licenses.keySet());
        pools.lock(undone.pool());
        requireStanding(conversion);

        // 2. What was converted must still be there to take its licences back.
        List<TraditionalLine> lines = act.read(undone.account(), licenses.keySet());
        if (lines.size() != licenses.size()) {
            throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.UNDO_REASSIGNED);
        }
        lines.stream()
                .map(TraditionalLine::pool)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .forEach(pool -> actor.require(Permission.MANAGE_LICENSES, undone.account(), pool));

        // 3. And the licences must still be owned where they went.
        Map<LicenseId, Integer> gone = new TreeMap<>(java.util.Comparator.comparingLong(LicenseId::value));
        rows.forEach(row -> gone.merge(row.getLicenseId(), row.getQuantity(), Integer::sum));
        Map<LicenseId, String> names = requireOwned(undone.pool(), rows);

        // 4. Ledger, lines, pools, and the mark that keeps it from happening twice.
        pools.deposit(
                actor,
                undone.account(),
                undone.pool(),
                rows.stream().map(ConversionUndoService::reversal).toList());
        Map<TraditionalLineId, Integer> units = new LinkedHashMap<>();
        lines.forEach(line -> units.put(line.id(), licenses.getOrDefault(line.id(), 0) / line.licenseQuantity()));
        act.giveBack(units);
        sql.update(CONVERSION)
                .set(CONVERSION.UNDONE_AT, clock.instant())
                .set(CONVERSION.UNDONE_BY, actor.name())
                .where(CONVERSION.CONVERSION_ID.eq(conversion))
                .execute();
        pools.rebalance(actor, undone.account(), undone.pool());
        tell(actor, undone, lines, gone, names);
    }

    private void requireStanding(ConversionId conversion) {
        var undoneAt = sql.select(CONVERSION.UNDONE_AT)
                .from(CONVERSION)
                .where(CONVERSION.CONVERSION_ID.eq(conversion))
                .forUpdate()
                .fetchSingle(CONVERSION.UNDONE_AT);
        if (undoneAt != null) {
            throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.UNDO_TWICE);
        }
    }

    /** Licences of one lot are alike: what counts is that the Virtual Account has as many of it as came. @return their names */
    private Map<LicenseId, String> requireOwned(VirtualAccountId pool, List<LicenseTransactionRecord> rows) {
        Map<LicenseId, String> names = new HashMap<>();
        Map<Lot, Integer> gone = new LinkedHashMap<>();
        rows.forEach(row -> gone.merge(lot(row), row.getQuantity(), Integer::sum));
        Map<Lot, Integer> free = new HashMap<>();
        sql.select()
                .from(LICENSE_LOT)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID))
                .where(LICENSE_LOT
                        .VIRTUAL_ACCOUNT_ID
                        .eq(pool)
                        .and(LICENSE_LOT.LICENSE_ID.in(
                                gone.keySet().stream().map(Lot::license).toList())))
                .forEach(row -> {
                    names.put(row.get(LICENSE.LICENSE_ID), row.get(LICENSE.NAME));
                    free.put(
                            new Lot(
                                    row.get(LICENSE_LOT.LICENSE_ID),
                                    row.get(LICENSE_LOT.LICENSE_TERM),
                                    row.get(LICENSE_LOT.STARTS_ON),
                                    row.get(LICENSE_LOT.ENDS_ON),
                                    row.get(LICENSE_LOT.SUBSCRIPTION_NUMBER)),
                            row.get(LICENSE_LOT.QUANTITY) - row.get(LICENSE_LOT.RESERVED));
                });
        gone.forEach((lot, brought) -> {
            int there = free.getOrDefault(lot, 0);
            if (there < brought) {
                throw PortalException.of(
                        PortalException.Kind.CONFLICT,
                        ErrorReason.UNDO_NOT_OWNED,
                        there,
                        names.getOrDefault(lot.license(), ""),
                        brought);
            }
        });
        return names;
    }

    private static Lot lot(LicenseTransactionRecord row) {
        return new Lot(
                row.getLicenseId(),
                row.getLicenseTerm(),
                row.getStartsOn(),
                row.getEndsOn(),
                row.getSubscriptionNumber());
    }

    private static Deposit reversal(LicenseTransactionRecord row) {
        return new Deposit(
                row.getLicenseId(),
                TransactionSource.REVERSAL,
                -row.getQuantity(),
                row.getLicenseTerm(),
                row.getStartsOn(),
                row.getEndsOn(),
                row.getSkuId(),
                row.getOrderNumber(),
                row.getSubscriptionNumber(),
                row.getConversionId(),
                row.getPakLineId(),
                row.getLegacyLicenseId(),
                row.getCounterpartVirtualAccountId(),
                "");
    }

    private void tell(
            Actor actor,
            Undone undone,
            List<TraditionalLine> lines,
            Map<LicenseId, Integer> gone,
            Map<LicenseId, String> names) {
        Set<String> origins =
                lines.stream().map(TraditionalLine::origin).collect(Collectors.toCollection(LinkedHashSet::new));
        String first = origins.stream().limit(NAMES_TOLD).collect(Collectors.joining(", "));
        String origin = origins.size() <= NAMES_TOLD ? first : first + " +" + (origins.size() - NAMES_TOLD);
        List<NewEvent> told = new ArrayList<>();
        gone.forEach((license, quantity) -> told.add(NewEvent.done(
                        EventCode.CONVERSION_UNDONE,
                        undone.account(),
                        undone.pool(),
                        "origin",
                        origin,
                        "quantity",
                        quantity.toString(),
                        "license",
                        names.getOrDefault(license, ""))
                .about(license)));
        events.recordAll(actor, told);
    }
}
