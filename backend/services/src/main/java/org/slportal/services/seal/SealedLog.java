package org.slportal.services.seal;

/** The logs that are sealed, each with a chain of its own. */
public enum SealedLog {
    EVENT("event log", "event"),
    LEDGER("ledger", "ledger row");

    private final String title;
    private final String row;

    SealedLog(String title, String row) {
        this.title = title;
        this.row = row;
    }

    String title() {
        return title;
    }

    String row() {
        return row;
    }
}
