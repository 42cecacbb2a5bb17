package org.slportal.agent.engine;

import java.util.function.UnaryOperator;

/** The state in memory, always as it is in NVRAM: a change is visible only once it is durable. */
final class StateHolder {

    private final LicensingMemory memory;
    private volatile LicensingState state;

    StateHolder(LicensingMemory memory) {
        this.memory = memory;
        this.state = memory.load();
    }

    LicensingState get() {
        return state;
    }

    /** Changes the state unless someone else has changed it meanwhile; false then. */
    synchronized boolean replace(LicensingState expected, LicensingState next) {
        if (state != expected) {
            return false;
        }
        memory.save(next);
        state = next;
        return true;
    }

    synchronized LicensingState update(UnaryOperator<LicensingState> change) {
        LicensingState next = change.apply(state);
        if (!next.equals(state)) {
            memory.save(next);
            state = next;
        }
        return next;
    }
}
