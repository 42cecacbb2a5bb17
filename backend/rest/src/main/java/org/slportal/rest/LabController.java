package org.slportal.rest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slportal.services.access.Actor;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.LabClockItem;
import org.slportal.services.lab.LabClockService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lab clock for scripts of administrators; the shape is ours. Outside lab mode it does not exist. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/lab/clock", ApiPaths.DOUBLED + "/v1/lab/clock"})
class LabController {

    private final LabClockService clock;

    LabController(LabClockService clock) {
        this.clock = clock;
    }

    /** @param version to be sent back by those who do not want to move a clock somebody else has just moved */
    record Clock(
            String status,
            String statusMessage,
            String labTime,
            String realTime,
            long aheadSeconds,
            int speed,
            int version) {}

    @GetMapping
    Clock read(@RequestAttribute(BearerTokenFilter.ACTOR) Actor actor) {
        return clock(clock.read(actor), "");
    }

    /** Either {@code advanceSeconds} or {@code speed}. */
    @PostMapping
    Clock change(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @RequestBody(required = false) @Nullable String text) {
        Body body = Body.of(text);
        Integer advance = body.number("advanceSeconds");
        Integer speed = body.number("speed");
        Integer named = body.number("version");
        int version = named == null ? clock.read(actor).version() : named;
        if (advance != null && speed == null) {
            return clock(clock.advance(actor, Duration.ofSeconds(advance), version), "Clock moved");
        }
        if (speed != null && advance == null) {
            return clock(clock.run(actor, speed, version), "Speed changed");
        }
        throw PortalException.of(
                PortalException.Kind.MALFORMED,
                ErrorReason.REQUEST_MALFORMED,
                "give either \"advanceSeconds\" or \"speed\"");
    }

    private static Clock clock(LabClockItem item, String message) {
        return new Clock(
                "SUCCESS",
                message,
                Dates.text(item.labTime()),
                Dates.text(item.realTime()),
                item.ahead().toSeconds(),
                item.speed(),
                item.version());
    }
}
