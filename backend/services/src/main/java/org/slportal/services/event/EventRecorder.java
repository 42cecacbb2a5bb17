package org.slportal.services.event;

import static org.slportal.db.jooq.Tables.EVENT;

import java.time.InstantSource;
import java.util.List;
import org.jooq.DSLContext;
import org.slportal.services.access.Actor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes events, in the transaction of the act they tell of. */
@Component
public class EventRecorder {

    private static final int MAX_PARAMETER = 200;

    private final DSLContext sql;
    private final InstantSource clock;
    private final JsonMapper json;

    public EventRecorder(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
        this.json = JsonMapper.builder().build();
    }

    public void record(Actor actor, NewEvent event) {
        recordAll(actor, List.of(event));
    }

    /** One statement for all of them. */
    public void recordAll(Actor actor, List<NewEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var insert = sql.insertInto(
                EVENT,
                EVENT.SMART_ACCOUNT_ID,
                EVENT.VIRTUAL_ACCOUNT_ID,
                EVENT.CODE,
                EVENT.PARAMETERS,
                EVENT.OUTCOME,
                EVENT.ACTOR_KIND,
                EVENT.ACTOR_NAME,
                EVENT.ORIGIN_ADDRESS,
                EVENT.LICENSE_ID,
                EVENT.PIID,
                EVENT.OCCURRED_AT);
        for (NewEvent event : events) {
            insert = insert.values(
                    event.account(),
                    event.pool(),
                    event.code().name(),
                    parameters(event),
                    event.outcome().name(),
                    actor.kind().name(),
                    actor.name(),
                    actor.originAddress(),
                    event.license(),
                    event.piid(),
                    clock.instant());
        }
        insert.execute();
    }

    private String parameters(NewEvent event) {
        var shortened = new java.util.LinkedHashMap<String, String>();
        event.parameters()
                .forEach((name, value) -> shortened.put(
                        name, value.length() <= MAX_PARAMETER ? value : value.substring(0, MAX_PARAMETER - 1) + "…"));
        return json.writeValueAsString(shortened);
    }
}
