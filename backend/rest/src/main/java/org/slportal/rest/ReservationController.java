package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.reservation.IssuedReservation;
import org.slportal.services.reservation.LicenseQuantity;
import org.slportal.services.reservation.ReservationListItem;
import org.slportal.services.reservation.ReservationListing;
import org.slportal.services.reservation.ReservationService;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reserves licences for devices and changes what they hold. Each request of a call succeeds or fails by itself. */
@RestController
@RequestMapping({
    ApiPaths.BASE + "/{api:v1|v2}/accounts/{sa}/virtual-accounts/{va}",
    ApiPaths.DOUBLED + "/{api:v1|v2}/accounts/{sa}/virtual-accounts/{va}"
})
class ReservationController {

    private static final int MOST_REQUESTS = 100;
    private static final String SUCCESS = "SUCCESS";
    private static final String ERROR = "ERROR";

    private final Scope scope;
    private final ReservationService reservations;
    private final ReservationListing listing;

    ReservationController(Scope scope, ReservationService reservations, ReservationListing listing) {
        this.scope = scope;
        this.reservations = reservations;
        this.listing = listing;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Code(@Nullable String authorizationCode, String status, String statusMessage) {}

    record Codes(String status, String statusMessage, List<Code> authorizationCodes) {}

    @PostMapping("/reserve-licenses")
    Codes reserve(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestBody(required = false) @Nullable String body) {
        return each(actor, sa, va, body, (pool, request) -> {
            String type = request.text("reservationType");
            // The code itself says which; a type that is neither is a mistake of the caller's.
            if (!List.of("", "SPECIFIC", "UNIVERSAL").contains(type)) {
                throw malformed("\"reservationType\" is neither SPECIFIC nor UNIVERSAL");
            }
            return reservations.reserve(actor, pool, request.text("reservationCode"), licenses(request));
        });
    }

    /** The device is named by its UDI; its confirmation code is entered in the portal. */
    @PostMapping("/update-licenses")
    Codes update(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestBody(required = false) @Nullable String body) {
        return each(actor, sa, va, body, (pool, request) -> {
            ReservationId id =
                    listing.openFor(actor, pool, udi(request.object("sudi"))).orElseThrow(PortalException::notFound);
            ReservationListItem item = listing.detail(actor, id).item();
            return reservations.update(actor, id, licenses(request), item.version());
        });
    }

    private interface Act {
        IssuedReservation apply(VirtualAccountId pool, Body request);
    }

    private Codes each(Actor actor, String sa, String va, @Nullable String body, Act act) {
        VirtualAccountId pool = scope.pool(actor, scope.account(actor, sa), va).id();
        List<Body> requests = Body.of(body).objects("reservationRequests");
        if (requests.isEmpty() || requests.size() > MOST_REQUESTS) {
            throw malformed("\"reservationRequests\" holds 1 to " + MOST_REQUESTS + " requests");
        }
        List<Code> codes = new ArrayList<>();
        for (Body request : requests) {
            codes.add(answer(() -> act.apply(pool, request)));
        }
        boolean failed = codes.stream().anyMatch(code -> code.status().equals(ERROR));
        return new Codes(
                failed ? ERROR : SUCCESS,
                failed
                        ? codes.stream()
                                .filter(code -> code.status().equals(ERROR))
                                .findFirst()
                                .map(Code::statusMessage)
                                .orElse("")
                        : "",
                codes);
    }

    private static Code answer(java.util.function.Supplier<IssuedReservation> act) {
        try {
            return new Code(act.get().authorizationCode(), SUCCESS, "");
        } catch (PortalException refusal) {
            return new Code(null, ERROR, refusal.reason().text(List.of(refusal.arguments())));
        }
    }

    private List<LicenseQuantity> licenses(Body request) {
        List<Body> lines = request.objects("licenses");
        Map<String, LicenseId> byTag = listing.byTag(
                lines.stream().map(line -> line.text("entitlementTag")).toList());
        return lines.stream()
                .map(line -> {
                    String precedence = line.text("precedence");
                    if (!precedence.isEmpty() && !precedence.equals("LONGEST_TERM_FIRST")) {
                        throw malformed("\"precedence\" is not LONGEST_TERM_FIRST");
                    }
                    String tag = line.text("entitlementTag");
                    LicenseId license = byTag.get(tag);
                    if (license == null) {
                        throw PortalException.rejected("entitlementTag", ErrorReason.CATALOGUE_UNKNOWN, tag);
                    }
                    return new LicenseQuantity(license, line.requiredNumber("quantity"));
                })
                .toList();
    }

    private static Udi udi(Body sudi) {
        try {
            return new Udi(sudi.text("udiPid"), sudi.text("udiSerialNumber"));
        } catch (IllegalArgumentException e) {
            throw malformed("\"sudi\" names no device").causedBy(e);
        }
    }

    private static PortalException malformed(String problem) {
        return PortalException.of(PortalException.Kind.MALFORMED, ErrorReason.REQUEST_MALFORMED, problem);
    }
}
