package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.services.access.Actor;
import org.slportal.services.dlc.DlcFile;
import org.slportal.services.dlc.DlcOrigin;
import org.slportal.services.dlc.DlcOutcome;
import org.slportal.services.dlc.DlcService;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Device-led conversion in bulk. Clients poll by posting the same body again. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}", ApiPaths.DOUBLED + "/v1/accounts/{sa}"})
class DlcController {

    private final Scope scope;
    private final DlcService dlc;

    DlcController(Scope scope, DlcService dlc) {
        this.scope = scope;
        this.dlc = dlc;
    }

    record Sudi(String udiPid, String udiSerialNumber) {}

    /** @param failureCode machine-readable; both it and the text only for a failure */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Device(
            Sudi sudi,
            String conversionStatus,
            @Nullable String statusMessage,
            @Nullable String failureCode) {}

    record Converted(String status, String statusMessage, List<Device> devices) {}

    @PostMapping("/dlc_convert")
    Converted convert(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text) {
        var account = scope.account(actor, sa);
        DlcFile file = DlcFile.parse(text == null ? "" : text);
        if (file.sections().stream().anyMatch(section -> section.virtualAccount() == null)) {
            throw PortalException.of(
                    PortalException.Kind.MALFORMED, ErrorReason.REQUEST_MALFORMED, "\"virtualAccounts\" is missing");
        }
        return new Converted(
                "SUCCESS",
                "",
                dlc.receive(actor, account, null, DlcOrigin.API, file).devices().stream()
                        .map(DlcController::device)
                        .toList());
    }

    private static Device device(DlcOutcome outcome) {
        DlcPolicy.Refusal refusal = outcome.refusal();
        return new Device(
                new Sudi(outcome.udi().pid(), outcome.udi().serialNumber()),
                switch (outcome.state()) {
                    case RECEIVED -> "IN_PROGRESS";
                    case CONVERTED -> "CONVERT_SUCCESS";
                    case FAILED -> "CONVERT_FAILED";
                },
                refusal == null ? null : refusal.text(),
                refusal == null ? null : refusal.reason().name());
    }
}
