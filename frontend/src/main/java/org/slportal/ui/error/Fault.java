package org.slportal.ui.error;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a fault to the log under an id; people see only the id. */
final class Fault {

    private static final Logger LOG = LoggerFactory.getLogger(Fault.class);

    private Fault() {}

    static String log(Throwable fault) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Fault {}", id, fault);
        return id;
    }
}
