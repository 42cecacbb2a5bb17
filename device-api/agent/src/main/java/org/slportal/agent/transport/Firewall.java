package org.slportal.agent.transport;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What lies between the switch and everybody else: nothing, until a lab lets it drop what goes to a TCP port. The switch does not know of it, and
 * waits for an answer that does not come.
 */
public final class Firewall {

    private final Set<Integer> dropped = ConcurrentHashMap.newKeySet();

    public void drop(int port) {
        dropped.add(port);
    }

    public void passAll() {
        dropped.clear();
    }

    /**
     * Returns at once if a packet to that port gets through.
     *
     * @param patience how long the switch waits otherwise
     * @throws SocketTimeoutException after that
     */
    public void pass(int port, Duration patience) throws SocketTimeoutException {
        if (dropped.contains(port)) {
            try {
                Thread.sleep(patience);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new SocketTimeoutException("No answer");
        }
    }
}
