package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.ASSISTED_REQUEST;
import static org.slportal.db.jooq.Tables.CONVERSION_JOB_LINE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Puts PAKs into Virtual Accounts, takes them out again, and removes what was added by mistake. All PAKs of a request or none. */
@Service
public class PakAssignmentService {

    public static final int MAX_PAKS = 10_000;

    private final DSLContext sql;
    private final Transactions transactions;
    private final AccountService accounts;
    private final EventRecorder events;
    private final ApplicationEventPublisher publisher;

    PakAssignmentService(
            DSLContext sql,
            Transactions transactions,
            AccountService accounts,
            EventRecorder events,
            ApplicationEventPublisher publisher) {
        this.sql = sql;
        this.transactions = transactions;
        this.accounts = accounts;
        this.events = events;
        this.publisher = publisher;
    }

    /** @param claimedAt null if it was typed in */
    private record Held(
            PakId id,
            String number,
            @Nullable VirtualAccountId pool,
            @Nullable Instant claimedAt) {}

    /** @return how many PAKs changed their place; those that were there already do not count */
    public int assign(Actor actor, AssignPaks asked) {
        SmartAccountId targetAccount = accounts.require(actor, Permission.MANAGE_LICENSES, asked.target());
        require(actor, asked.account(), asked.paks());
        return transactions.write(() -> {
            List<Held> moving = lock(actor, asked.account(), asked.paks()).stream()
                    .filter(pak -> !asked.target().equals(pak.pool()))
                    .toList();
            boolean leaves = !targetAccount.equals(asked.account());
            if (leaves) {
                used(moving).or(() -> awaited(moving)).ifPresent(number -> {
                    throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.PAK_USED_HERE, number);
                });
            }
            String to = targetName(asked.target(), leaves);
            Map<VirtualAccountId, String> names = poolNames(asked.account());
            for (List<Held> chunk : PakChecker.chunks(moving)) {
                sql.update(PAK)
                        .set(PAK.SMART_ACCOUNT_ID, targetAccount)
                        .set(PAK.VIRTUAL_ACCOUNT_ID, asked.target())
                        .where(PAK.PAK_ID.in(ids(chunk)))
                        .execute();
                if (leaves) {
                    events.recordAll(actor, unassigned(asked.account(), chunk, names));
                }
                events.recordAll(
                        actor,
                        chunk.stream()
                                .map(pak -> NewEvent.done(
                                        EventCode.PAK_ASSIGNED,
                                        targetAccount,
                                        asked.target(),
                                        "pak",
                                        pak.number(),
                                        "to",
                                        to))
                                .toList());
            }
            if (!moving.isEmpty()) {
                publisher.publishEvent(new PaksAssigned(targetAccount, ids(moving)));
            }
            return moving.size();
        });
    }

    /** They stay in the Smart Account. @return how many were in a Virtual Account */
    public int unassign(Actor actor, SmartAccountId account, List<PakId> paks) {
        require(actor, account, paks);
        return transactions.write(() -> {
            List<Held> leaving = lock(actor, account, paks).stream()
                    .filter(pak -> pak.pool() != null)
                    .toList();
            Map<VirtualAccountId, String> names = poolNames(account);
            for (List<Held> chunk : PakChecker.chunks(leaving)) {
                sql.update(PAK)
                        .setNull(PAK.VIRTUAL_ACCOUNT_ID)
                        .where(PAK.PAK_ID.in(ids(chunk)))
                        .execute();
                events.recordAll(actor, unassigned(account, chunk, names));
            }
            return leaving.size();
        });
    }

    /** Only while nothing of it was installed or converted. A PAK that was claimed belongs to nobody again, others are deleted. */
    public void remove(Actor actor, SmartAccountId account, List<PakId> paks) {
        require(actor, account, paks);
        transactions.run(() -> {
            List<Held> leaving = lock(actor, account, paks);
            used(leaving).or(() -> named(leaving)).ifPresent(number -> {
                throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.PAK_NOT_REMOVABLE, number);
            });
            for (List<Held> chunk : PakChecker.chunks(leaving)) {
                List<PakId> back = chunk.stream()
                        .filter(pak -> pak.claimedAt() != null)
                        .map(Held::id)
                        .toList();
                List<PakId> gone = chunk.stream()
                        .filter(pak -> pak.claimedAt() == null)
                        .map(Held::id)
                        .toList();
                sql.update(PAK)
                        .setNull(PAK.SMART_ACCOUNT_ID)
                        .setNull(PAK.VIRTUAL_ACCOUNT_ID)
                        .setNull(PAK.CLAIMED_AT)
                        .where(PAK.PAK_ID.in(back))
                        .execute();
                sql.deleteFrom(PAK_LINE).where(PAK_LINE.PAK_ID.in(gone)).execute();
                sql.deleteFrom(PAK).where(PAK.PAK_ID.in(gone)).execute();
                events.recordAll(
                        actor,
                        chunk.stream()
                                .map(pak ->
                                        NewEvent.done(EventCode.PAK_REMOVED, account, pak.pool(), "pak", pak.number()))
                                .toList());
            }
        });
    }

    private static void require(Actor actor, SmartAccountId account, List<PakId> paks) {
        actor.requireAnywhere(Permission.MANAGE_LICENSES, account);
        if (paks.isEmpty()) {
            throw PortalException.rejected("paks", ErrorReason.PAK_SELECTION_EMPTY);
        }
        if (paks.size() > MAX_PAKS) {
            throw PortalException.rejected("paks", ErrorReason.PAK_SELECTION_TOO_LARGE, MAX_PAKS);
        }
    }

    /** Locks the PAKs in order of id; refuses unless the actor may manage each where it is. */
    private List<Held> lock(Actor actor, SmartAccountId account, Collection<PakId> paks) {
        TreeSet<Long> ordered = new TreeSet<>();
        paks.forEach(pak -> ordered.add(pak.value()));
        List<Held> held = new ArrayList<>();
        for (List<Long> chunk : PakChecker.chunks(ordered)) {
            held.addAll(sql.select(PAK.PAK_ID, PAK.PAK_NUMBER, PAK.VIRTUAL_ACCOUNT_ID, PAK.CLAIMED_AT)
                    .from(PAK)
                    .where(PAK.PAK_ID
                            .in(chunk.stream().map(PakId::new).toList())
                            .and(PAK.SMART_ACCOUNT_ID.eq(account)))
                    .orderBy(PAK.PAK_ID)
                    .forUpdate()
                    .fetch(row -> new Held(row.value1(), row.value2(), row.value3(), row.value4())));
        }
        held.stream()
                .map(pak -> Optional.ofNullable(pak.pool()))
                .distinct()
                .forEach(pool -> actor.require(Permission.MANAGE_LICENSES, account, pool.orElse(null)));
        if (held.size() != ordered.size()) {
            throw PortalException.notFound();
        }
        return held;
    }

    /** Number of the first PAK of which something is installed, or was converted, be it undone since. */
    private Optional<String> used(List<Held> paks) {
        return first(
                paks,
                PAK_LINE.FULFILLED
                        .gt(0)
                        .or(PAK_LINE.CONVERTED.gt(0))
                        .or(DSL.exists(DSL.selectOne()
                                .from(LICENSE_TRANSACTION)
                                .where(LICENSE_TRANSACTION.PAK_LINE_ID.eq(PAK_LINE.PAK_LINE_ID)))));
    }

    /** Number of the first PAK that a bulk conversion of this account waits to convert, or somebody is asked to. */
    private Optional<String> awaited(List<Held> paks) {
        return first(
                paks,
                DSL.exists(DSL.selectOne()
                                .from(CONVERSION_JOB_LINE)
                                .where(CONVERSION_JOB_LINE
                                        .PAK_LINE_ID
                                        .eq(PAK_LINE.PAK_LINE_ID)
                                        .and(CONVERSION_JOB_LINE.STATE.eq("PENDING"))))
                        .or(DSL.exists(DSL.selectOne()
                                .from(ASSISTED_REQUEST)
                                .where(ASSISTED_REQUEST
                                        .PAK_LINE_ID
                                        .eq(PAK_LINE.PAK_LINE_ID)
                                        .and(ASSISTED_REQUEST.STATE.in("OPEN", "IN_PROGRESS"))))));
    }

    /** Number of the first PAK that a bulk conversion, a request for help or a device names. */
    private Optional<String> named(List<Held> paks) {
        return first(
                paks,
                DSL.exists(DSL.selectOne()
                                .from(CONVERSION_JOB_LINE)
                                .where(CONVERSION_JOB_LINE.PAK_LINE_ID.eq(PAK_LINE.PAK_LINE_ID)))
                        .or(DSL.exists(DSL.selectOne()
                                .from(ASSISTED_REQUEST)
                                .where(ASSISTED_REQUEST.PAK_LINE_ID.eq(PAK_LINE.PAK_LINE_ID))))
                        .or(DSL.exists(DSL.selectOne()
                                .from(LEGACY_LICENSE)
                                .where(LEGACY_LICENSE.PAK_LINE_ID.eq(PAK_LINE.PAK_LINE_ID)))));
    }

    private Optional<String> first(List<Held> paks, Condition ofLine) {
        for (List<Held> chunk : PakChecker.chunks(paks)) {
            var number = sql.select(PAK.PAK_NUMBER)
                    .from(PAK_LINE)
                    .join(PAK)
                    .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                    .where(PAK_LINE.PAK_ID.in(ids(chunk)).and(ofLine))
                    .limit(1)
                    .fetchOptional(PAK.PAK_NUMBER);
            if (number.isPresent()) {
                return number;
            }
        }
        return Optional.empty();
    }

    private static List<NewEvent> unassigned(
            SmartAccountId account, List<Held> paks, Map<VirtualAccountId, String> names) {
        return paks.stream()
                .map(pak -> NewEvent.done(
                        EventCode.PAK_UNASSIGNED,
                        account,
                        pak.pool(),
                        "pak",
                        pak.number(),
                        "from",
                        pak.pool() == null ? "—" : names.getOrDefault(pak.pool(), "—")))
                .toList();
    }

    private Map<VirtualAccountId, String> poolNames(SmartAccountId account) {
        Map<VirtualAccountId, String> names = new HashMap<>();
        sql.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID, VIRTUAL_ACCOUNT.NAME)
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                .forEach(row -> names.put(row.value1(), row.value2()));
        return names;
    }

    private String targetName(VirtualAccountId target, boolean withAccount) {
        var row = sql.select(VIRTUAL_ACCOUNT.NAME, SMART_ACCOUNT.NAME)
                .from(VIRTUAL_ACCOUNT)
                .join(SMART_ACCOUNT)
                .on(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID))
                .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(target))
                .fetchSingle();
        return withAccount ? row.value2() + " / " + row.value1() : row.value1();
    }

    private static List<PakId> ids(List<Held> paks) {
        return paks.stream().map(Held::id).toList();
    }
}
