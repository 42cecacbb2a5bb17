package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.ConversionPolicy;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Pools;
import org.slportal.services.token.TokenService;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Turns PAK lines into smart licences, all lines or none. What leaves a line arrives in exactly one pool, exactly once: the line's
 * counter, the ledger row and the pool's figure move in one transaction, and a repeated request finds the first one's result.
 */
@Service
public class ConversionService {

    static final int MAX_LINES = 500;

    private static final int MAX_KEY = 80;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final PakLineReader reader;
    private final Pools pools;
    private final PoolForecast forecast;
    private final EventRecorder events;

    ConversionService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            PakLineReader reader,
            Pools pools,
            PoolForecast forecast,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.reader = reader;
        this.pools = pools;
        this.forecast = forecast;
        this.events = events;
    }

    public ConversionResult convert(Actor actor, ConvertPakLines asked) {
        Map<PakLineId, Integer> quantities = require(actor, asked);
        String key = asked.requestKey().strip();
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw PortalException.rejected("requestId", ErrorReason.CONVERSION_REQUEST_ID);
        }
        byte[] requestHash = hash(asked);
        try {
            return transactions.write(() -> convertOnce(actor, asked, key, requestHash, quantities));
        } catch (org.jooq.exception.IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            // The same request on another thread was faster: its result is ours.
            if (Constraint.violated(e, "uq_conversion_request")) {
                return transactions.read(() -> earlier(asked, key, requestHash).orElseThrow());
            }
            throw e;
        }
    }

    private ConversionResult convertOnce(
            Actor actor, ConvertPakLines asked, String key, byte[] requestHash, Map<PakLineId, Integer> quantities) {
        // 1. Asked before?
        Optional<ConversionResult> earlier = earlier(asked, key, requestHash);
        if (earlier.isPresent()) {
            return earlier.get();
        }

        // 2. Lock the PAKs in order of id, then the target's guard: everyone locks in this order.
        lockPaks(asked.account(), quantities.keySet());
        // The same request may have held the locks: then its result is ours, not a line with nothing left.
        Optional<ConversionResult> meanwhile = earlier(asked, key, requestHash);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        List<PakLineReader.Line> lines = read(actor, asked, quantities);

        // 3. The rules, on the locked figures.
        List<LineRefusal> refusals = refusals(lines, quantities);
        if (!refusals.isEmpty()) {
            return new ConversionResult.Rejected(refusals);
        }

        // 4. The act, the lines, the ledger and the pools.
        pools.lock(asked.target());
        ConversionId id = sql.insertInto(CONVERSION)
                .set(CONVERSION.SMART_ACCOUNT_ID, asked.account())
                .set(CONVERSION.VIRTUAL_ACCOUNT_ID, asked.target())
                .set(CONVERSION.KIND, "PAK")
                .set(CONVERSION.REQUEST_KEY, key)
                .set(CONVERSION.REQUEST_HASH, requestHash)
                .set(CONVERSION.APP_USER_ID, actor.userId())
                .set(CONVERSION.CONVERTED_BY, actor.name())
                .set(CONVERSION.CONVERTED_AT, clock.instant())
                .returning(CONVERSION.CONVERSION_ID)
                .fetchSingle()
                .getConversionId();
        takeFromLines(lines, quantities);
        pools.deposit(
                actor,
                asked.account(),
                asked.target(),
                lines.stream()
                        .map(line -> deposit(line, units(quantities, line), id))
                        .toList());
        pools.rebalance(actor, asked.account(), asked.target());
        List<ConvertedLine> converted = lines.stream()
                .map(line -> converted(line, units(quantities, line)))
                .toList();
        events.recordAll(
                actor, converted.stream().map(line -> event(asked, line)).toList());
        return new ConversionResult.Converted(id, converted);
    }

    /** What {@link #convert} would do now, without doing it. */
    public ConversionPreview preview(Actor actor, ConvertPakLines asked) {
        Map<PakLineId, Integer> quantities = require(actor, asked);
        return transactions.read(() -> {
            List<PakLineReader.Line> lines = read(actor, asked, quantities);
            List<LineRefusal> refusals = refusals(lines, quantities);
            Set<PakLineId> refused = refusals.stream().map(LineRefusal::line).collect(Collectors.toSet());
            Map<LicenseId, Integer> gain = new HashMap<>();
            lines.stream().filter(line -> !refused.contains(line.id())).forEach(line -> {
                LicenseId license = line.license();
                if (license != null) {
                    gain.merge(license, units(quantities, line) * line.licenseQuantity(), Integer::sum);
                }
            });
            return forecast.of(asked.target(), gain, refusals);
        });
    }

    /** Rights on the target and on every PAK's own Virtual Account; duplicate lines are added up. */
    private Map<PakLineId, Integer> require(Actor actor, ConvertPakLines asked) {
        if (!accounts.require(actor, Permission.MANAGE_LICENSES, asked.target()).equals(asked.account())) {
            throw PortalException.notFound();
        }
        if (asked.lines().isEmpty()) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_EMPTY);
        }
        if (asked.lines().size() > MAX_LINES) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_TOO_MANY_LINES, MAX_LINES);
        }
        Map<PakLineId, Integer> quantities = new LinkedHashMap<>();
        asked.lines().forEach(line -> quantities.merge(line.line(), line.quantity(), ConversionService::sum));
        return quantities;
    }

    /** Of two quantities for one line. A quantity that is none is not mended by another one; too many stay too many. */
    private static int sum(int one, int other) {
        return one <= 0 || other <= 0 ? Math.min(one, other) : (int) Math.min((long) one + other, Integer.MAX_VALUE);
    }

    private List<PakLineReader.Line> read(Actor actor, ConvertPakLines asked, Map<PakLineId, Integer> quantities) {
        var owners = sql.selectDistinct(PAK.PAK_ID, PAK.VIRTUAL_ACCOUNT_ID)
                .from(PAK)
                .join(PAK_LINE)
                .on(PAK_LINE.PAK_ID.eq(PAK.PAK_ID))
                .where(PAK_LINE.PAK_LINE_ID.in(quantities.keySet()).and(PAK.SMART_ACCOUNT_ID.eq(asked.account())))
                .fetch();
        owners.forEach(row -> actor.require(Permission.MANAGE_LICENSES, asked.account(), row.value2()));
        List<PakLineReader.Line> lines =
                reader.read(PAK_LINE.PAK_LINE_ID.in(quantities.keySet()).and(PAK.SMART_ACCOUNT_ID.eq(asked.account())));
        if (lines.size() != quantities.size()) {
            throw PortalException.notFound();
        }
        return lines;
    }

    private void lockPaks(SmartAccountId account, Set<PakLineId> lines) {
        sql.select(PAK.PAK_ID)
                .from(PAK)
                .where(PAK.SMART_ACCOUNT_ID
                        .eq(account)
                        .and(PAK.PAK_ID.in(
                                DSL.select(PAK_LINE.PAK_ID).from(PAK_LINE).where(PAK_LINE.PAK_LINE_ID.in(lines)))))
                .orderBy(PAK.PAK_ID)
                .forUpdate()
                .fetch();
    }

    private List<LineRefusal> refusals(List<PakLineReader.Line> lines, Map<PakLineId, Integer> quantities) {
        LocalDate today = reader.today();
        return lines.stream()
                .flatMap(line -> ConversionPolicy.refusal(line.convertible(), units(quantities, line), today)
                        .map(refusal -> new LineRefusal(line.id(), refusal.reason(), refusal.arguments()))
                        .stream())
                .toList();
    }

    private void takeFromLines(List<PakLineReader.Line> lines, Map<PakLineId, Integer> quantities) {
        List<Query> updates = new ArrayList<>();
        for (PakLineReader.Line line : lines) {
            updates.add(sql.update(PAK_LINE)
                    .set(PAK_LINE.CONVERTED, PAK_LINE.CONVERTED.plus(units(quantities, line)))
                    .where(PAK_LINE.PAK_LINE_ID.eq(line.id())));
        }
        sql.batch(updates).execute();
        Set<PakId> paks = lines.stream().map(PakLineReader.Line::pak).collect(Collectors.toSet());
        List<Query> statuses = new ArrayList<>();
        sql.select(PAK_LINE.PAK_ID, DSL.sum(PAK_LINE.ORDERED), DSL.sum(PAK_LINE.FULFILLED), DSL.sum(PAK_LINE.CONVERTED))
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_ID.in(paks))
                .groupBy(PAK_LINE.PAK_ID)
                .forEach(row -> {
                    int ordered = row.value2().intValueExact();
                    int fulfilled = row.value3().intValueExact();
                    int converted = row.value4().intValueExact();
                    statuses.add(sql.update(PAK)
                            .set(
                                    PAK.STATUS,
                                    PakStatus.of(ordered, fulfilled, converted).displayName())
                            .set(PAK.AVAILABLE, ordered - fulfilled - converted)
                            .where(PAK.PAK_ID.eq(row.value1())));
                });
        sql.batch(statuses).execute();
    }

    private static Deposit deposit(PakLineReader.Line line, int quantity, ConversionId conversion) {
        return new Deposit(
                Objects.requireNonNull(line.license()),
                TransactionSource.PAK_MIGRATION,
                Math.multiplyExact(quantity, line.licenseQuantity()),
                line.term(),
                null,
                line.termEnds(),
                line.sku(),
                null,
                conversion,
                line.id(),
                null,
                "");
    }

    private static ConvertedLine converted(PakLineReader.Line line, int quantity) {
        return new ConvertedLine(
                line.id(),
                line.pakNumber(),
                line.lineNumber(),
                line.skuCode(),
                Objects.requireNonNull(line.licenseName()),
                quantity,
                quantity * line.licenseQuantity());
    }

    private static NewEvent event(ConvertPakLines asked, ConvertedLine line) {
        return NewEvent.done(
                EventCode.PAK_CONVERTED,
                asked.account(),
                asked.target(),
                "pak",
                line.pak(),
                "sku",
                line.sku(),
                "quantity",
                Integer.toString(line.licenseQuantity()),
                "license",
                line.license());
    }

    private static int units(Map<PakLineId, Integer> quantities, PakLineReader.Line line) {
        return quantities.getOrDefault(line.id(), 0);
    }

    /** The result of the same request made before, read from the ledger. */
    private Optional<ConversionResult> earlier(ConvertPakLines asked, String key, byte[] requestHash) {
        var conversion = sql.select(CONVERSION.CONVERSION_ID, CONVERSION.REQUEST_HASH)
                .from(CONVERSION)
                .where(CONVERSION.SMART_ACCOUNT_ID.eq(asked.account()).and(CONVERSION.REQUEST_KEY.eq(key)))
                .fetchOne();
        if (conversion == null) {
            return Optional.empty();
        }
        if (!Arrays.equals(conversion.value2(), requestHash)) {
            throw PortalException.conflict("requestId", ErrorReason.CONVERSION_REQUEST_REUSED);
        }
        Map<PakLineId, Integer> deposited = sql.select(LICENSE_TRANSACTION.PAK_LINE_ID, LICENSE_TRANSACTION.QUANTITY)
                .from(LICENSE_TRANSACTION)
                .where(LICENSE_TRANSACTION.CONVERSION_ID.eq(conversion.value1()))
                .fetchMap(LICENSE_TRANSACTION.PAK_LINE_ID, LICENSE_TRANSACTION.QUANTITY);
        List<ConvertedLine> lines = reader.read(PAK_LINE.PAK_LINE_ID.in(deposited.keySet())).stream()
                .map(line -> converted(line, deposited.getOrDefault(line.id(), 0) / line.licenseQuantity()))
                .toList();
        return Optional.of(new ConversionResult.Converted(conversion.value1(), lines));
    }

    private static byte[] hash(ConvertPakLines asked) {
        Map<Long, Integer> ordered = new TreeMap<>();
        asked.lines().forEach(line -> ordered.merge(line.line().value(), line.quantity(), ConversionService::sum));
        return TokenService.hash((asked.target() + ":" + ordered).getBytes(StandardCharsets.UTF_8));
    }
}
