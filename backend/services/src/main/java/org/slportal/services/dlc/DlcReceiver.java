package org.slportal.services.dlc;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.domain.conversion.DlcRefusal;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.DlcDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.PortalProperties;
import org.slportal.services.alert.DuplicateAlerts;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.dlc.DlcRecords.NewRow;
import org.slportal.services.dlc.DlcRecords.Row;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Takes reports in. A device has at most one that waits or was converted, whoever reports it and however often: the same content finds
 * the state it has reached, other content changes nothing. The caller has checked the rights.
 */
@Component
public class DlcReceiver {

    /** The scheduled job looks every few seconds. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int ATTEMPTS = 4;

    private final Transactions transactions;
    private final InstantSource clock;
    private final DlcRecords records;
    private final DlcJudge judge;
    private final DuplicateAlerts duplicates;
    private final EventRecorder events;
    private final Duration latency;
    private final SecureRandom random = new SecureRandom();

    DlcReceiver(
            Transactions transactions,
            InstantSource clock,
            DlcRecords records,
            DlcJudge judge,
            DuplicateAlerts duplicates,
            EventRecorder events,
            PortalProperties properties) {
        this.transactions = transactions;
        this.clock = clock;
        this.records = records;
        this.judge = judge;
        this.duplicates = duplicates;
        this.events = events;
        this.latency = properties.dlcLatency();
    }

    /** Runs an act that receives reports; the whole of it again if the same device was reported on another thread meanwhile. */
    public <T> T write(Supplier<T> act) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.write(act);
            } catch (org.jooq.exception.IntegrityConstraintViolationException | DataIntegrityViolationException e) {
                if (attempt == ATTEMPTS || !Constraint.violated(e, "uq_dlc_device_open")) {
                    throw e;
                }
            }
        }
    }

    /**
     * Takes the reports of one message, inside {@link #write}.
     *
     * @param reports at least one, no device twice
     */
    public DlcReceipt receive(DlcSource source, List<DlcReport> reports) {
        Transactions.requireTransaction();
        Instant now = clock.instant();
        List<Udi> devices = reports.stream().map(DlcReport::udi).toList();
        // 1. What is known of these devices already, and what the policies say.
        Map<Udi, Row> open = records.open(devices);
        Map<Udi, Row> failed = records.lastFailures(source.account(), devices);
        List<DlcVerdict> verdicts = judge.judge(source.account(), source.pool(), reports, source.rights());

        // 2. Device by device: an earlier report's state, a refusal, or a new report.
        List<DlcOutcome> outcomes = new ArrayList<>();
        List<Row> earlier = new ArrayList<>();
        List<NewRow> fresh = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            DlcReport report = reports.get(i);
            byte[] hash = report.hash(source.pool());
            Row before = open.get(report.udi());
            if (before != null && before.account().equals(source.account()) && !isOther(before, hash)) {
                earlier.add(before);
                outcomes.add(before.outcome());
                continue;
            }
            Optional<DlcPolicy.Refusal> refusal =
                    before == null ? verdicts.get(i).refusal() : Optional.of(refusal(source, before));
            Row failure = failed.get(report.udi());
            if (failure != null && stands(source, failure, hash, refusal)) {
                earlier.add(failure);
                outcomes.add(failure.outcome());
                continue;
            }
            fresh.add(new NewRow(report, hash, verdicts.get(i), refusal.orElse(null)));
            outcomes.add(new DlcOutcome(
                    report.udi(), refusal.isEmpty() ? DlcState.RECEIVED : DlcState.FAILED, refusal.orElse(null)));
        }

        // 3. New reports, under the name of those that are there already.
        long pollId = earlier.stream().mapToLong(Row::pollId).min().orElseGet(() -> random.nextLong(1, Long.MAX_VALUE));
        Instant dueAt = now.plus(latency);
        records.insert(source, pollId, dueAt, fresh);
        List<DlcDeviceId> strays = earlier.stream()
                .filter(row -> row.pollId() != pollId)
                .map(Row::id)
                .toList();
        records.join(pollId, strays);
        tell(source, fresh, open);
        Instant last = earlier.stream()
                .filter(row -> row.state() == DlcState.RECEIVED)
                .map(Row::dueAt)
                .max(Instant::compareTo)
                .filter(instant -> fresh.isEmpty())
                .orElse(dueAt);
        return new DlcReceipt(pollId, until(last, now), outcomes);
    }

    /** What has become of a message's reports; empty if the account has none of that name. */
    public Optional<DlcReceipt> poll(SmartAccountId account, long pollId) {
        List<Row> rows = records.polled(account, pollId);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant last = rows.stream()
                .filter(row -> row.state() == DlcState.RECEIVED)
                .map(Row::dueAt)
                .max(Instant::compareTo)
                .orElse(now);
        return Optional.of(new DlcReceipt(
                pollId, until(last, now), rows.stream().map(Row::outcome).toList()));
    }

    /** Other content after the conversion is refused; while the first report waits, it is the one that counts. */
    private static boolean isOther(Row before, byte[] hash) {
        return before.state() == DlcState.CONVERTED && !before.isSame(hash);
    }

    private static DlcPolicy.Refusal refusal(DlcSource source, Row before) {
        DlcRefusal reason =
                before.account().equals(source.account()) ? DlcRefusal.ALREADY_CONVERTED : DlcRefusal.BELONGS_ELSEWHERE;
        return new DlcPolicy.Refusal(reason, before.report().udi().asCli());
    }

    /**
     * Whether an earlier failure is the answer: the same was reported and is refused for the same reason. What only the conversion itself
     * could find stands for whoever asks by repeating the report; a device that starts anew means it.
     */
    private static boolean stands(DlcSource source, Row failure, byte[] hash, Optional<DlcPolicy.Refusal> refusal) {
        DlcPolicy.Refusal told = failure.refusal();
        if (told == null || !failure.isSame(hash)) {
            return false;
        }
        if (refusal.isEmpty()) {
            return told.reason() == DlcRefusal.NOT_ELIGIBLE && source.origin() != DlcOrigin.DEVICE;
        }
        return told.reason() == refusal.get().reason()
                && told.argument().equals(DlcRecords.shortened(refusal.get().argument()));
    }

    private void tell(DlcSource source, List<NewRow> fresh, Map<Udi, Row> open) {
        List<NewEvent> told = new ArrayList<>();
        for (NewRow row : fresh) {
            String device = row.report().udi().asCli();
            DlcPolicy.Refusal refusal = row.refusal();
            if (refusal == null) {
                told.add(NewEvent.done(
                        EventCode.DLC_RECEIVED,
                        source.account(),
                        source.pool(),
                        "device",
                        device,
                        "lines",
                        Integer.toString(row.report().lines().size())));
                continue;
            }
            told.add(NewEvent.refused(
                    EventCode.DLC_REFUSED,
                    source.account(),
                    source.pool(),
                    "device",
                    device,
                    "reason",
                    refusal.text()));
            if (refusal.reason() == DlcRefusal.ALREADY_CONVERTED
                    && !open.containsKey(row.report().udi())) {
                // No report of its own was converted, so its licences went another road.
                duplicates.raise(source.actor(), source.account(), source.pool(), device);
            }
        }
        events.recordAll(source.actor(), told);
    }

    private static Duration until(Instant due, Instant now) {
        Duration left = Duration.between(now, due);
        Duration wait = (left.isNegative() ? Duration.ZERO : left).plus(SLACK);
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
