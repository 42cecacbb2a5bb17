package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.access.Actor;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseExplanation;
import org.slportal.services.inventory.LicenseExplanationService;
import org.slportal.services.inventory.NewOwnedLicenses;
import org.slportal.services.inventory.OwnedLicenseService;
import org.slportal.services.transfer.LicenseTransferService;
import org.slportal.services.transfer.Precedence;
import org.slportal.services.transfer.TransferLine;
import org.slportal.services.transfer.TransferRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is done with the licences of one Virtual Account: transferred, added, explained. */
@RestController
@RequestMapping({
    ApiPaths.BASE + "/v1/accounts/{sa}/virtual-accounts/{va}/licenses",
    ApiPaths.DOUBLED + "/v1/accounts/{sa}/virtual-accounts/{va}/licenses"
})
class LicenseController {

    private static final String SUCCESS = "SUCCESS";

    private final Scope scope;
    private final InventoryService inventory;
    private final LicenseTransferService transfers;
    private final OwnedLicenseService owned;
    private final LicenseExplanationService explanations;

    LicenseController(
            Scope scope,
            InventoryService inventory,
            LicenseTransferService transfers,
            OwnedLicenseService owned,
            LicenseExplanationService explanations) {
        this.scope = scope;
        this.inventory = inventory;
        this.transfers = transfers;
        this.owned = owned;
        this.explanations = explanations;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String license,
            String licenseType,
            int quantity,
            String targetVirtualAccount,
            String status,
            String statusMessage,
            @Nullable String code) {}

    record Transferred(String status, String statusMessage, List<Line> licenses) {}

    record Done(String status, String statusMessage) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(String license, int quantity, @Nullable String virtualAccount) {}

    record User(String displayName, int quantity) {}

    record Why(
            String status,
            String statusMessage,
            String license,
            String virtualAccount,
            int quantity,
            int pendingQuantity,
            int reserved,
            int inUse,
            int borrowed,
            int lent,
            int balance,
            int productInstances,
            List<User> largestUsers,
            List<Part> borrowedFrom,
            List<Part> lentTo,
            List<Part> remedies,
            List<Part> surplusElsewhere) {}

    /**
     * Each line by itself: what one is refused for does not keep the others. With a requestId the same call again moves nothing more.
     */
    @PostMapping("/transfer")
    Transferred transfer(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestBody(required = false) @Nullable String text) {
        Body body = Body.of(text);
        SmartAccountId account = scope.account(actor, sa);
        VirtualAccountId source = scope.pool(actor, account, va).id();
        List<Body> lines = body.objects("licenses");
        if (lines.isEmpty()) {
            throw PortalException.rejected("licenses", ErrorReason.TRANSFER_EMPTY);
        }
        if (lines.size() > LicenseTransferService.MAX_LINES) {
            throw PortalException.rejected(
                    "licenses", ErrorReason.TRANSFER_TOO_MANY_LINES, LicenseTransferService.MAX_LINES);
        }
        String given = body.text("requestId").strip();
        String requestId = given.isEmpty() ? UUID.randomUUID().toString() : given;
        List<Line> answers = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            answers.add(transfer(actor, account, source, lines.get(i), requestId + "#" + (i + 1)));
        }
        boolean failed = answers.stream().anyMatch(line -> !line.status().equals(SUCCESS));
        return new Transferred(
                failed ? "ERROR" : SUCCESS,
                failed
                        ? answers.stream()
                                .filter(line -> !line.status().equals(SUCCESS))
                                .map(Line::statusMessage)
                                .distinct()
                                .collect(Collectors.joining(" "))
                        : "Licenses transferred",
                answers);
    }

    private Line transfer(Actor actor, SmartAccountId account, VirtualAccountId source, Body line, String requestId) {
        String license = line.text("license");
        String term = line.text("licenseType");
        String target = line.text("targetVirtualAccount");
        int quantity = 0;
        try {
            quantity = line.requiredNumber("quantity");
            transfers.transfer(
                    actor,
                    new TransferRequest(
                            requestId,
                            source,
                            scope.pool(actor, account, target).id(),
                            List.of(new TransferLine(
                                    license(actor, source, license),
                                    null,
                                    term.isEmpty() ? null : term(term),
                                    quantity,
                                    precedence(line.text("precedence"))))));
            return new Line(license, term, quantity, target, SUCCESS, "", null);
        } catch (PortalException e) {
            return new Line(
                    license,
                    term,
                    quantity,
                    target,
                    "ERROR",
                    String.valueOf(e.getMessage()),
                    e.reason().name());
        }
    }

    /** Ours to define: licences by order or by hand. */
    @PostMapping("/add")
    Done add(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestBody(required = false) @Nullable String text) {
        Body body = Body.of(text);
        VirtualAccountId pool = scope.pool(actor, scope.account(actor, sa), va).id();
        String name = body.text("license");
        LicenseId license = owned.choices(actor, pool, name, 0, MAX_CHOICES).stream()
                .filter(choice -> choice.name().equals(name))
                .findFirst()
                .map(OwnedLicenseService.Choice::id)
                .orElseThrow(() -> PortalException.rejected("license", ErrorReason.CATALOGUE_UNKNOWN, name));
        owned.add(
                actor,
                pool,
                new NewOwnedLicenses(
                        license,
                        body.requiredNumber("quantity"),
                        term(body.text("licenseType")),
                        day(body, "startDate"),
                        day(body, "endDate"),
                        body.text("subscriptionId"),
                        body.text("orderNumber"),
                        body.text("note")));
        return new Done(SUCCESS, "Licenses added");
    }

    /** Names that contain another one whole: few. */
    private static final int MAX_CHOICES = 100;

    /** Ours to define: why the balance is what it is. */
    @GetMapping("/why")
    Why why(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestParam String license) {
        var pool = scope.pool(actor, scope.account(actor, sa), va);
        LicenseExplanation why = explanations.explain(actor, pool.id(), license(actor, pool.id(), license));
        var figures = why.arithmetic().figures();
        return new Why(
                SUCCESS,
                "",
                why.name(),
                pool.name(),
                figures.owned(),
                why.pending(),
                figures.reserved(),
                figures.inUse(),
                figures.borrowed(),
                figures.lent(),
                figures.balance(),
                why.userCount(),
                why.users().stream()
                        .map(user -> new User(user.name(), user.quantity()))
                        .toList(),
                parts(why.borrowed()),
                parts(why.lent()),
                parts(why.remedies()),
                why.elsewhere().stream()
                        .map(other -> new Part(other.name(), other.quantity(), other.virtualAccount()))
                        .toList());
    }

    private static List<Part> parts(List<LicenseExplanation.Part> parts) {
        return parts.stream()
                .map(part -> new Part(part.name(), part.quantity(), null))
                .toList();
    }

    private LicenseId license(Actor actor, VirtualAccountId pool, String name) {
        return inventory
                .named(actor, pool, name)
                .orElseThrow(() -> PortalException.rejected("license", ErrorReason.TRANSFER_LICENSE_UNKNOWN, name));
    }

    private static LicenseTerm term(String word) {
        return Arrays.stream(LicenseTerm.values())
                .filter(term -> term.name().equals(word))
                .findFirst()
                .orElseThrow(() -> PortalException.rejected(
                        "licenseType",
                        ErrorReason.TRANSFER_TERM_UNKNOWN,
                        Arrays.stream(LicenseTerm.values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static Precedence precedence(String word) {
        return switch (word) {
            case "" -> Precedence.EARLIEST_END_FIRST;
            case "LONGEST_TERM_FIRST" -> Precedence.LONGEST_TERM_FIRST;
            default ->
                throw PortalException.of(
                        PortalException.Kind.MALFORMED,
                        ErrorReason.REQUEST_MALFORMED,
                        "precedence is \"LONGEST_TERM_FIRST\" or absent");
        };
    }

    private static @Nullable LocalDate day(Body body, String field) {
        String text = body.text(field).strip();
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw PortalException.of(
                            PortalException.Kind.MALFORMED,
                            ErrorReason.REQUEST_MALFORMED,
                            "\"" + field + "\" is not a day such as 2027-01-31")
                    .causedBy(e);
        }
    }
}
