package org.slportal.agent.engine;

/** Carries one licensing message to the portal and the answer back. */
@FunctionalInterface
public interface CallHomeTransport {

    /**
     * Blocks until the answer is there or the transport gives up; bounded in time and size.
     *
     * @param signedRequest JSON of a signed message
     * @return what came back, unverified; may be empty
     * @throws TransportFault if the message did not leave or nothing usable came back
     */
    String exchange(String signedRequest) throws TransportFault;
}
