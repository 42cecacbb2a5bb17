package org.slportal.agent.device;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slportal.agent.engine.AgentTimer;

/** Several alarms on a device's one timer. */
final class Alarms {

    private final AgentTimer timer;
    private final InstantSource clock;
    private final Map<Object, Alarm> armed = new LinkedHashMap<>();

    private record Alarm(Instant when, Runnable wake) {}

    Alarms(AgentTimer timer, InstantSource clock) {
        this.timer = timer;
        this.clock = clock;
    }

    /** One more alarm, independent of the others. */
    AgentTimer another() {
        Object key = new Object();
        return new AgentTimer() {
            @Override
            public void arm(Instant when, Runnable wake) {
                set(key, new Alarm(when, wake));
            }

            @Override
            public void disarm() {
                unset(key);
            }
        };
    }

    private synchronized void set(Object key, Alarm alarm) {
        armed.put(key, alarm);
        armEarliest();
    }

    private synchronized void unset(Object key) {
        armed.remove(key);
        armEarliest();
    }

    private void armEarliest() {
        Instant earliest = null;
        for (Alarm alarm : armed.values()) {
            earliest = earliest == null || alarm.when().isBefore(earliest) ? alarm.when() : earliest;
        }
        if (earliest == null) {
            timer.disarm();
        } else {
            timer.arm(earliest, this::ring);
        }
    }

    private void ring() {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            Instant now = clock.instant();
            armed.values().removeIf(alarm -> {
                boolean isDue = !now.isBefore(alarm.when());
                if (isDue) {
                    due.add(alarm.wake());
                }
                return isDue;
            });
            armEarliest();
        }
        due.forEach(Runnable::run);
    }
}
