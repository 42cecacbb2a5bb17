package org.slportal.app;

import java.time.Duration;
import java.time.InstantSource;
import org.slportal.services.conversion.job.ConversionJobWorker;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Works off bulk conversions; on every node, for the worker locks what it has in hand. */
@Component
class ConversionWork implements DisposableBean {

    /** Other scheduled work shares the thread: it gets its turn between. */
    private static final Duration TURN = Duration.ofSeconds(5);

    private final ConversionJobWorker worker;
    private final InstantSource clock = InstantSource.system();
    private volatile boolean stopping;

    ConversionWork(ConversionJobWorker worker) {
        this.worker = worker;
    }

    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT0.5S")
    void work() {
        var until = clock.instant().plus(TURN);
        boolean more = true;
        while (more && !stopping && clock.instant().isBefore(until)) {
            more = worker.step();
        }
    }

    /** The piece under way is finished, or rolled back and done again at the next start. */
    @Override
    public void destroy() {
        stopping = true;
    }
}
