package org.slportal.services.db;

import java.sql.SQLException;

/** Recognises a violated constraint by its name, so that it becomes the refusal it stands for. */
public final class Constraint {

    private Constraint() {}

    public static boolean violated(Throwable error, String name) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException
                    && cause.getMessage() != null
                    && cause.getMessage().contains(name)) {
                return true;
            }
        }
        return false;
    }
}
