package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.AlertId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.PageQuery;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Open alerts. No such call is published anywhere: the shape is ours, in the style of the others. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}", ApiPaths.DOUBLED + "/v1/accounts/{sa}"})
class AlertController {

    private static final int ALERTS_LIMIT = 50;

    private final Scope scope;
    private final AlertService alerts;

    AlertController(Scope scope, AlertService alerts) {
        this.scope = scope;
        this.alerts = alerts;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Alert(
            String alertId,
            String alert,
            String severity,
            @Nullable String virtualAccount,
            @Nullable String license,
            @Nullable String device,
            @Nullable Integer quantity,
            String raisedDate,
            @Nullable String dueDate) {}

    record AlertList(String status, String statusMessage, long totalRecords, List<Alert> alerts) {}

    /** Of one Virtual Account if exactly one is named in {@code virtualAccounts}, else of all the caller can see. */
    @PostMapping("/alerts")
    AlertList list(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text,
            HttpServletRequest request) {
        Body body = Body.of(text);
        Window window = Window.of(body, request, ALERTS_LIMIT);
        SmartAccountId account = scope.account(actor, sa);
        List<String> named = body.texts("virtualAccounts");
        VirtualAccountId pool =
                named.size() == 1 ? scope.pool(actor, account, named.getFirst()).id() : null;
        List<AlertListItem> rows = alerts.list(
                actor, account, pool, null, new PageQuery<>(window.offset(), window.limit(), AlertSort.SEVERITY, true));
        return new AlertList(
                "SUCCESS",
                "",
                alerts.count(actor, account, pool, null),
                rows.stream().map(AlertController::alert).toList());
    }

    record Handled(String status, String statusMessage, int alerts) {}

    /** {@code {"alertIds": ["1", "2"]}}: all of them, or none. */
    @PostMapping("/alerts/dismiss")
    Handled dismiss(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text) {
        scope.account(actor, sa);
        int closed = alerts.dismiss(actor, ids(Body.of(text)));
        return new Handled("SUCCESS", "", closed);
    }

    /** {@code {"alertIds": ["1"], "until": "2027-01-31T09:00:00Z"}}: nobody sees them before. */
    @PostMapping("/alerts/snooze")
    Handled snooze(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text) {
        scope.account(actor, sa);
        Body body = Body.of(text);
        int snoozed = alerts.snooze(actor, ids(body), until(body));
        return new Handled("SUCCESS", "", snoozed);
    }

    private static List<AlertId> ids(Body body) {
        try {
            return body.texts("alertIds").stream()
                    .map(id -> new AlertId(Long.parseLong(id)))
                    .toList();
        } catch (NumberFormatException noId) {
            throw PortalException.notFound().causedBy(noId);
        }
    }

    private static Instant until(Body body) {
        try {
            return Instant.parse(body.text("until"));
        } catch (DateTimeParseException noTime) {
            throw PortalException.rejected("until", ErrorReason.REQUIRED).causedBy(noTime);
        }
    }

    private static Alert alert(AlertListItem row) {
        Instant due = row.dueAt();
        return new Alert(
                row.id().toString(),
                row.code().name(),
                row.severity().name(),
                row.virtualAccount(),
                row.license(),
                row.productInstance() == null ? row.subject() : row.productInstance(),
                row.quantity(),
                Dates.text(row.raisedAt()),
                due == null ? null : Dates.text(due));
    }
}
