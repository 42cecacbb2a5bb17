package org.slportal.services.lab.condition;

/** What the portal can do to one device on purpose, so that people learn what it looks like. */
public enum LabCondition {
    /** Every message is refused with "could not be processed right now". */
    SERVER_BUSY,
    /** Answers are signed as by a licence server that forgot to renew its signing certificate. */
    SIGNING_CERTIFICATE_EXPIRED
}
