package org.slportal.services.lab.attached;

/**
 * Where to dial in and how to know that one has arrived.
 *
 * @param hostKey fingerprint as announced
 */
record ConsoleTarget(String name, String host, int port, String hostKey, String user, String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "ConsoleTarget[" + name + " at " + host + ":" + port + "]";
    }
}
