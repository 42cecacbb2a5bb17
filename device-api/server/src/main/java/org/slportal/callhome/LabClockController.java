package org.slportal.callhome;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.slportal.services.lab.LabClockItem;
import org.slportal.services.lab.LabClockService;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What time it is in the lab, for switches that follow it; also over plain HTTP. Outside lab mode there is nothing here. */
@RestController
@ConditionalOnProperty("portal.lab")
class LabClockController {

    static final String PATH = "/lab/clock";

    private final LabClockService clock;

    LabClockController(LabClockService clock) {
        this.clock = clock;
    }

    /** Both times in epoch milliseconds, at the same moment; lab time passes speed times as fast. */
    record Clock(
            @JsonProperty("real_ms") long realMs,
            @JsonProperty("lab_ms") long labMs,
            int speed) {}

    @GetMapping(PATH)
    ResponseEntity<Clock> clock() {
        LabClockItem now = clock.now();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Clock(now.realTime().toEpochMilli(), now.labTime().toEpochMilli(), now.speed()));
    }
}
