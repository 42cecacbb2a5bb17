package org.slportal.services.assisted;

import static org.slportal.db.jooq.Tables.ASSISTED_COMMENT;
import static org.slportal.db.jooq.Tables.ASSISTED_REQUEST;

import java.time.InstantSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.AssistedRequestId;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Component;

/** Requests as stored. Whoever changes one holds its row; the row comes before PAKs, devices and pools in the order of locks. */
@Component
class AssistedRequests {

    private final DSLContext sql;
    private final InstantSource clock;
    private final EventRecorder events;

    AssistedRequests(DSLContext sql, InstantSource clock, EventRecorder events) {
        this.sql = sql;
        this.clock = clock;
        this.events = events;
    }

    /** A request whose row is locked. */
    record Locked(
            AssistedRequestId id,
            SmartAccountId account,
            VirtualAccountId target,
            TraditionalLineId line,
            String subject,
            AssistedState state,
            @Nullable UserId requester,
            int version) {}

    Locked lock(AssistedRequestId id) {
        Transactions.requireTransaction();
        return sql.selectFrom(ASSISTED_REQUEST)
                .where(ASSISTED_REQUEST.ASSISTED_REQUEST_ID.eq(id))
                .forUpdate()
                .fetchOptional(row -> new Locked(
                        id,
                        row.getSmartAccountId(),
                        row.getVirtualAccountId(),
                        line(row),
                        row.getSubject(),
                        AssistedState.valueOf(row.getState()),
                        row.getAppUserId(),
                        row.getVersion()))
                .orElseThrow(PortalException::notFound);
    }

    /** Refuses what was decided meanwhile, or looks different from what the person saw. */
    void requireOpen(Locked request, int version) {
        if (request.version() != version) {
            throw PortalException.stale();
        }
        if (!request.state().isOpen()) {
            throw PortalException.conflict("state", ErrorReason.ASSISTED_CLOSED);
        }
    }

    /** @param conversion what came of it; given exactly for {@link AssistedState#DONE} */
    void move(Actor actor, Locked request, AssistedState to, @Nullable ConversionId conversion) {
        sql.update(ASSISTED_REQUEST)
                .set(ASSISTED_REQUEST.STATE, to.name())
                .set(ASSISTED_REQUEST.CONVERSION_ID, conversion)
                .set(ASSISTED_REQUEST.CHANGED_AT, clock.instant())
                .set(ASSISTED_REQUEST.VERSION, ASSISTED_REQUEST.VERSION.plus(1))
                .where(ASSISTED_REQUEST.ASSISTED_REQUEST_ID.eq(request.id()))
                .execute();
        events.record(
                actor,
                NewEvent.done(
                        EventCode.ASSISTED_CHANGED,
                        request.account(),
                        request.target(),
                        "subject",
                        request.subject(),
                        "state",
                        to.name()));
    }

    void comment(Actor actor, AssistedRequestId id, String text) {
        sql.insertInto(ASSISTED_COMMENT)
                .set(ASSISTED_COMMENT.ASSISTED_REQUEST_ID, id)
                .set(ASSISTED_COMMENT.TEXT, text)
                .set(ASSISTED_COMMENT.WRITTEN_BY, actor.name())
                .set(ASSISTED_COMMENT.WRITTEN_AT, clock.instant())
                .execute();
    }

    static Condition openFor(TraditionalLineId line) {
        Condition same = switch (line) {
            case PakLineId pak -> ASSISTED_REQUEST.PAK_LINE_ID.eq(pak);
            case LegacyLicenseId legacy -> ASSISTED_REQUEST.LEGACY_LICENSE_ID.eq(legacy);
        };
        return same.and(ASSISTED_REQUEST.STATE.in(AssistedState.OPEN.name(), AssistedState.IN_PROGRESS.name()));
    }

    static TraditionalLineId line(Record row) {
        PakLineId pak = row.get(ASSISTED_REQUEST.PAK_LINE_ID);
        return pak != null ? pak : row.get(ASSISTED_REQUEST.LEGACY_LICENSE_ID);
    }

    /** Comments may have several lines; other control characters are refused. */
    static String text(String field, String value) {
        String text = value.strip().replace("\r\n", "\n");
        if (text.length() > AssistedService.MAX_COMMENT) {
            throw PortalException.rejected(field, ErrorReason.TOO_LONG, AssistedService.MAX_COMMENT);
        }
        if (text.chars().anyMatch(character -> Character.isISOControl(character) && character != '\n')) {
            throw PortalException.rejected(field, ErrorReason.BAD_CHARACTERS);
        }
        return text;
    }
}
