package org.slportal.services.dlc;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.SKU;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.DlcDeviceId;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.DuplicateAlerts;
import org.slportal.services.conversion.ConversionAct;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.NewConversion;
import org.slportal.services.db.Transactions;
import org.slportal.services.dlc.DlcRecords.Row;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Service;

/**
 * Carries out what was received, one device in one transaction: the device's traditional licences become known, leave it, and arrive
 * in the pool, and its report is over. May run on every node: a report another one has is skipped.
 */
@Service
public class DlcProcessor {

    private static final Logger log = LoggerFactory.getLogger(DlcProcessor.class);
    /** After an error of our own. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final DlcRecords records;
    private final DlcJudge judge;
    private final ConversionAct act;
    private final DuplicateAlerts duplicates;
    private final EventRecorder events;

    DlcProcessor(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            DlcRecords records,
            DlcJudge judge,
            ConversionAct act,
            DuplicateAlerts duplicates,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.records = records;
        this.judge = judge;
        this.act = act;
        this.duplicates = duplicates;
        this.events = events;
    }

    /** Undoes the transaction of a device whose licences turn out not to convert. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient DlcPolicy.Refusal refusal;

        Refused(DlcPolicy.Refusal refusal) {
            super(refusal.text(), null, false, false);
            this.refusal = refusal;
        }
    }

    /** @return how many reports came to their end, at most that many */
    public int processDue(int limit) {
        int finished = 0;
        for (DlcDeviceId id : records.due(limit)) {
            try {
                finished += process(id) ? 1 : 0;
            } catch (RuntimeException e) {
                // The others must not wait for this one.
                log.error("Device-led conversion {} could not be carried out and is tried again later", id, e);
                transactions.run(() -> records.postpone(id, clock.instant().plus(AGAIN)));
            }
        }
        return finished;
    }

    private boolean process(DlcDeviceId id) {
        try {
            return transactions.write(() -> convert(id));
        } catch (Refused refused) {
            return transactions.write(() -> records.lockWaiting(id)
                    .map(row -> fail(row, refused.refusal))
                    .orElse(false));
        }
    }

    private boolean convert(DlcDeviceId id) {
        // 1. The report is ours, or someone else's.
        Optional<Row> locked = records.lockWaiting(id);
        if (locked.isEmpty()) {
            return false;
        }
        Row row = locked.get();

        // 2. The policies again: the account may have changed since it came.
        DlcVerdict verdict = judge.judge(row.account(), row.pool(), List.of(row.report()), null)
                .getFirst();
        if (verdict.refusal().isPresent()) {
            return fail(row, verdict.refusal().get());
        }

        // 3. The device and what it holds, as the portal sees it.
        LegacyDeviceId device = device(row, verdict);
        nameActive(row, device);
        Map<TraditionalLineId, Integer> quantities = licenses(device, verdict);

        // 4. Licences, ledger, pool and report move together.
        ConversionResult.Outcome result = act.carryOut(
                actor(row),
                new NewConversion(ConversionKind.DLC, "dlc:" + id, row.hash(), row.account(), row.pool(), null),
                quantities);
        switch (result) {
            case ConversionResult.Converted converted -> records.converted(id, converted.id());
            case ConversionResult.Rejected rejected ->
                throw new Refused(new DlcPolicy.Refusal(
                        DlcRefusal.NOT_ELIGIBLE,
                        skuCode(rejected.refusals().getFirst().line())));
        }
        return true;
    }

    private boolean fail(Row row, DlcPolicy.Refusal refusal) {
        records.failed(row.id(), refusal);
        String device = row.report().udi().asCli();
        events.record(
                actor(row),
                NewEvent.refused(
                        EventCode.DLC_REFUSED, row.account(), row.pool(), "device", device, "reason", refusal.text()));
        if (refusal.reason() == DlcRefusal.ALREADY_CONVERTED) {
            duplicates.raise(actor(row), row.account(), row.pool(), device);
        }
        return true;
    }

    /** As the one who reported it; a person's rights were checked when the report came. */
    private static Actor actor(Row row) {
        return row.origin() == DlcOrigin.DEVICE ? Actor.device(row.receivedBy(), null) : Actor.system(row.receivedBy());
    }

    /** The device's row, made if License Registration did not know it, and locked. */
    private LegacyDeviceId device(Row row, DlcVerdict verdict) {
        sql.insertInto(LEGACY_DEVICE)
                .set(LEGACY_DEVICE.SMART_ACCOUNT_ID, row.account())
                .set(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID, row.pool())
                .set(LEGACY_DEVICE.ASSIGNED_AT, clock.instant())
                .set(LEGACY_DEVICE.PLATFORM_ID, verdict.platform())
                .set(LEGACY_DEVICE.UDI_PID, row.report().udi().pid())
                .set(LEGACY_DEVICE.UDI_SERIAL_NUMBER, row.report().udi().serialNumber())
                .set(LEGACY_DEVICE.ORIGIN, row.origin() == DlcOrigin.DEVICE ? "DEVICE" : "FILE")
                .set(LEGACY_DEVICE.CREATED_AT, clock.instant())
                .onDuplicateKeyIgnore()
                .execute();
        var device = sql.select(
                        LEGACY_DEVICE.LEGACY_DEVICE_ID,
                        LEGACY_DEVICE.SMART_ACCOUNT_ID,
                        LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID)
                .from(LEGACY_DEVICE)
                .where(LEGACY_DEVICE
                        .UDI_PID
                        .eq(row.report().udi().pid())
                        .and(LEGACY_DEVICE.UDI_SERIAL_NUMBER.eq(
                                row.report().udi().serialNumber())))
                .forUpdate()
                .fetchSingle();
        String udi = row.report().udi().asCli();
        if (!device.value2().equals(row.account())) {
            throw new Refused(new DlcPolicy.Refusal(DlcRefusal.BELONGS_ELSEWHERE, udi));
        }
        if (device.value3() == null) {
            sql.update(LEGACY_DEVICE)
                    .set(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID, row.pool())
                    .set(LEGACY_DEVICE.ASSIGNED_AT, clock.instant())
                    .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(device.value1()))
                    .execute();
        }
        // Someone may have converted them by hand between the policies and the lock.
        if (sql.fetchExists(
                LEGACY_LICENSE,
                LEGACY_LICENSE.LEGACY_DEVICE_ID.eq(device.value1()).and(LEGACY_LICENSE.CONVERTED.gt(0)))) {
            throw new Refused(new DlcPolicy.Refusal(DlcRefusal.ALREADY_CONVERTED, udi));
        }
        return device.value1();
    }

    /** A stack's message names its active chassis first; the others name it. A file says nothing about stacks. */
    private void nameActive(Row row, LegacyDeviceId device) {
        if (row.origin() != DlcOrigin.DEVICE) {
            return;
        }
        Udi active =
                records.polled(row.account(), row.pollId()).getFirst().report().udi();
        sql.select(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .from(LEGACY_DEVICE)
                .where(LEGACY_DEVICE
                        .SMART_ACCOUNT_ID
                        .eq(row.account())
                        .and(LEGACY_DEVICE.UDI_PID.eq(active.pid()))
                        .and(LEGACY_DEVICE.UDI_SERIAL_NUMBER.eq(active.serialNumber()))
                        .and(LEGACY_DEVICE.LEGACY_DEVICE_ID.ne(device)))
                .fetchOptional(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .ifPresent(first -> sql.update(LEGACY_DEVICE)
                        .set(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID, first)
                        .where(LEGACY_DEVICE
                                .LEGACY_DEVICE_ID
                                .eq(device)
                                .and(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID.isNull()))
                        .execute());
    }

    /** @param license what its SKU becomes, null if nothing */
    private record Held(
            LegacyLicenseId id, SkuId sku, @Nullable LicenseId license, boolean fromPak, int quantity) {

        boolean isOf(SkuId reported, @Nullable LicenseId becomes) {
            return sku.equals(reported) || (license != null && license.equals(becomes));
        }
    }

    /**
     * Which licences to convert: those the portal knew of first, for they are the same ones; what the device holds beyond them becomes
     * known now.
     */
    private Map<TraditionalLineId, Integer> licenses(LegacyDeviceId device, DlcVerdict verdict) {
        List<Held> known = sql.select(
                        LEGACY_LICENSE.LEGACY_LICENSE_ID,
                        LEGACY_LICENSE.SKU_ID,
                        SKU.LICENSE_ID,
                        LEGACY_LICENSE.PAK_LINE_ID,
                        LEGACY_LICENSE.QUANTITY)
                .from(LEGACY_LICENSE)
                .join(SKU)
                .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                .where(LEGACY_LICENSE.LEGACY_DEVICE_ID.eq(device))
                .orderBy(LEGACY_LICENSE.LEGACY_LICENSE_ID)
                .fetch(row -> new Held(row.value1(), row.value2(), row.value3(), row.value4() != null, row.value5()));
        Map<SkuId, LicenseId> becomes = sql.select(SKU.SKU_ID, SKU.LICENSE_ID)
                .from(SKU)
                .where(SKU.SKU_ID.in(verdict.units().keySet()))
                .fetchMap(SKU.SKU_ID, SKU.LICENSE_ID);
        Map<TraditionalLineId, Integer> quantities = new HashMap<>();
        verdict.units().forEach((sku, units) -> {
            int left = units.count();
            Held own = null;
            for (Held held : known) {
                // One right may be recorded under another SKU: a base level's own, or that of the upgrade to it.
                if (!held.isOf(sku, becomes.get(sku)) || quantities.containsKey(held.id())) {
                    continue;
                }
                own = held.fromPak() || !held.sku().equals(sku) ? own : held;
                int taken = Math.min(left, held.quantity());
                if (taken > 0) {
                    quantities.put(held.id(), taken);
                    left -= taken;
                }
            }
            if (left > 0) {
                quantities.merge(
                        own == null ? add(device, sku, units.form(), left) : grow(own, left), left, Integer::sum);
            }
        });
        return quantities;
    }

    private LegacyLicenseId add(LegacyDeviceId device, SkuId sku, String form, int quantity) {
        return sql.insertInto(LEGACY_LICENSE)
                .set(LEGACY_LICENSE.LEGACY_DEVICE_ID, device)
                .set(LEGACY_LICENSE.SKU_ID, sku)
                .set(LEGACY_LICENSE.LICENSE_FORM, form)
                .set(LEGACY_LICENSE.QUANTITY, quantity)
                .returning(LEGACY_LICENSE.LEGACY_LICENSE_ID)
                .fetchSingle()
                .getLegacyLicenseId();
    }

    private LegacyLicenseId grow(Held held, int more) {
        sql.update(LEGACY_LICENSE)
                .set(LEGACY_LICENSE.QUANTITY, LEGACY_LICENSE.QUANTITY.plus(more))
                .where(LEGACY_LICENSE.LEGACY_LICENSE_ID.eq(held.id()))
                .execute();
        return held.id();
    }

    private String skuCode(TraditionalLineId line) {
        return sql.select(SKU.CODE)
                .from(LEGACY_LICENSE)
                .join(SKU)
                .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                .where(LEGACY_LICENSE.LEGACY_LICENSE_ID.eq((LegacyLicenseId) line))
                .fetchSingle(SKU.CODE);
    }
}
