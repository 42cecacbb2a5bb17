package org.slportal.services.reservation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.reservation.BadCodeException;
import org.slportal.domain.reservation.ProofCode;
import org.slportal.domain.reservation.RequestCode;
import org.slportal.domain.reservation.ReservationKind;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;

/** What people enter. */
final class ReservationChecks {

    /** Licences of one device; more would not fit into a code a terminal takes. */
    static final int MOST_LICENSES = 20;

    private static final int MOST_QUANTITY = 1_000_000;

    private ReservationChecks() {}

    static boolean isUniversal(String licenseName) {
        return licenseName.endsWith(" Universal PLR");
    }

    static RequestCode request(String typed) {
        try {
            return RequestCode.parse(typed);
        } catch (BadCodeException e) {
            throw refused("requestCode", e);
        }
    }

    static ProofCode proof(ProofCode.Kind kind, String typed) {
        try {
            return ProofCode.parse(kind, typed);
        } catch (BadCodeException e) {
            throw refused("code", e);
        }
    }

    private static PortalException refused(String field, BadCodeException e) {
        return PortalException.rejected(
                        field,
                        switch (e.problem()) {
                            case SHAPE -> ErrorReason.RESERVATION_CODE_SHAPE;
                            case TYPO -> ErrorReason.RESERVATION_CODE_TYPO;
                        })
                .causedBy(e);
    }

    /** Without the zeros; each licence once. */
    static List<LicenseQuantity> quantities(List<LicenseQuantity> wanted) {
        List<LicenseQuantity> some =
                wanted.stream().filter(each -> each.quantity() != 0).toList();
        if (some.isEmpty()) {
            throw PortalException.rejected("licenses", ErrorReason.RESERVATION_EMPTY);
        }
        if (some.size() > MOST_LICENSES) {
            throw PortalException.rejected("licenses", ErrorReason.RESERVATION_TOO_MANY, MOST_LICENSES);
        }
        Set<LicenseId> seen = new HashSet<>();
        for (LicenseQuantity each : some) {
            if (each.quantity() < 1 || each.quantity() > MOST_QUANTITY || !seen.add(each.license())) {
                throw PortalException.rejected("licenses", ErrorReason.RESERVATION_QUANTITY, MOST_QUANTITY);
            }
        }
        return some;
    }

    /** One universal licence for a universal request, none for another. */
    static void kind(ReservationKind kind, List<HeldLot> chosen) {
        switch (kind) {
            case UNIVERSAL -> {
                if (chosen.size() != 1
                        || chosen.getFirst().quantity() != 1
                        || !isUniversal(chosen.getFirst().name())) {
                    throw PortalException.rejected("licenses", ErrorReason.RESERVATION_UNIVERSAL_ONLY);
                }
            }
            case SPECIFIC ->
                chosen.stream()
                        .filter(lot -> isUniversal(lot.name()))
                        .findFirst()
                        .ifPresent(lot -> {
                            throw PortalException.rejected(
                                    "licenses", ErrorReason.RESERVATION_UNIVERSAL_LICENSE, lot.name());
                        });
        }
    }
}
