package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.conversion.job.ConversionJobService;
import org.slportal.services.conversion.settings.ConversionRules;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.token.TokenService;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Turns lines of PAKs or licences of devices into smart licences, all lines or none. A repeated request finds the first one's result;
 * what moves is {@link ConversionAct}'s.
 */
@Service
public class ConversionService {

    public static final int MAX_LINES = 500;

    private static final int MAX_KEY = 80;

    private final DSLContext sql;
    private final Transactions transactions;
    private final AccountService accounts;
    private final ConversionAct act;
    private final PoolForecast forecast;
    private final ConversionRules rules;
    private final ConversionJobService jobs;

    ConversionService(
            DSLContext sql,
            Transactions transactions,
            AccountService accounts,
            ConversionAct act,
            PoolForecast forecast,
            ConversionRules rules,
            ConversionJobService jobs) {
        this.sql = sql;
        this.transactions = transactions;
        this.accounts = accounts;
        this.act = act;
        this.forecast = forecast;
        this.rules = rules;
        this.jobs = jobs;
    }

    public ConversionResult convert(Actor actor, ConvertLines asked) {
        Map<TraditionalLineId, Integer> quantities = require(actor, asked);
        NewConversion act = new NewConversion(
                kind(quantities.keySet()), key(asked), hash(asked), asked.account(), asked.target(), null);
        Optional<ConversionResult> held = held(actor, asked, act, quantities);
        if (held.isPresent()) {
            return held.get();
        }
        try {
            return transactions.write(() -> convertOnce(actor, act, quantities));
        } catch (org.jooq.exception.IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            // The same request on another thread was faster: its result is ours.
            if (Constraint.violated(e, "uq_conversion_request")) {
                return transactions.read(() -> earlier(act, quantities.keySet()).orElseThrow());
            }
            throw e;
        }
    }

    /** Where two people are needed, what passes the rules becomes a job that waits for the second one. */
    private Optional<ConversionResult> held(
            Actor actor, ConvertLines asked, NewConversion act, Map<TraditionalLineId, Integer> quantities) {
        Optional<ConversionJobId> before = jobs.earlier(actor, act.account(), act.requestKey(), act.requestHash());
        if (before.isPresent()) {
            return before.map(ConversionResult.WaitsForApproval::new);
        }
        if (!rules.needsTwo(act.account())) {
            return Optional.empty();
        }
        return Optional.of(transactions.write(() -> earlier(act, quantities.keySet())
                .orElseGet(() -> {
                    List<LineRefusal> refusals = this.act.refusals(read(actor, act, quantities.keySet()), quantities);
                    return refusals.isEmpty()
                            ? new ConversionResult.WaitsForApproval(jobs.hold(actor, asked, act.requestHash()))
                            : new ConversionResult.Rejected(refusals);
                })));
    }

    private ConversionResult convertOnce(Actor actor, NewConversion asked, Map<TraditionalLineId, Integer> quantities) {
        Set<TraditionalLineId> ids = quantities.keySet();
        // 1. Asked before?
        Optional<ConversionResult> earlier = earlier(asked, ids);
        if (earlier.isPresent()) {
            return earlier.get();
        }

        // 2. Lock the PAKs or devices in order of id; the target's guard comes after them.
        act.lock(asked.account(), ids);
        // The same request may have held the locks: then its result is ours, not a line with nothing left.
        Optional<ConversionResult> meanwhile = earlier(asked, ids);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        List<TraditionalLine> lines = read(actor, asked, ids);

        // 3. The rules, on the locked figures.
        List<LineRefusal> refusals = act.refusals(lines, quantities);
        if (!refusals.isEmpty()) {
            return new ConversionResult.Rejected(refusals);
        }

        // 4. The act, the lines, the ledger and the pools.
        return act.convert(actor, asked, lines, quantities);
    }

    /** What {@link #convert} would do now, without doing it. */
    public ConversionPreview preview(Actor actor, ConvertLines asked) {
        Map<TraditionalLineId, Integer> quantities = require(actor, asked);
        NewConversion act = new NewConversion(
                kind(quantities.keySet()), "preview", new byte[0], asked.account(), asked.target(), null);
        return transactions.read(() -> {
            List<TraditionalLine> lines = read(actor, act, quantities.keySet());
            List<LineRefusal> refusals = this.act.refusals(lines, quantities);
            Set<TraditionalLineId> refused =
                    refusals.stream().map(LineRefusal::line).collect(Collectors.toSet());
            Map<LicenseId, Integer> gain = new HashMap<>();
            lines.stream().filter(line -> !refused.contains(line.id())).forEach(line -> {
                LicenseId license = line.license();
                if (license != null) {
                    gain.merge(license, ConversionAct.units(quantities, line) * line.licenseQuantity(), Integer::sum);
                }
            });
            return forecast.of(asked.target(), gain, refusals);
        });
    }

    /** Rights on the target; duplicate lines are added up. */
    private Map<TraditionalLineId, Integer> require(Actor actor, ConvertLines asked) {
        if (!accounts.require(actor, Permission.MANAGE_LICENSES, asked.target()).equals(asked.account())) {
            throw PortalException.notFound();
        }
        if (asked.lines().isEmpty()) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_EMPTY);
        }
        if (asked.lines().size() > MAX_LINES) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_TOO_MANY_LINES, MAX_LINES);
        }
        Map<TraditionalLineId, Integer> quantities = new LinkedHashMap<>();
        asked.lines().forEach(line -> quantities.merge(line.line(), line.quantity(), ConversionService::sum));
        return quantities;
    }

    /** Of two quantities for one line. A quantity that is none is not mended by another one; too many stay too many. */
    private static int sum(int one, int other) {
        return one <= 0 || other <= 0 ? Math.min(one, other) : (int) Math.min((long) one + other, Integer.MAX_VALUE);
    }

    private static ConversionKind kind(Set<TraditionalLineId> lines) {
        boolean paks = lines.stream().allMatch(PakLineId.class::isInstance);
        if (!paks && !lines.stream().allMatch(LegacyLicenseId.class::isInstance)) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_MIXED);
        }
        return paks ? ConversionKind.PAK : ConversionKind.DEVICE;
    }

    private static String key(ConvertLines asked) {
        String key = asked.requestKey().strip();
        if (key.isEmpty() || key.length() > MAX_KEY || key.startsWith(ConversionJobService.KEY_PREFIX)) {
            throw PortalException.rejected("requestId", ErrorReason.CONVERSION_REQUEST_ID);
        }
        return key;
    }

    /** The lines, if all are there and the actor has rights on the Virtual Account of each. */
    private List<TraditionalLine> read(Actor actor, NewConversion asked, Set<TraditionalLineId> ids) {
        List<TraditionalLine> lines = act.read(asked.account(), ids);
        lines.stream()
                .map(TraditionalLine::pool)
                .distinct()
                .forEach(pool -> actor.require(Permission.MANAGE_LICENSES, asked.account(), pool));
        if (lines.size() != ids.size()) {
            throw PortalException.notFound();
        }
        return lines;
    }

    /** The result of the same request made before, read from the ledger. */
    private Optional<ConversionResult> earlier(NewConversion asked, Set<TraditionalLineId> ids) {
        var conversion = sql.select(CONVERSION.CONVERSION_ID, CONVERSION.REQUEST_HASH)
                .from(CONVERSION)
                .where(CONVERSION
                        .SMART_ACCOUNT_ID
                        .eq(asked.account())
                        .and(CONVERSION.REQUEST_KEY.eq(asked.requestKey())))
                .fetchOne();
        if (conversion == null) {
            return Optional.empty();
        }
        if (!Arrays.equals(conversion.value2(), asked.requestHash())) {
            throw PortalException.conflict("requestId", ErrorReason.CONVERSION_REQUEST_REUSED);
        }
        Map<TraditionalLineId, Integer> deposited = new HashMap<>();
        sql.select(LICENSE_TRANSACTION.PAK_LINE_ID, LICENSE_TRANSACTION.LEGACY_LICENSE_ID, LICENSE_TRANSACTION.QUANTITY)
                .from(LICENSE_TRANSACTION)
                .where(LICENSE_TRANSACTION
                        .CONVERSION_ID
                        .eq(conversion.value1())
                        .and(LICENSE_TRANSACTION.SOURCE.ne(TransactionSource.REVERSAL)))
                .forEach(row -> deposited.put(row.value1() != null ? row.value1() : row.value2(), row.value3()));
        List<ConvertedLine> lines = act.read(asked.account(), ids).stream()
                .map(line -> line.converted(deposited.getOrDefault(line.id(), 0) / line.licenseQuantity()))
                .toList();
        return Optional.of(new ConversionResult.Converted(conversion.value1(), lines));
    }

    private static byte[] hash(ConvertLines asked) {
        Map<String, Integer> ordered = new TreeMap<>();
        asked.lines().forEach(line -> ordered.merge(name(line.line()), line.quantity(), ConversionService::sum));
        return TokenService.hash((asked.target() + ":" + ordered).getBytes(StandardCharsets.UTF_8));
    }

    private static String name(TraditionalLineId line) {
        return (line instanceof PakLineId ? "" : "device ") + line.value();
    }
}
