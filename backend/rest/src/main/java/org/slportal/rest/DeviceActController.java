package org.slportal.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.device.DeviceRemovalService;
import org.slportal.services.device.DeviceTransferService;
import org.slportal.services.device.TransferDevice;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.reservation.ReservationListing;
import org.slportal.services.reservation.ReservationService;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Transfer and removal of product instances, which clients name by their UDI and software tag. */
@RestController
@RequestMapping({
    ApiPaths.BASE + "/v1/accounts/{sa}",
    ApiPaths.DOUBLED + "/v1/accounts/{sa}",
    ApiPaths.BASE + "/v2/accounts/{sa}",
    ApiPaths.DOUBLED + "/v2/accounts/{sa}"
})
class DeviceActController {

    /** Each costs a look-up. */
    private static final int MAX_DEVICES = 100;

    private final Scope scope;
    private final DeviceTransferService transfers;
    private final DeviceRemovalService removals;
    private final ReservationListing listing;
    private final ReservationService reservations;

    DeviceActController(
            Scope scope,
            DeviceTransferService transfers,
            DeviceRemovalService removals,
            ReservationListing listing,
            ReservationService reservations) {
        this.scope = scope;
        this.transfers = transfers;
        this.removals = removals;
        this.listing = listing;
        this.reservations = reservations;
    }

    record Outcome(String status, String statusMessage) {}

    record Named(String udiPid, String udiSerialNumber) {}

    record Removed(Named sudi, String status, String statusMessage) {}

    record RemovedList(String status, String statusMessage, List<Removed> productInstances) {}

    /** All of them or none. */
    @PostMapping("/devices/transfer")
    Outcome transfer(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text) {
        SmartAccountId account = scope.account(actor, sa);
        return transfer(actor, account, null, Body.of(text));
    }

    /** The same, of one Virtual Account. */
    @PostMapping("/virtual-accounts/{va}/devices/transfer")
    Outcome transferFrom(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestBody(required = false) @Nullable String text) {
        SmartAccountId account = scope.account(actor, sa);
        return transfer(actor, account, scope.pool(actor, account, va).id(), Body.of(text));
    }

    private Outcome transfer(Actor actor, SmartAccountId account, @Nullable VirtualAccountId from, Body body) {
        List<TransferDevice> asked = new ArrayList<>();
        for (Body one : bounded(body.objects("productInstances"))) {
            asked.add(new TransferDevice(
                    find(actor, account, from, one),
                    scope.pool(actor, account, one.text("targetVirtualAccount")).id()));
        }
        var moved = transfers.transfer(actor, asked);
        return new Outcome(
                "SUCCESS", moved.devices() + " product instances with " + moved.licenses() + " licenses transferred");
    }

    /**
     * One by one: what cannot be removed does not keep the others. With a return code the device gives its reserved licences back. The
     * field's own spelling of the list's name.
     */
    @PostMapping("/virtual-accounts/{va}/devices/remove")
    RemovedList remove(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestBody(required = false) @Nullable String text) {
        SmartAccountId account = scope.account(actor, sa);
        VirtualAccountId pool = scope.pool(actor, account, va).id();
        List<Removed> results = new ArrayList<>();
        for (Body one : bounded(Body.of(text).objects("productInstacesRemoveRequests"))) {
            results.add(removeOne(actor, account, pool, one));
        }
        boolean all = results.stream().allMatch(result -> result.status().equals("SUCCESS"));
        return new RemovedList(all ? "SUCCESS" : "ERROR", all ? "" : "Not every product instance was removed", results);
    }

    private Removed removeOne(Actor actor, SmartAccountId account, VirtualAccountId pool, Body one) {
        Body sudi = one.object("sudi");
        Named named = new Named(sudi.text("udiPid"), sudi.text("udiSerialNumber"));
        String returnCode = one.text("returnCode").strip();
        try {
            if (!returnCode.isEmpty()) {
                int returned = reservations.giveBack(
                        actor,
                        listing.openFor(actor, pool, udi(one)).orElseThrow(PortalException::notFound),
                        returnCode);
                return new Removed(named, "SUCCESS", returned + " licenses returned");
            }
            var removed = removals.remove(actor, find(actor, account, pool, one));
            return new Removed(named, "SUCCESS", removed.licenses() + " licenses released");
        } catch (PortalException e) {
            return new Removed(named, "ERROR", String.valueOf(e.getMessage()));
        }
    }

    private ProductInstanceId find(Actor actor, SmartAccountId account, @Nullable VirtualAccountId pool, Body one) {
        return transfers.find(actor, account, pool, udi(one), one.text("productTagName"));
    }

    private static Udi udi(Body one) {
        Body sudi = one.object("sudi");
        String pid = sudi.text("udiPid");
        String serial = sudi.text("udiSerialNumber");
        if (!Udi.isPid(pid)) {
            throw PortalException.rejected("udiPid", ErrorReason.DEVICE_PID_SHAPE);
        }
        if (!Udi.isSerialNumber(serial)) {
            throw PortalException.rejected("udiSerialNumber", ErrorReason.DEVICE_SERIAL_SHAPE);
        }
        return new Udi(pid, serial);
    }

    private static List<Body> bounded(List<Body> devices) {
        if (devices.isEmpty()) {
            throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.DEVICES_NONE_CHOSEN);
        }
        if (devices.size() > MAX_DEVICES) {
            throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.DEVICES_TOO_MANY, MAX_DEVICES);
        }
        return devices;
    }
}
