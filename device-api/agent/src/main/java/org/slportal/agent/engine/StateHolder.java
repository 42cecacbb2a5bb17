package org.slportal.agent.engine;

import java.util.function.UnaryOperator;

/** The state in memory, always as it is in NVRAM: a change is visible only once it is durable. */
final class StateHolder {

    private final LicensingMemory memory;
    private volatile LicensingState state;
    private boolean closed;

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
        keep(next);
        return true;
    }

    synchronized LicensingState update(UnaryOperator<LicensingState> change) {
        LicensingState next = change.apply(state);
        if (!next.equals(state)) {
            keep(next);
        }
        return next;
    }

    /** The device is off: whoever still holds this changes nothing that lasts, since the next start reads what is kept. */
    synchronized void close() {
        closed = true;
    }

    private void keep(LicensingState next) {
        if (!closed) {
            memory.save(next);
        }
        state = next;
    }
}
