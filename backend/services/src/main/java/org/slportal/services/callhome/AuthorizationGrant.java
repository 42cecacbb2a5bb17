package org.slportal.services.callhome;

import java.time.Instant;
import java.util.List;
import org.slportal.domain.license.AuthorizationStatus;

/** What a device is told about the licences it asked for. */
public record AuthorizationGrant(List<Line> lines, Instant authorizedAt, Instant nextRequestAt, Instant validUntil) {

    /** @param name empty for a tag the catalogue does not know */
    public record Line(
            String tag,
            int count,
            AuthorizationStatus status,
            String name,
            String description,
            boolean exportRestricted) {}

    /** The device's own status: the worst of its licences. */
    public AuthorizationStatus status() {
        if (has(AuthorizationStatus.OUT_OF_COMPLIANCE)) {
            return AuthorizationStatus.OUT_OF_COMPLIANCE;
        }
        if (has(AuthorizationStatus.NOT_AUTHORIZED)) {
            return AuthorizationStatus.NOT_AUTHORIZED;
        }
        return has(AuthorizationStatus.INVALID_TAG) ? AuthorizationStatus.INVALID_TAG : AuthorizationStatus.AUTHORIZED;
    }

    private boolean has(AuthorizationStatus status) {
        return lines.stream().anyMatch(line -> line.status() == status);
    }
}
