package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.CONVERSION;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.conversion.ConversionPolicy;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Component;

/**
 * What every road has in common: traditional licences leave their line and arrive in exactly one pool. Counters, ledger and pool
 * figures move together, in the transaction of the caller, who has checked the rights. All lines or none.
 */
@Component
public class ConversionAct {

    private final DSLContext sql;
    private final InstantSource clock;
    private final PakLineSource paks;
    private final DeviceLicenseSource devices;
    private final Pools pools;
    private final EventRecorder events;
    private final DuplicateRoads duplicates;

    ConversionAct(
            DSLContext sql,
            InstantSource clock,
            PakLineSource paks,
            DeviceLicenseSource devices,
            Pools pools,
            EventRecorder events,
            DuplicateRoads duplicates) {
        this.sql = sql;
        this.clock = clock;
        this.paks = paks;
        this.devices = devices;
        this.pools = pools;
        this.events = events;
        this.duplicates = duplicates;
    }

    /** @param lines all of one kind, at least one */
    private LineSource source(Collection<TraditionalLineId> lines) {
        return lines.iterator().next() instanceof PakLineId ? paks : devices;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Locks the PAKs or devices of the lines; before any pool is locked. */
    public void lock(SmartAccountId account, Collection<TraditionalLineId> lines) {
        Transactions.requireTransaction();
        source(lines).lock(account, lines);
    }

    /** The lines as they are now; those that are not this account's are missing. */
    public List<TraditionalLine> read(SmartAccountId account, Collection<TraditionalLineId> lines) {
        return source(lines).read(account, lines);
    }

    /** What the policies say against these quantities. */
    public List<LineRefusal> refusals(List<TraditionalLine> lines, Map<TraditionalLineId, Integer> quantities) {
        LocalDate today = today();
        return lines.stream()
                .flatMap(line -> ConversionPolicy.refusal(line.convertible(), units(quantities, line), today)
                        .map(refusal -> new LineRefusal(line.id(), refusal.reason(), refusal.arguments()))
                        .stream())
                .toList();
    }

    /**
     * Locks, reads, judges and converts.
     *
     * @param quantities units of each line; all lines of the account and of one kind
     */
    public ConversionResult.Outcome carryOut(
            Actor actor, NewConversion asked, Map<TraditionalLineId, Integer> quantities) {
        lock(asked.account(), quantities.keySet());
        List<TraditionalLine> lines = read(asked.account(), quantities.keySet());
        if (lines.size() != quantities.size()) {
            throw new IllegalArgumentException("A line to convert is not the account's");
        }
        List<LineRefusal> refusals = refusals(lines, quantities);
        return refusals.isEmpty() ? convert(actor, asked, lines, quantities) : new ConversionResult.Rejected(refusals);
    }

    /** The lines are locked and the policies have passed them. */
    public ConversionResult.Converted convert(
            Actor actor, NewConversion asked, List<TraditionalLine> lines, Map<TraditionalLineId, Integer> quantities) {
        Transactions.requireTransaction();
        pools.lock(asked.target());
        ConversionId id = sql.insertInto(CONVERSION)
                .set(CONVERSION.SMART_ACCOUNT_ID, asked.account())
                .set(CONVERSION.VIRTUAL_ACCOUNT_ID, asked.target())
                .set(CONVERSION.KIND, asked.kind())
                .set(CONVERSION.REQUEST_KEY, asked.requestKey())
                .set(CONVERSION.REQUEST_HASH, asked.requestHash())
                .set(CONVERSION.CONVERSION_JOB_ID, asked.job())
                .set(CONVERSION.APP_USER_ID, actor.userId())
                .set(CONVERSION.CONVERTED_BY, actor.name())
                .set(CONVERSION.CONVERTED_AT, clock.instant())
                .returning(CONVERSION.CONVERSION_ID)
                .fetchSingle()
                .getConversionId();
        source(quantities.keySet()).take(quantities);
        List<Deposit> deposits = new ArrayList<>();
        List<ConvertedLine> converted = new ArrayList<>();
        for (TraditionalLine line : lines) {
            int units = units(quantities, line);
            deposits.add(line.deposit(asked, id, units));
            converted.add(line.converted(units));
        }
        pools.deposit(actor, asked.account(), asked.target(), deposits);
        pools.rebalance(actor, asked.account(), asked.target());
        ConversionJobId job = asked.job();
        events.recordAll(actor, job == null ? eachLine(asked, converted) : eachLicense(asked, job, converted));
        duplicates.tell(actor, asked, quantities.keySet());
        return new ConversionResult.Converted(id, converted);
    }

    private static List<NewEvent> eachLine(NewConversion asked, List<ConvertedLine> converted) {
        return converted.stream()
                .map(line -> NewEvent.done(
                        code(asked.kind()),
                        asked.account(),
                        asked.target(),
                        originName(asked.kind()),
                        line.origin(),
                        "sku",
                        line.sku(),
                        "quantity",
                        Integer.toString(line.licenseQuantity()),
                        "license",
                        line.license()))
                .toList();
    }

    private static List<NewEvent> eachLicense(NewConversion asked, ConversionJobId job, List<ConvertedLine> converted) {
        record Sum(int lines, int licenses) {}
        Map<String, Sum> sums = new TreeMap<>();
        converted.forEach(line -> sums.merge(
                line.license(),
                new Sum(1, line.licenseQuantity()),
                (a, b) -> new Sum(a.lines() + b.lines(), a.licenses() + b.licenses())));
        List<NewEvent> told = new ArrayList<>();
        sums.forEach((license, sum) -> told.add(NewEvent.done(
                EventCode.LICENSES_CONVERTED_IN_BULK,
                asked.account(),
                asked.target(),
                "job",
                job.toString(),
                "lines",
                Integer.toString(sum.lines()),
                "quantity",
                Integer.toString(sum.licenses()),
                "license",
                license)));
        return told;
    }

    private static EventCode code(ConversionKind kind) {
        return switch (kind) {
            case PAK -> EventCode.PAK_CONVERTED;
            case DEVICE -> EventCode.DEVICE_CONVERTED;
            case DLC -> EventCode.DLC_CONVERTED;
            case MANUAL -> EventCode.ASSISTED_CONVERTED;
        };
    }

    /** What the event's sentence calls the line's origin. */
    private static String originName(ConversionKind kind) {
        return switch (kind) {
            case PAK -> "pak";
            case DEVICE, DLC -> "device";
            case MANUAL -> "origin";
        };
    }

    /** Gives back what a conversion took. The PAKs or devices are locked. @param quantities units of each line, at least 1 */
    public void giveBack(Map<TraditionalLineId, Integer> quantities) {
        Transactions.requireTransaction();
        Map<TraditionalLineId, Integer> back = new HashMap<>();
        quantities.forEach((line, units) -> back.put(line, -units));
        source(quantities.keySet()).take(back);
    }

    static int units(Map<TraditionalLineId, Integer> quantities, TraditionalLine line) {
        return quantities.getOrDefault(line.id(), 0);
    }
}
