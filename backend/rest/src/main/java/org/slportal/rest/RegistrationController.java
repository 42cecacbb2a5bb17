package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.csv.CsvText;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventListItem;
import org.slportal.services.event.EventSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.registration.AddPaks;
import org.slportal.services.registration.AddPaksResult;
import org.slportal.services.registration.AssignPaks;
import org.slportal.services.registration.PakAssignmentService;
import org.slportal.services.registration.PakCheck;
import org.slportal.services.registration.PakInput;
import org.slportal.services.registration.PakRegistrationService;
import org.slportal.services.registration.RegisteredPakFilter;
import org.slportal.services.registration.RegisteredPakItem;
import org.slportal.services.registration.RegisteredPakLine;
import org.slportal.services.registration.RegisteredPakService;
import org.slportal.services.registration.RegisteredPakSort;
import org.slportal.services.registration.RegistrationTransactionService;
import org.slportal.services.registration.TransactionFilter;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** License Registration, the side of the PAKs. No such calls are published anywhere: the shapes are ours, in the style of the others. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}/lrp", ApiPaths.DOUBLED + "/v1/accounts/{sa}/lrp"})
class RegistrationController {

    private static final int LIMIT = 50;

    /** Fields of a line to add, and the columns of the file they stand for. */
    private static final Map<String, String> COLUMNS = Map.of(
            "pak", "PAK",
            "sku", "SKU",
            "quantity", "Quantity",
            "orderNumber", "Order Number",
            "orderDate", "Order Date",
            "family", "Family",
            "termDate", "Term Date",
            "virtualAccount", "Virtual Account");

    private static final List<String> FIELDS =
            List.of("pak", "sku", "quantity", "orderNumber", "orderDate", "family", "termDate", "virtualAccount");

    private final Scope scope;
    private final RegisteredPakService paks;
    private final PakRegistrationService registration;
    private final PakAssignmentService assignments;
    private final RegistrationTransactionService transactions;

    RegistrationController(
            Scope scope,
            RegisteredPakService paks,
            PakRegistrationService registration,
            PakAssignmentService assignments,
            RegistrationTransactionService transactions) {
        this.scope = scope;
        this.paks = paks;
        this.registration = registration;
        this.assignments = assignments;
        this.transactions = transactions;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            int lineNumber,
            String sku,
            String product,
            String status,
            int quantity,
            int used,
            int available,
            @Nullable String termDate) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pak(
            String pak,
            String family,
            @Nullable String virtualAccount,
            String orderNumber,
            String orderDate,
            String status,
            List<Line> lines) {}

    record PakList(String status, String statusMessage, long totalRecords, List<Pak> paks) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(long line, @Nullable String field, String code, String message) {}

    record Added(
            String status,
            String statusMessage,
            int added,
            int claimed,
            int leftOut,
            int problemCount,
            List<Problem> problems) {}

    record Assigned(String status, String statusMessage, int assigned) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Transaction(
            String transactionId,
            String date,
            String type,
            @Nullable String pak,
            @Nullable String device,
            @Nullable String virtualAccount,
            String user,
            String status,
            Map<String, String> details) {}

    record TransactionList(String status, String statusMessage, long totalRecords, List<Transaction> transactions) {}

    /** By family and PAK number. Optional {@code search, status, family, virtualAccount, orderedFrom, orderedTo}. */
    @PostMapping("/paks")
    PakList list(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text,
            HttpServletRequest request) {
        Body body = Body.of(text);
        Window window = Window.of(body, request, LIMIT);
        SmartAccountId account = scope.account(actor, sa);
        RegisteredPakFilter filter = new RegisteredPakFilter(
                body.text("search"),
                status(body),
                body.text("family").isEmpty() ? null : body.text("family"),
                pool(actor, account, body),
                date(body, "orderedFrom"),
                date(body, "orderedTo"));
        var page = new PageQuery<>(window.offset(), window.limit(), RegisteredPakSort.FAMILY, true);
        return new PakList(
                "SUCCESS",
                "",
                paks.count(actor, account, filter),
                paks.list(actor, account, page, filter).stream()
                        .map(RegistrationController::pak)
                        .toList());
    }

    private static Pak pak(RegisteredPakItem row) {
        return new Pak(
                row.number(),
                row.family(),
                row.virtualAccount(),
                row.orderNumber(),
                row.orderDate().toString(),
                row.status().displayName(),
                row.lines().stream().map(RegistrationController::line).toList());
    }

    private static Line line(RegisteredPakLine line) {
        return new Line(
                line.number(),
                line.sku(),
                line.product(),
                line.status().displayName(),
                line.ordered(),
                line.used(),
                line.available(),
                Dates.text(line.termEnds()));
    }

    /**
     * Adds the {@code lines}, or a {@code csv} text. {@code virtualAccount} is for lines that name none; {@code validOnly} leaves out
     * PAKs with a bad line, {@code checkOnly} adds nothing. Problems name the line: of {@code lines} the first is 1, of {@code csv}
     * as an editor counts.
     */
    @PostMapping("/paks/add")
    ResponseEntity<Added> add(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text) {
        Body body = Body.of(text);
        SmartAccountId account = scope.account(actor, sa);
        String csv = body.text("csv");
        List<Body> lines = body.objects("lines");
        if (csv.isEmpty() == lines.isEmpty()) {
            throw PortalException.rejected("lines", ErrorReason.PAK_SELECTION_EMPTY);
        }
        AddPaks asked = new AddPaks(
                account,
                pool(actor, account, body),
                new PakInput.Lines(csv.isEmpty() ? sheet(lines) : csv),
                Boolean.parseBoolean(body.text("validOnly")));
        int head = csv.isEmpty() ? 1 : 0;
        if (Boolean.parseBoolean(body.text("checkOnly"))) {
            PakCheck check = registration.check(actor, asked);
            return check.isSound()
                    ? ResponseEntity.ok(new Added(
                            "SUCCESS", "Nothing was added yet.", check.added(), check.claimed(), 0, 0, List.of()))
                    : rejected(check, head);
        }
        return switch (registration.add(actor, asked)) {
            case AddPaksResult.Added added ->
                ResponseEntity.ok(new Added("SUCCESS", "", added.added(), added.claimed(), added.left(), 0, List.of()));
            case AddPaksResult.Rejected rejected -> rejected(rejected.check(), head);
        };
    }

    private static ResponseEntity<Added> rejected(PakCheck check, int head) {
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                .body(new Added(
                        "ERROR",
                        "Nothing was added.",
                        0,
                        0,
                        check.bad(),
                        check.problemCount(),
                        check.problems().stream()
                                .map(problem -> new Problem(
                                        Math.max(0, problem.line() - head),
                                        field(problem.column()),
                                        problem.reason().name(),
                                        problem.text()))
                                .toList()));
    }

    private static @Nullable String field(@Nullable String column) {
        return COLUMNS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(column))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** The lines as the file they could have come in: one parser judges both. */
    private static String sheet(List<Body> lines) {
        StringWriter out = new StringWriter();
        try (CsvText csv = CsvText.to(out)) {
            csv.row(FIELDS.stream()
                    .map(COLUMNS::get)
                    .map(Objects::requireNonNull)
                    .toList());
            for (Body line : lines) {
                // A line break would move the numbers of the lines after it; a tab is refused as well.
                csv.row(FIELDS.stream()
                        .map(field -> line.text(field).replaceAll("[\r\n]", "\t"))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return out.toString();
    }

    /** Puts {@code paks} into {@code virtualAccount}, of the account {@code smartAccount} if one is named. All or none. */
    @PostMapping("/paks/assign")
    Assigned assign(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text) {
        Body body = Body.of(text);
        SmartAccountId account = scope.account(actor, sa);
        String other = body.text("smartAccount");
        SmartAccountId targetAccount = other.isEmpty() ? account : scope.account(actor, other);
        VirtualAccountId target = pool(actor, targetAccount, body);
        if (target == null) {
            throw PortalException.rejected("virtualAccount", ErrorReason.REQUIRED);
        }
        List<String> numbers = body.texts("paks").stream()
                .map(number -> number.strip().toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        if (numbers.size() > PakAssignmentService.MAX_PAKS) {
            throw PortalException.rejected("paks", ErrorReason.PAK_SELECTION_TOO_LARGE, PakAssignmentService.MAX_PAKS);
        }
        Map<String, PakId> found = paks.find(actor, account, numbers);
        if (found.size() != numbers.size()) {
            throw PortalException.notFound();
        }
        int moved = assignments.assign(actor, new AssignPaks(account, List.copyOf(found.values()), target));
        return new Assigned("SUCCESS", "", moved);
    }

    /** The latest first. Optional {@code search} and {@code type}. */
    @PostMapping("/transactions")
    TransactionList transactions(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text,
            HttpServletRequest request) {
        Body body = Body.of(text);
        Window window = Window.of(body, request, LIMIT);
        SmartAccountId account = scope.account(actor, sa);
        TransactionFilter filter = new TransactionFilter(type(body), body.text("search"));
        return new TransactionList(
                "SUCCESS",
                "",
                transactions.count(actor, account, filter),
                transactions
                        .list(
                                actor,
                                account,
                                new PageQuery<>(window.offset(), window.limit(), EventSort.TIME, false),
                                filter)
                        .stream()
                        .map(RegistrationController::transaction)
                        .toList());
    }

    private static Transaction transaction(EventListItem event) {
        return new Transaction(
                event.id().toString(),
                Dates.text(event.occurredAt()),
                event.code().name(),
                event.parameters().get("pak"),
                event.parameters().get("device"),
                event.virtualAccount(),
                event.actorName(),
                event.outcome().name(),
                event.parameters());
    }

    private @Nullable VirtualAccountId pool(Actor actor, SmartAccountId account, Body body) {
        String name = body.text("virtualAccount");
        return name.isEmpty() ? null : scope.pool(actor, account, name).id();
    }

    private static @Nullable PakStatus status(Body body) {
        String text = body.text("status");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return PakStatus.ofDisplayName(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw malformed("status").causedBy(e);
        }
    }

    private static @Nullable EventCode type(Body body) {
        String text = body.text("type");
        if (text.isEmpty()) {
            return null;
        }
        return RegistrationTransactionService.TYPES.stream()
                .filter(type -> type.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> malformed("type"));
    }

    private static @Nullable LocalDate date(Body body, String field) {
        String text = body.text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw malformed(field).causedBy(e);
        }
    }

    private static PortalException malformed(String field) {
        return PortalException.of(
                PortalException.Kind.MALFORMED,
                ErrorReason.REQUEST_MALFORMED,
                "\"" + field + "\" has a value it cannot have");
    }
}
