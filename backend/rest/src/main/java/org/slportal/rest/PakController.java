package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakFilter;
import org.slportal.services.conversion.PakListItem;
import org.slportal.services.conversion.PakService;
import org.slportal.services.conversion.PakSort;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.PageQuery;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** PAKs and their conversion. No such calls are published anywhere: the shapes are ours, in the style of the others. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}", ApiPaths.DOUBLED + "/v1/accounts/{sa}"})
class PakController {

    private static final int PAKS_LIMIT = 50;

    private final Scope scope;
    private final PakService paks;
    private final ConversionService conversions;

    PakController(Scope scope, PakService paks, ConversionService conversions) {
        this.scope = scope;
        this.paks = paks;
        this.conversions = conversions;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pak(
            String pak,
            String family,
            String orderNumber,
            String orderDate,
            @Nullable String virtualAccount,
            String status,
            List<TraditionalLine> lines) {}

    record PakList(String status, String statusMessage, long totalRecords, List<Pak> paks) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConvertedLine(
            String pak,
            int lineNumber,
            @Nullable String sku,
            @Nullable String license,
            int quantity,
            String status,
            @Nullable String statusMessage) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Converted(
            String status, String statusMessage, @Nullable String conversionId, List<ConvertedLine> lines) {}

    /** Optional {@code search} finds PAK, SKU, Virtual Account or order number. */
    @PostMapping("/paks")
    PakList list(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text,
            HttpServletRequest request) {
        Body body = Body.of(text);
        Window window = Window.of(body, request, PAKS_LIMIT);
        SmartAccountId account = scope.account(actor, sa);
        PakFilter filter = new PakFilter(body.text("search"), null);
        List<PakListItem> rows = paks.list(
                actor, account, new PageQuery<>(window.offset(), window.limit(), PakSort.ORDER_DATE, true), filter);
        Map<PakId, List<TraditionalLineItem>> lines =
                paks.lines(actor, account, rows.stream().map(PakListItem::id).toList());
        return new PakList(
                "SUCCESS",
                "",
                paks.count(actor, account, filter),
                rows.stream()
                        .map(row -> pak(row, lines.getOrDefault(row.id(), List.of())))
                        .toList());
    }

    private static Pak pak(PakListItem row, List<TraditionalLineItem> lines) {
        return new Pak(
                row.number(),
                row.family(),
                row.orderNumber(),
                row.orderDate().toString(),
                row.virtualAccount(),
                row.status().displayName(),
                lines.stream().map(TraditionalLine::of).toList());
    }

    private record Asked(String pak, int lineNumber) {}

    /** All lines or none; the same requestId again gets the first answer again. */
    @PostMapping("/virtual-accounts/{va}/paks/convert")
    ResponseEntity<Converted> convert(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestBody(required = false) @Nullable String text) {
        Body body = Body.of(text);
        SmartAccountId account = scope.account(actor, sa);
        var pool = scope.pool(actor, account, va);
        Map<TraditionalLineId, Asked> names = new HashMap<>();
        List<LineQuantity> quantities = new ArrayList<>();
        List<Body> lines = body.objects("lines");
        Map<String, List<TraditionalLineItem>> known = paks.linesByNumber(
                actor, account, lines.stream().map(line -> line.text("pak")).toList());
        for (Body line : lines) {
            Asked asked = new Asked(line.text("pak"), line.requiredNumber("lineNumber"));
            TraditionalLineId id = known.getOrDefault(asked.pak(), List.of()).stream()
                    .filter(item -> item.lineNumber() == asked.lineNumber())
                    .findFirst()
                    .map(TraditionalLineItem::id)
                    .orElseThrow(PortalException::notFound);
            names.put(id, asked);
            quantities.add(new LineQuantity(id, line.requiredNumber("quantity")));
        }
        ConversionResult result =
                conversions.convert(actor, new ConvertLines(body.text("requestId"), account, pool.id(), quantities));
        return switch (result) {
            case ConversionResult.Converted converted ->
                ResponseEntity.ok(new Converted(
                        "SUCCESS",
                        "",
                        converted.id().toString(),
                        converted.lines().stream()
                                .map(line -> new ConvertedLine(
                                        line.origin(),
                                        line.lineNumber(),
                                        line.sku(),
                                        line.license(),
                                        line.licenseQuantity(),
                                        "CONVERTED",
                                        null))
                                .toList()));
            case ConversionResult.WaitsForApproval waiting ->
                ResponseEntity.accepted().body(new Converted("PENDING", waits(waiting), null, List.of()));
            case ConversionResult.Rejected rejected ->
                ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .body(new Converted(
                                "ERROR",
                                "Nothing was converted.",
                                null,
                                rejected.refusals().stream()
                                        .map(refusal -> refused(
                                                names.get(refusal.line()), refusal.reason(), refusal.arguments()))
                                        .toList()));
        };
    }

    static String waits(ConversionResult.WaitsForApproval waiting) {
        return "A second person must approve this conversion. It is bulk conversion " + waiting.job()
                + " of the portal.";
    }

    private static ConvertedLine refused(@Nullable Asked asked, Ineligibility reason, List<String> arguments) {
        return new ConvertedLine(
                asked == null ? "" : asked.pak(),
                asked == null ? 0 : asked.lineNumber(),
                null,
                null,
                0,
                reason.name(),
                arguments.isEmpty() ? null : String.join(", ", arguments));
    }
}
