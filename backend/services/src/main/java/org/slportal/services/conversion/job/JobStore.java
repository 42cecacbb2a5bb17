package org.slportal.services.conversion.job;

import static org.slportal.db.jooq.Tables.CONVERSION_JOB;
import static org.slportal.db.jooq.Tables.CONVERSION_JOB_LINE;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionAct;
import org.slportal.services.conversion.ConvertibleLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakSearch;
import org.slportal.services.conversion.TraditionalLine;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Component;

/** Writes a new job with all its lines. */
@Component
class JobStore {

    /** Of one job. */
    static final int MAX_LINES = 1_000_000;

    private final DSLContext sql;
    private final InstantSource clock;
    private final JobLineWriter writer;
    private final JobFile file;
    private final LineJudge judge;
    private final ConversionAct act;
    private final PakSearch search;

    JobStore(
            DSLContext sql,
            InstantSource clock,
            JobLineWriter writer,
            JobFile file,
            LineJudge judge,
            ConversionAct act,
            PakSearch search) {
        this.sql = sql;
        this.clock = clock;
        this.writer = writer;
        this.file = file;
        this.judge = judge;
        this.act = act;
        this.search = search;
    }

    /** @param requestHash of what was asked */
    record NewJob(RequestJob asked, byte[] requestHash, ConversionKind kind, JobOrigin origin, JobState state) {}

    /** The lines of a new job; one without any is refused. @return how many */
    int fill(Actor actor, ConversionJobId job, RequestJob asked) {
        SmartAccountId account = asked.account();
        int lines = switch (asked.lines()) {
            case JobLines.OfPaks(List<PakId> paks) -> ofPaks(actor, job, account, paks);
            case JobLines.OfDevices(List<LegacyDeviceId> devices) -> ofDevices(actor, job, account, devices);
            case JobLines.AllLeftOf(List<TraditionalLineId> all) -> allLeftOf(actor, job, account, all);
            case JobLines.Matching(var filter) ->
                writer.paks(
                        job,
                        manageablePaks(actor, account)
                                .and(search.matching(account, filter))
                                .and(ConvertibleLines.convertible(act.today())),
                        MAX_LINES + 1);
            case JobLines.Chosen(List<LineQuantity> chosen) -> looked(job, chosen(actor, account, chosen));
            case JobLines.InFile(byte[] content) ->
                looked(job, file.read(actor, account, content).rowsOrRefuse());
        };
        if (lines == 0) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_EMPTY);
        }
        if (lines > MAX_LINES) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_TOO_MANY_LINES, MAX_LINES);
        }
        count(job, lines);
        return lines;
    }

    /** @return the new job's id; its lines come next */
    ConversionJobId insert(Actor actor, NewJob job) {
        return sql.insertInto(CONVERSION_JOB)
                .set(CONVERSION_JOB.SMART_ACCOUNT_ID, job.asked().account())
                .set(CONVERSION_JOB.VIRTUAL_ACCOUNT_ID, job.asked().target())
                .set(CONVERSION_JOB.KIND, job.kind())
                .set(CONVERSION_JOB.ORIGIN, job.origin().name())
                .set(CONVERSION_JOB.STATE, job.state().name())
                .set(CONVERSION_JOB.REQUEST_KEY, job.asked().requestKey())
                .set(CONVERSION_JOB.REQUEST_HASH, job.requestHash())
                .set(CONVERSION_JOB.APP_USER_ID, actor.userId())
                .set(CONVERSION_JOB.REQUESTED_BY, actor.name())
                .set(CONVERSION_JOB.REQUESTED_AT, clock.instant())
                .returning(CONVERSION_JOB.CONVERSION_JOB_ID)
                .fetchSingle()
                .getConversionJobId();
    }

    private void count(ConversionJobId job, int lines) {
        int refused = sql.fetchCount(
                CONVERSION_JOB_LINE,
                CONVERSION_JOB_LINE
                        .CONVERSION_JOB_ID
                        .eq(job)
                        .and(CONVERSION_JOB_LINE.STATE.eq(JobLineState.REFUSED.name())));
        sql.update(CONVERSION_JOB)
                .set(CONVERSION_JOB.TOTAL_LINES, lines)
                .set(CONVERSION_JOB.REFUSED_LINES, refused)
                .where(CONVERSION_JOB.CONVERSION_JOB_ID.eq(job))
                .execute();
    }

    private int looked(ConversionJobId job, List<NewJobLine> lines) {
        writer.lines(job, lines, 0);
        return lines.size();
    }

    private int ofPaks(Actor actor, ConversionJobId job, SmartAccountId account, List<PakId> paks) {
        Condition mine = manageablePaks(actor, account).and(PAK.PAK_ID.in(paks));
        Set<PakId> found = sql.select(PAK.PAK_ID).from(PAK).where(mine).fetchSet(PAK.PAK_ID);
        int lines = writer.paks(job, PAK.PAK_ID.in(found), MAX_LINES + 1);
        return lines
                + unknown(
                        job,
                        paks.stream()
                                .distinct()
                                .filter(id -> !found.contains(id))
                                .count(),
                        lines);
    }

    private int ofDevices(Actor actor, ConversionJobId job, SmartAccountId account, List<LegacyDeviceId> devices) {
        Condition mine = manageableDevices(actor, account).and(LEGACY_DEVICE.LEGACY_DEVICE_ID.in(devices));
        Set<LegacyDeviceId> found = sql.select(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .from(LEGACY_DEVICE)
                .where(mine)
                .fetchSet(LEGACY_DEVICE.LEGACY_DEVICE_ID);
        int lines = writer.devices(job, LEGACY_DEVICE.LEGACY_DEVICE_ID.in(found), MAX_LINES + 1);
        return lines
                + unknown(
                        job,
                        devices.stream()
                                .distinct()
                                .filter(id -> !found.contains(id))
                                .count(),
                        lines);
    }

    private int allLeftOf(Actor actor, ConversionJobId job, SmartAccountId account, List<TraditionalLineId> all) {
        int lines = all.getFirst() instanceof PakLineId
                ? writer.paks(
                        job, manageablePaks(actor, account).and(PAK_LINE.PAK_LINE_ID.in(pakLines(all))), MAX_LINES + 1)
                : writer.devices(
                        job,
                        manageableDevices(actor, account).and(LEGACY_LICENSE.LEGACY_LICENSE_ID.in(legacyLicenses(all))),
                        MAX_LINES + 1);
        return lines + unknown(job, all.stream().distinct().count() - lines, lines);
    }

    private static List<PakLineId> pakLines(List<TraditionalLineId> lines) {
        return lines.stream().map(PakLineId.class::cast).toList();
    }

    private static List<LegacyLicenseId> legacyLicenses(List<TraditionalLineId> lines) {
        return lines.stream().map(LegacyLicenseId.class::cast).toList();
    }

    /** What went to somebody else between the choice and the request is told, not left out. */
    private int unknown(ConversionJobId job, long number, int after) {
        List<NewJobLine> lines = new ArrayList<>();
        for (long i = 0; i < number; i++) {
            lines.add(NewJobLine.refused("—", LineReason.of(LineProblem.LINE_UNKNOWN)));
        }
        writer.lines(job, lines, after);
        return lines.size();
    }

    /** Chosen lines with their names; those the account has not are refused at once. */
    List<NewJobLine> chosen(Actor actor, SmartAccountId account, List<LineQuantity> chosen) {
        Map<TraditionalLineId, Integer> asked = sums(chosen);
        Map<TraditionalLineId, TraditionalLine> known =
                act.read(account, asked.keySet()).stream().collect(Collectors.toMap(TraditionalLine::id, line -> line));
        LineReason unknown = LineReason.of(LineProblem.LINE_UNKNOWN);
        Map<TraditionalLineId, LineReason> refused =
                judge.judge(actor, account, asked).refused();
        List<NewJobLine> lines = new ArrayList<>();
        asked.forEach((id, quantity) -> {
            TraditionalLine line = known.get(id);
            LineReason reason = refused.get(id);
            if (line == null || unknown.equals(reason)) {
                lines.add(NewJobLine.refused("—", unknown));
            } else if (quantity <= 0) {
                // Zero would be taken for all that is left.
                lines.add(NewJobLine.refused(
                        label(line), new LineReason(Ineligibility.QUANTITY_NOT_POSITIVE.name(), "")));
            } else {
                lines.add(new NewJobLine(label(line), id, quantity, null));
            }
        });
        return lines;
    }

    /** A line named twice is meant once, with both quantities. */
    static Map<TraditionalLineId, Integer> sums(List<LineQuantity> lines) {
        Map<TraditionalLineId, Integer> sums = new LinkedHashMap<>();
        lines.forEach(line -> sums.merge(line.line(), line.quantity(), JobStore::sum));
        return sums;
    }

    private static int sum(int one, int other) {
        return one <= 0 || other <= 0 ? Math.min(one, other) : (int) Math.min((long) one + other, Integer.MAX_VALUE);
    }

    private static String label(TraditionalLine line) {
        return line.origin() + " " + line.skuCode();
    }

    static Condition manageablePaks(Actor actor, SmartAccountId account) {
        List<VirtualAccountId> limited = actor.poolsWith(Permission.MANAGE_LICENSES, account);
        Condition mine = PAK.SMART_ACCOUNT_ID.eq(account);
        return limited == null ? mine : mine.and(PAK.VIRTUAL_ACCOUNT_ID.in(limited));
    }

    static Condition manageableDevices(Actor actor, SmartAccountId account) {
        List<VirtualAccountId> limited = actor.poolsWith(Permission.MANAGE_LICENSES, account);
        Condition mine = LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account);
        return limited == null ? mine : mine.and(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID.in(limited));
    }
}
