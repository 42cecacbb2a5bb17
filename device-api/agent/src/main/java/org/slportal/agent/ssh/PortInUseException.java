package org.slportal.agent.ssh;

import java.io.IOException;

/** Another program listens on the port a switch should have. */
public final class PortInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    public PortInUseException(String address, int port) {
        super("Port " + port + " on " + address + " is in use; choose another with ssh=PORT");
    }
}
