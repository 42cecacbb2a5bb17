package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.FULFILMENT;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.PLATFORM;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.fulfilment.FulfilmentPolicy;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.DeviceLicenseSource;
import org.slportal.services.conversion.PakLineSource;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.token.TokenService;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Get Licenses: licences leave a PAK's available quantity and are installed on a device, all lines or none. The PAK's counter, the
 * device's licence and what is kept beside both move in one transaction.
 */
@Service
public class FulfilmentService {

    public static final int MAX_LINES = 500;

    private static final int MAX_KEY = 80;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final FulfilmentFacts facts;
    private final PakLineSource paks;
    private final DeviceLicenseSource devices;
    private final LicenseFiles files;
    private final EventRecorder events;

    FulfilmentService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            FulfilmentFacts facts,
            PakLineSource paks,
            DeviceLicenseSource devices,
            LicenseFiles files,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.facts = facts;
        this.paks = paks;
        this.devices = devices;
        this.files = files;
        this.events = events;
    }

    /** Devices of the account the actor may install licences on, by UDI. @param text part of the UDI or the family */
    public List<DeviceChoice> devices(Actor actor, SmartAccountId account, String text, int offset, int limit) {
        actor.requireAnywhere(Permission.MANAGE_LICENSES, account);
        return sql.select(
                        LEGACY_DEVICE.LEGACY_DEVICE_ID,
                        LEGACY_DEVICE.UDI_PID,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER,
                        PLATFORM.FAMILY)
                .from(LEGACY_DEVICE)
                .join(PLATFORM)
                .on(PLATFORM.PLATFORM_ID.eq(LEGACY_DEVICE.PLATFORM_ID))
                .where(manageable(actor, account).and(named(text.strip())))
                .orderBy(LEGACY_DEVICE.UDI_PID, LEGACY_DEVICE.UDI_SERIAL_NUMBER)
                .limit(limit)
                .offset(offset)
                .fetch(row ->
                        new DeviceChoice(row.value1(), new Udi(row.value2(), row.value3()).asCli(), row.value4()));
    }

    private static Condition manageable(Actor actor, SmartAccountId account) {
        var limited = actor.poolsWith(Permission.MANAGE_LICENSES, account);
        Condition own = LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account);
        return limited == null ? own : own.and(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID.in(limited));
    }

    private static Condition named(String text) {
        return text.isEmpty()
                ? DSL.noCondition()
                : DSL.or(
                        LEGACY_DEVICE.UDI_PID.containsIgnoreCase(text),
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER.containsIgnoreCase(text),
                        PLATFORM.FAMILY.containsIgnoreCase(text));
    }

    /** What the policies say of these quantities now; empty if nothing speaks against them. */
    public List<GetLicensesResult.Refusal> check(Actor actor, GetLicenses asked) {
        require(actor, asked);
        return transactions.read(() -> {
            FulfilmentFacts.Device device = device(actor, asked);
            return refusals(asked, device, lines(actor, asked, device));
        });
    }

    public GetLicensesResult getLicenses(Actor actor, GetLicenses asked) {
        require(actor, asked);
        Checks.required("requestId", asked.requestKey(), MAX_KEY);
        if (asked.quantities().isEmpty()) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_EMPTY);
        }
        byte[] hash = TokenService.hash(asked.canonical().getBytes(StandardCharsets.UTF_8));
        try {
            return transactions.write(() -> once(actor, asked, hash));
        } catch (org.jooq.exception.IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            // The same request on another thread was faster.
            if (Constraint.violated(e, "uq_fulfilment_request")) {
                return transactions.read(() -> earlier(actor, asked, hash).orElseThrow());
            }
            throw e;
        }
    }

    private static void require(Actor actor, GetLicenses asked) {
        actor.requireAnywhere(Permission.MANAGE_LICENSES, asked.account());
        if (asked.quantities().size() > MAX_LINES) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_TOO_MANY_LINES, MAX_LINES);
        }
    }

    private GetLicensesResult once(Actor actor, GetLicenses asked, byte[] hash) {
        // 1. Asked before?
        Optional<GetLicensesResult> before = earlier(actor, asked, hash);
        if (before.isPresent()) {
            return before.get();
        }

        // 2. Lock the PAKs, then the device: the order everyone keeps.
        paks.lock(asked.account(), List.copyOf(asked.quantities().keySet()));
        lockDevice(asked);
        Optional<GetLicensesResult> meanwhile = earlier(actor, asked, hash);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }

        // 3. The rules, on the locked figures.
        FulfilmentFacts.Device device = device(actor, asked);
        List<FulfilmentFacts.Line> lines = lines(actor, asked, device);
        List<GetLicensesResult.Refusal> refusals = refusals(asked, device, lines);
        if (!refusals.isEmpty()) {
            return new GetLicensesResult.Rejected(refusals);
        }

        // 4. The request, the counters, the licences on the device, and the events.
        sql.insertInto(FULFILMENT)
                .set(FULFILMENT.SMART_ACCOUNT_ID, asked.account())
                .set(FULFILMENT.REQUEST_KEY, asked.requestKey())
                .set(FULFILMENT.REQUEST_HASH, hash)
                .set(FULFILMENT.APP_USER_ID, actor.userId())
                .set(FULFILMENT.FULFILLED_BY, actor.name())
                .set(FULFILMENT.FULFILLED_AT, clock.instant())
                .execute();
        install(asked, lines);
        paks.summarize(lines.stream().map(FulfilmentFacts.Line::pak).distinct().toList());
        devices.summarize(List.of(asked.device()));
        events.recordAll(
                actor,
                lines.stream()
                        .map(line -> NewEvent.done(
                                EventCode.LICENSE_FULFILLED,
                                asked.account(),
                                line.pool(),
                                "pak",
                                line.pakNumber(),
                                "sku",
                                line.sku(),
                                "quantity",
                                Integer.toString(quantity(asked, line)),
                                "device",
                                device.udi().asCli()))
                        .toList());
        return fulfilled(actor, asked, device, lines);
    }

    private void lockDevice(GetLicenses asked) {
        sql.select(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .from(LEGACY_DEVICE)
                .where(LEGACY_DEVICE
                        .LEGACY_DEVICE_ID
                        .eq(asked.device())
                        .and(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(asked.account())))
                .forUpdate()
                .fetch();
    }

    /** The device, if it is the account's and the actor may manage licences where it is. */
    private FulfilmentFacts.Device device(Actor actor, GetLicenses asked) {
        FulfilmentFacts.Device device =
                facts.device(asked.account(), asked.device()).orElseThrow(PortalException::notFound);
        actor.require(Permission.MANAGE_LICENSES, asked.account(), device.pool());
        return device;
    }

    /** The lines, if all are the account's and the actor may manage licences where their PAKs are. */
    private List<FulfilmentFacts.Line> lines(Actor actor, GetLicenses asked, FulfilmentFacts.Device device) {
        List<FulfilmentFacts.Line> lines =
                facts.lines(asked.account(), device, asked.quantities().keySet());
        lines.stream()
                .map(line -> Optional.ofNullable(line.pool()))
                .distinct()
                .forEach(pool -> actor.require(Permission.MANAGE_LICENSES, asked.account(), pool.orElse(null)));
        if (lines.size() != asked.quantities().size()) {
            throw PortalException.notFound();
        }
        return lines;
    }

    private List<GetLicensesResult.Refusal> refusals(
            GetLicenses asked, FulfilmentFacts.Device device, List<FulfilmentFacts.Line> lines) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        // Lines of one SKU fill the device together.
        Map<String, Integer> taken = new HashMap<>();
        List<GetLicensesResult.Refusal> refusals = new ArrayList<>();
        for (FulfilmentFacts.Line line : lines) {
            int before = taken.getOrDefault(line.sku(), 0);
            int quantity = quantity(asked, line);
            FulfilmentPolicy.refusal(line.fulfillable(), line.on(device, before), quantity, today)
                    .ifPresentOrElse(
                            refusal -> refusals.add(
                                    new GetLicensesResult.Refusal(line.id(), refusal.reason(), refusal.arguments())),
                            () -> taken.put(line.sku(), before + quantity));
        }
        return refusals;
    }

    private void install(GetLicenses asked, List<FulfilmentFacts.Line> lines) {
        Map<PakLineId, LegacyLicenseId> there = new HashMap<>();
        sql.select(LEGACY_LICENSE.PAK_LINE_ID, LEGACY_LICENSE.LEGACY_LICENSE_ID)
                .from(LEGACY_LICENSE)
                .where(LEGACY_LICENSE
                        .LEGACY_DEVICE_ID
                        .eq(asked.device())
                        .and(LEGACY_LICENSE.PAK_LINE_ID.in(asked.quantities().keySet())))
                .forEach(row -> there.put(row.value1(), row.value2()));
        List<Query> changes = new ArrayList<>();
        for (FulfilmentFacts.Line line : lines) {
            int quantity = quantity(asked, line);
            changes.add(sql.update(PAK_LINE)
                    .set(PAK_LINE.FULFILLED, PAK_LINE.FULFILLED.plus(quantity))
                    .where(PAK_LINE.PAK_LINE_ID.eq(line.id())));
            LegacyLicenseId license = there.get(line.id());
            changes.add(
                    license != null
                            ? sql.update(LEGACY_LICENSE)
                                    .set(LEGACY_LICENSE.QUANTITY, LEGACY_LICENSE.QUANTITY.plus(quantity))
                                    .where(LEGACY_LICENSE.LEGACY_LICENSE_ID.eq(license))
                            : sql.insertInto(LEGACY_LICENSE)
                                    .set(LEGACY_LICENSE.LEGACY_DEVICE_ID, asked.device())
                                    .set(LEGACY_LICENSE.SKU_ID, line.skuId())
                                    .set(LEGACY_LICENSE.LICENSE_FORM, "PAK")
                                    .set(LEGACY_LICENSE.PAK_LINE_ID, line.id())
                                    .set(LEGACY_LICENSE.QUANTITY, quantity)
                                    .set(LEGACY_LICENSE.TERM_ENDS, line.termEnds()));
        }
        sql.batch(changes).execute();
    }

    private static int quantity(GetLicenses asked, FulfilmentFacts.Line line) {
        return asked.quantities().getOrDefault(line.id(), 0);
    }

    /** Under one key the same was asked: what was done is what is asked now. */
    private Optional<GetLicensesResult> earlier(Actor actor, GetLicenses asked, byte[] hash) {
        byte[] known = sql.select(FULFILMENT.REQUEST_HASH)
                .from(FULFILMENT)
                .where(FULFILMENT
                        .SMART_ACCOUNT_ID
                        .eq(asked.account())
                        .and(FULFILMENT.REQUEST_KEY.eq(asked.requestKey())))
                .fetchOne(FULFILMENT.REQUEST_HASH);
        if (known == null) {
            return Optional.empty();
        }
        if (!Arrays.equals(known, hash)) {
            throw PortalException.conflict("requestId", ErrorReason.CONVERSION_REQUEST_REUSED);
        }
        FulfilmentFacts.Device device = device(actor, asked);
        return Optional.of(fulfilled(actor, asked, device, lines(actor, asked, device)));
    }

    private GetLicensesResult fulfilled(
            Actor actor, GetLicenses asked, FulfilmentFacts.Device device, List<FulfilmentFacts.Line> lines) {
        return new GetLicensesResult.Fulfilled(
                device.udi().asCli(),
                lines.stream()
                        .map(line -> new GetLicensesResult.Line(
                                line.id(), line.pakNumber(), line.number(), line.sku(), quantity(asked, line)))
                        .toList(),
                files.of(actor, asked.device()));
    }
}
