package org.slportal.agent.engine;

import org.jspecify.annotations.Nullable;
import org.slportal.agent.identity.DeviceKey;

/** Holds the key of the identity ready, since reading it from its stored form costs a quarter of a signature. */
final class KeyRing {

    private @Nullable DeviceKey held;

    /** The key an identity is kept with. */
    DeviceKey of(Identity identity) {
        DeviceKey ready = held;
        if (ready == null || !ready.toPem().equals(identity.keyPem())) {
            ready = DeviceKey.fromPem(identity.keyPem());
            held = ready;
        }
        return ready;
    }

    void hold(DeviceKey key) {
        held = key;
    }
}
