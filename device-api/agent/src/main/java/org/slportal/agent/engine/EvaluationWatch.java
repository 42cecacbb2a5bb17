package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts, stops and saves the evaluation clock, and says what its warnings say. */
final class EvaluationWatch {

    /** Lost evaluation time after a crash is at most this. */
    private static final Duration SAVED_EVERY = Duration.ofMinutes(10);

    private final EvaluationClock evaluation;
    private final InstantSource clock;
    private final StateHolder state;
    private final LicensingLog log;
    private Instant savedAt;
    private @Nullable Instant nextWarning;

    EvaluationWatch(InstantSource clock, StateHolder state, LicensingLog log) {
        this.evaluation = new EvaluationClock(Duration.ofMillis(state.get().evaluationUsedMillis()));
        this.clock = clock;
        this.state = state;
        this.log = log;
        this.savedAt = clock.instant();
    }

    Duration remaining() {
        return evaluation.remaining(clock.instant());
    }

    boolean isUsedUp() {
        return evaluation.isUsedUp(clock.instant());
    }

    /** @param applies whether evaluation time is being used at this moment */
    void judge(boolean applies) {
        Instant now = clock.instant();
        if (applies != evaluation.isRunning()) {
            evaluation.run(applies, now);
            save();
            if (applies && !evaluation.isUsedUp(now)) {
                log.evaluationStarted();
            }
            nextWarning = evaluation.nextWarning(now);
        } else if (applies && SmartAgent.isDue(nextWarning, now)) {
            warn(now);
            save();
            nextWarning = evaluation.nextWarning(now);
        } else if (applies && SmartAgent.isDue(savedAt.plus(SAVED_EVERY), now)) {
            save();
        }
    }

    void clockChanged(Duration by) {
        evaluation.clockChanged(by);
        savedAt = savedAt.plus(by);
        nextWarning = nextWarning == null ? null : nextWarning.plus(by);
    }

    /** The device is switched off. */
    void stop() {
        evaluation.run(false, clock.instant());
        save();
    }

    /** When {@link #judge} is to be called at the latest; null while the evaluation does not run. */
    @Nullable
    Instant nextWake() {
        return evaluation.isRunning() ? SmartAgent.earlier(nextWarning, savedAt.plus(SAVED_EVERY)) : null;
    }

    private void warn(Instant now) {
        Optional<Instant> expiredAt = Optional.ofNullable(state.get().evaluationExpiredAt());
        if (!evaluation.isUsedUp(now)) {
            log.evaluationWillExpire(evaluation.remaining(now));
        } else if (expiredAt.isEmpty()) {
            state.update(s -> s.withEvaluation(s.evaluationUsedMillis(), now));
            log.evaluationExpired();
        } else {
            log.evaluationStillExpired(expiredAt.get());
        }
    }

    private void save() {
        Instant now = clock.instant();
        savedAt = now;
        state.update(s -> s.withEvaluation(evaluation.used(now).toMillis(), s.evaluationExpiredAt()));
    }
}
