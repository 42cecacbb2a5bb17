package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Add New PAKs/Tokens: typed, pasted or from a file. A PAK that was issued and belongs to nobody is claimed by its number; any other
 * is made of its lines. All PAKs of a request come in one transaction.
 */
@Service
public class PakRegistrationService {

    private static final int ATTEMPTS = 3;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final PakChecker checker;
    private final EventRecorder events;
    private final ApplicationEventPublisher publisher;

    PakRegistrationService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            PakChecker checker,
            EventRecorder events,
            ApplicationEventPublisher publisher) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.checker = checker;
        this.events = events;
        this.publisher = publisher;
    }

    /** Codes of the catalogue's SKUs, to choose from. @param text part of a code; empty for all */
    public List<String> skus(Actor actor, SmartAccountId account, String text, int offset, int limit) {
        actor.requireAnywhere(Permission.MANAGE_LICENSES, account);
        return sql.select(SKU.CODE)
                .from(SKU)
                .where(SKU.CODE.containsIgnoreCase(text.strip()))
                .orderBy(SKU.CODE)
                .limit(limit)
                .offset(offset)
                .fetch(SKU.CODE);
    }

    /** What {@link #add} would do now, line by line, without doing it. */
    public PakCheck check(Actor actor, AddPaks asked) {
        require(actor, asked);
        return transactions.read(() -> checker.plan(actor, asked).check());
    }

    public AddPaksResult add(Actor actor, AddPaks asked) {
        require(actor, asked);
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.write(() -> addOnce(actor, asked));
            } catch (org.jooq.exception.IntegrityConstraintViolationException | DataIntegrityViolationException e) {
                // Somebody added one of these PAKs since they were looked up: looked up again, it is told by its line.
                if (!Constraint.violated(e, "uq_pak_number") || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void require(Actor actor, AddPaks asked) {
        actor.requireAnywhere(Permission.MANAGE_LICENSES, asked.account());
        if (asked.pool() != null
                && !accounts.require(actor, Permission.MANAGE_LICENSES, asked.pool())
                        .equals(asked.account())) {
            throw PortalException.notFound();
        }
    }

    private AddPaksResult addOnce(Actor actor, AddPaks asked) {
        // 1. Look at every line.
        PakPlan plan = checker.plan(actor, asked);
        PakCheck check = plan.check();
        boolean acceptable = asked.validOnly() ? check.hasValid() : check.isSound();
        if (!acceptable) {
            return new AddPaksResult.Rejected(check);
        }

        // 2. Claim what is nobody's. PAKs are locked in order of id; who was faster has them.
        Instant now = clock.instant();
        if (!claim(asked, plan.claims(), now)) {
            return new AddPaksResult.Rejected(checker.plan(actor, asked).check());
        }

        // 3. Insert the others in order of their number, so that two requests wait for each other and do not deadlock.
        List<PakPlan.NewPak> news = plan.news().stream()
                .sorted(Comparator.comparing(PakPlan.NewPak::number))
                .toList();
        List<PakId> assigned = new ArrayList<>();
        for (List<PakPlan.NewPak> chunk : PakChecker.chunks(news)) {
            Map<String, PakId> ids = insert(asked, chunk, now);
            chunk.stream()
                    .filter(pak -> pak.pool() != null)
                    .forEach(pak -> assigned.add(Objects.requireNonNull(ids.get(pak.number()))));
            events.recordAll(actor, chunk.stream().map(pak -> added(asked, pak)).toList());
        }

        // 4. Tell of the claimed ones, and whoever waits for PAKs in a Virtual Account.
        for (List<PakPlan.Claim> chunk : PakChecker.chunks(plan.claims())) {
            Map<PakId, String> lines =
                    products(chunk.stream().map(PakPlan.Claim::id).toList());
            events.recordAll(
                    actor,
                    chunk.stream()
                            .map(claim -> NewEvent.done(
                                    EventCode.PAK_ADDED,
                                    asked.account(),
                                    claim.pool(),
                                    "pak",
                                    claim.number(),
                                    "lines",
                                    lines.getOrDefault(claim.id(), "")))
                            .toList());
        }
        plan.claims().stream().filter(claim -> claim.pool() != null).forEach(claim -> assigned.add(claim.id()));
        if (!assigned.isEmpty()) {
            publisher.publishEvent(new PaksAssigned(asked.account(), assigned));
        }
        return new AddPaksResult.Added(
                news.size(),
                plan.claims().size(),
                news.stream().mapToInt(pak -> pak.lines().size()).sum(),
                plan.bad());
    }

    /** @return false if one of them belongs to somebody by now */
    private boolean claim(AddPaks asked, List<PakPlan.Claim> claims, Instant now) {
        List<PakPlan.Claim> ordered = claims.stream()
                .sorted(Comparator.comparingLong(claim -> claim.id().value()))
                .toList();
        for (List<PakPlan.Claim> chunk : PakChecker.chunks(ordered)) {
            List<PakId> ids = chunk.stream().map(PakPlan.Claim::id).toList();
            int free = sql.select(PAK.PAK_ID)
                    .from(PAK)
                    .where(PAK.PAK_ID.in(ids).and(PAK.SMART_ACCOUNT_ID.isNull()))
                    .orderBy(PAK.PAK_ID)
                    .forUpdate()
                    .fetch()
                    .size();
            if (free < ids.size()) {
                return false;
            }
        }
        Map<Optional<VirtualAccountId>, List<PakPlan.Claim>> byPool =
                ordered.stream().collect(Collectors.groupingBy(claim -> Optional.ofNullable(claim.pool())));
        byPool.forEach((pool, ofPool) -> PakChecker.chunks(ofPool)
                .forEach(chunk -> sql.update(PAK)
                        .set(PAK.SMART_ACCOUNT_ID, asked.account())
                        .set(PAK.VIRTUAL_ACCOUNT_ID, pool.orElse(null))
                        .set(PAK.CLAIMED_AT, now)
                        .where(PAK.PAK_ID.in(
                                chunk.stream().map(PakPlan.Claim::id).toList()))
                        .execute()));
        return true;
    }

    private Map<String, PakId> insert(AddPaks asked, List<PakPlan.NewPak> paks, Instant now) {
        var insert = sql.insertInto(
                PAK,
                PAK.SMART_ACCOUNT_ID,
                PAK.VIRTUAL_ACCOUNT_ID,
                PAK.PAK_NUMBER,
                PAK.FAMILY,
                PAK.ORDER_NUMBER,
                PAK.ORDER_DATE,
                PAK.STATUS,
                PAK.AVAILABLE,
                PAK.CREATED_AT);
        for (PakPlan.NewPak pak : paks) {
            insert = insert.values(
                    asked.account(),
                    pak.pool(),
                    pak.number(),
                    pak.family(),
                    pak.orderNumber(),
                    pak.orderDate(),
                    PakStatus.UNFULFILLED.displayName(),
                    pak.ordered(),
                    now);
        }
        Map<String, PakId> ids = new HashMap<>();
        insert.returningResult(PAK.PAK_ID, PAK.PAK_NUMBER).fetch().forEach(row -> ids.put(row.value2(), row.value1()));
        List<PakLineRow> lines = new ArrayList<>();
        for (PakPlan.NewPak pak : paks) {
            PakId id = Objects.requireNonNull(ids.get(pak.number()));
            for (int i = 0; i < pak.lines().size(); i++) {
                lines.add(new PakLineRow(id, i + 1, pak.lines().get(i)));
            }
        }
        PakChecker.chunks(lines).forEach(this::insertLines);
        return ids;
    }

    private record PakLineRow(PakId pak, int number, PakPlan.NewLine line) {}

    private void insertLines(List<PakLineRow> rows) {
        var insert = sql.insertInto(
                PAK_LINE, PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER, PAK_LINE.SKU_ID, PAK_LINE.ORDERED, PAK_LINE.TERM_ENDS);
        for (PakLineRow row : rows) {
            insert = insert.values(
                    row.pak(),
                    row.number(),
                    row.line().sku(),
                    row.line().quantity(),
                    row.line().termEnds());
        }
        insert.execute();
    }

    private static NewEvent added(AddPaks asked, PakPlan.NewPak pak) {
        return NewEvent.done(
                EventCode.PAK_ADDED,
                asked.account(),
                pak.pool(),
                "pak",
                pak.number(),
                "lines",
                pak.lines().stream()
                        .map(line -> line.code() + " (" + line.quantity() + ")")
                        .collect(Collectors.joining(", ")));
    }

    /** What stands on claimed PAKs, as events name it. */
    private Map<PakId, String> products(List<PakId> paks) {
        return sql
                .select(PAK_LINE.PAK_ID, SKU.CODE, PAK_LINE.ORDERED)
                .from(PAK_LINE)
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .where(PAK_LINE.PAK_ID.in(paks))
                .orderBy(PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER)
                .fetch()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.value1(),
                        Collectors.mapping(row -> row.value2() + " (" + row.value3() + ")", Collectors.joining(", "))));
    }
}
