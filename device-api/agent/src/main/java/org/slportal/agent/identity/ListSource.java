package org.slportal.agent.identity;

import java.io.IOException;

/** Gets a revocation list. */
@FunctionalInterface
public interface ListSource {

    /**
     * Bounded in time and size.
     *
     * @throws IOException if it cannot be had; the message says why, in words for the log
     */
    byte[] fetch(String url) throws IOException;
}
