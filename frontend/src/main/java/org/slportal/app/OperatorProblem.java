package org.slportal.app;

import org.jspecify.annotations.Nullable;
import org.slportal.db.embedded.EmbeddedDatabaseException;
import org.slportal.pki.PkiException;
import org.slportal.services.identity.OidcSettingsException;
import org.slportal.services.lab.LabClockAheadException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Tells what keeps the portal from starting in words for its operator, instead of a stack trace. */
public final class OperatorProblem implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EmbeddedDatabaseException
                    || cause instanceof PkiException
                    || cause instanceof OidcSettingsException
                    || cause instanceof LabClockAheadException) {
                return new FailureAnalysis(cause.getMessage(), null, failure);
            }
        }
        return null;
    }
}
