package org.slportal.services.dlc;

import static org.slportal.db.jooq.Tables.DLC_DEVICE;
import static org.slportal.db.jooq.Tables.DLC_LINE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.DlcDeviceId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.springframework.stereotype.Component;

/** The reports as they are stored, each with its lines and its state. */
@Component
class DlcRecords {

    private static final int MAX_ARGUMENT = 200;

    private final DSLContext sql;
    private final InstantSource clock;

    DlcRecords(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A report's row. */
    record Row(
            DlcDeviceId id,
            SmartAccountId account,
            VirtualAccountId pool,
            DlcReport report,
            DlcOrigin origin,
            long pollId,
            byte[] hash,
            DlcState state,
            DlcPolicy.@Nullable Refusal refusal,
            String receivedBy,
            Instant dueAt) {

        DlcOutcome outcome() {
            return new DlcOutcome(report.udi(), state, refusal);
        }

        boolean isSame(byte[] content) {
            return Arrays.equals(hash, content);
        }
    }

    /** A report to store; refused ones are over at once. */
    record NewRow(DlcReport report, byte[] hash, DlcVerdict verdict, DlcPolicy.@Nullable Refusal refusal) {}

    /** Of each device, in whatever account: the report that is waiting or was converted. Lines are not read. */
    Map<Udi, Row> open(Collection<Udi> devices) {
        return rows(DLC_DEVICE.OPEN_KEY.in(
                        devices.stream().map(DlcRecords::openKey).toList()))
                .stream()
                .collect(Collectors.toMap(row -> row.report().udi(), row -> row));
    }

    /** Of each device of the account: the last report, if it failed. Lines are not read. */
    Map<Udi, Row> lastFailures(SmartAccountId account, Collection<Udi> devices) {
        Map<Udi, Row> last = new HashMap<>();
        Set<Udi> wanted = new HashSet<>(devices);
        rows(DLC_DEVICE
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(DLC_DEVICE.STATE.eq(DlcState.FAILED.name()))
                        .and(DLC_DEVICE.UDI_SERIAL_NUMBER.in(
                                devices.stream().map(Udi::serialNumber).toList())))
                .stream()
                .filter(row -> wanted.contains(row.report().udi()))
                .forEach(row -> last.put(row.report().udi(), row));
        return last;
    }

    /** The newest report of each device of one message, in the order they came. */
    List<Row> polled(SmartAccountId account, long pollId) {
        Map<Udi, Row> newest = new java.util.LinkedHashMap<>();
        rows(DLC_DEVICE.SMART_ACCOUNT_ID.eq(account).and(DLC_DEVICE.POLL_ID.eq(pollId)))
                .forEach(row -> newest.put(row.report().udi(), row));
        return List.copyOf(newest.values());
    }

    /** Locks a report that is still waiting, with its lines; empty if someone else has it or it is over. */
    Optional<Row> lockWaiting(DlcDeviceId id) {
        boolean mine = sql.select(DLC_DEVICE.DLC_DEVICE_ID)
                .from(DLC_DEVICE)
                .where(DLC_DEVICE.DLC_DEVICE_ID.eq(id).and(DLC_DEVICE.STATE.eq(DlcState.RECEIVED.name())))
                .forUpdate()
                .skipLocked()
                .fetchOptional()
                .isPresent();
        if (!mine) {
            return Optional.empty();
        }
        List<DlcReportLine> lines = sql.select(
                        DLC_LINE.CONVERSION_TYPE,
                        DLC_LINE.CONVERSION_ENCODING,
                        DLC_LINE.CONVERSION_STRING,
                        DLC_LINE.CONVERSION_COUNT)
                .from(DLC_LINE)
                .where(DLC_LINE.DLC_DEVICE_ID.eq(id))
                .orderBy(DLC_LINE.LINE_NUMBER)
                .fetch(row -> new DlcReportLine(row.value1(), row.value2(), row.value3(), row.value4()));
        Row row = rows(DLC_DEVICE.DLC_DEVICE_ID.eq(id)).getFirst();
        return Optional.of(new Row(
                row.id(),
                row.account(),
                row.pool(),
                new DlcReport(row.report().udi(), row.report().softwareId(), lines),
                row.origin(),
                row.pollId(),
                row.hash(),
                row.state(),
                row.refusal(),
                row.receivedBy(),
                row.dueAt()));
    }

    private List<Row> rows(Condition condition) {
        return sql.select()
                .from(DLC_DEVICE)
                .where(condition)
                .orderBy(DLC_DEVICE.DLC_DEVICE_ID)
                .fetch(row -> {
                    String failure = row.get(DLC_DEVICE.FAILURE);
                    String argument = row.get(DLC_DEVICE.FAILURE_ARGUMENT);
                    return new Row(
                            row.get(DLC_DEVICE.DLC_DEVICE_ID),
                            row.get(DLC_DEVICE.SMART_ACCOUNT_ID),
                            row.get(DLC_DEVICE.VIRTUAL_ACCOUNT_ID),
                            new DlcReport(
                                    new Udi(row.get(DLC_DEVICE.UDI_PID), row.get(DLC_DEVICE.UDI_SERIAL_NUMBER)),
                                    row.get(DLC_DEVICE.SOFTWARE_ID),
                                    List.of()),
                            DlcOrigin.valueOf(row.get(DLC_DEVICE.ORIGIN)),
                            row.get(DLC_DEVICE.POLL_ID),
                            row.get(DLC_DEVICE.CONTENT_HASH),
                            DlcState.valueOf(row.get(DLC_DEVICE.STATE)),
                            failure == null
                                    ? null
                                    : new DlcPolicy.Refusal(
                                            DlcRefusal.valueOf(failure), argument == null ? "" : argument),
                            row.get(DLC_DEVICE.RECEIVED_BY),
                            row.get(DLC_DEVICE.DUE_AT));
                });
    }

    /** One statement for the devices, one for their lines. */
    void insert(DlcSource source, long pollId, Instant dueAt, List<NewRow> reports) {
        if (reports.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        var insert = sql.insertInto(
                DLC_DEVICE,
                DLC_DEVICE.SMART_ACCOUNT_ID,
                DLC_DEVICE.VIRTUAL_ACCOUNT_ID,
                DLC_DEVICE.UDI_PID,
                DLC_DEVICE.UDI_SERIAL_NUMBER,
                DLC_DEVICE.SOFTWARE_ID,
                DLC_DEVICE.ORIGIN,
                DLC_DEVICE.POLL_ID,
                DLC_DEVICE.CONTENT_HASH,
                DLC_DEVICE.STATE,
                DLC_DEVICE.FAILURE,
                DLC_DEVICE.FAILURE_ARGUMENT,
                DLC_DEVICE.RECEIVED_BY,
                DLC_DEVICE.RECEIVED_AT,
                DLC_DEVICE.DUE_AT,
                DLC_DEVICE.FINISHED_AT,
                DLC_DEVICE.OPEN_KEY);
        for (NewRow row : reports) {
            Udi udi = row.report().udi();
            DlcPolicy.Refusal refusal = row.refusal();
            insert = insert.values(
                    source.account(),
                    source.pool(),
                    udi.pid(),
                    udi.serialNumber(),
                    row.report().softwareId(),
                    source.origin().name(),
                    pollId,
                    row.hash(),
                    (refusal == null ? DlcState.RECEIVED : DlcState.FAILED).name(),
                    refusal == null ? null : refusal.reason().name(),
                    refusal == null ? null : shortened(refusal.argument()),
                    source.actor().name(),
                    now,
                    dueAt,
                    refusal == null ? null : now,
                    refusal == null ? openKey(udi) : null);
        }
        Map<Udi, DlcDeviceId> ids = new HashMap<>();
        insert.returning(DLC_DEVICE.DLC_DEVICE_ID, DLC_DEVICE.UDI_PID, DLC_DEVICE.UDI_SERIAL_NUMBER)
                .fetch()
                .forEach(row -> ids.put(new Udi(row.getUdiPid(), row.getUdiSerialNumber()), row.getDlcDeviceId()));
        insertLines(ids, reports);
    }

    private void insertLines(Map<Udi, DlcDeviceId> ids, List<NewRow> reports) {
        var insert = sql.insertInto(
                DLC_LINE,
                DLC_LINE.DLC_DEVICE_ID,
                DLC_LINE.LINE_NUMBER,
                DLC_LINE.CONVERSION_TYPE,
                DLC_LINE.CONVERSION_ENCODING,
                DLC_LINE.CONVERSION_STRING,
                DLC_LINE.CONVERSION_COUNT,
                DLC_LINE.SKU_ID);
        boolean any = false;
        for (NewRow row : reports) {
            List<DlcReportLine> lines = row.report().lines();
            List<@Nullable SkuId> skus = row.verdict().skus();
            for (int i = 0; i < lines.size(); i++) {
                DlcReportLine line = lines.get(i);
                insert = insert.values(
                        ids.get(row.report().udi()),
                        i + 1,
                        line.type(),
                        line.encoding(),
                        line.text(),
                        line.count(),
                        skus.get(i));
                any = true;
            }
        }
        if (any) {
            insert.execute();
        }
    }

    /** Joins reports that came in other messages to this one, so that one question finds them all. */
    void join(long pollId, Collection<DlcDeviceId> reports) {
        if (!reports.isEmpty()) {
            sql.update(DLC_DEVICE)
                    .set(DLC_DEVICE.POLL_ID, pollId)
                    .where(DLC_DEVICE.DLC_DEVICE_ID.in(reports).and(DLC_DEVICE.POLL_ID.ne(pollId)))
                    .execute();
        }
    }

    /** In the transaction of the deposit. */
    void converted(DlcDeviceId id, ConversionId conversion) {
        sql.update(DLC_DEVICE)
                .set(DLC_DEVICE.STATE, DlcState.CONVERTED.name())
                .set(DLC_DEVICE.CONVERSION_ID, conversion)
                .set(DLC_DEVICE.FINISHED_AT, clock.instant())
                .where(DLC_DEVICE.DLC_DEVICE_ID.eq(id))
                .execute();
    }

    void failed(DlcDeviceId id, DlcPolicy.Refusal refusal) {
        sql.update(DLC_DEVICE)
                .set(DLC_DEVICE.STATE, DlcState.FAILED.name())
                .set(DLC_DEVICE.FAILURE, refusal.reason().name())
                .set(DLC_DEVICE.FAILURE_ARGUMENT, shortened(refusal.argument()))
                .setNull(DLC_DEVICE.OPEN_KEY)
                .set(DLC_DEVICE.FINISHED_AT, clock.instant())
                .where(DLC_DEVICE.DLC_DEVICE_ID.eq(id))
                .execute();
    }

    /** Those that wait and are due, the longest first. */
    List<DlcDeviceId> due(int limit) {
        return sql.select(DLC_DEVICE.DLC_DEVICE_ID)
                .from(DLC_DEVICE)
                .where(DLC_DEVICE.STATE.eq(DlcState.RECEIVED.name()).and(DLC_DEVICE.DUE_AT.le(clock.instant())))
                .orderBy(DLC_DEVICE.DUE_AT, DLC_DEVICE.DLC_DEVICE_ID)
                .limit(limit)
                .fetch(DLC_DEVICE.DLC_DEVICE_ID);
    }

    void postpone(DlcDeviceId id, Instant until) {
        sql.update(DLC_DEVICE)
                .set(DLC_DEVICE.DUE_AT, until)
                .where(DLC_DEVICE.DLC_DEVICE_ID.eq(id).and(DLC_DEVICE.STATE.eq(DlcState.RECEIVED.name())))
                .execute();
    }

    static String shortened(String argument) {
        return argument.length() <= MAX_ARGUMENT ? argument : argument.substring(0, MAX_ARGUMENT - 1) + "…";
    }

    private static String openKey(Udi udi) {
        return udi.pid() + ":" + udi.serialNumber();
    }
}
