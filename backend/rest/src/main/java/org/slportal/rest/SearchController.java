package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.ConversionId;
import org.slportal.services.access.Actor;
import org.slportal.services.search.FoundDevice;
import org.slportal.services.search.FoundLicense;
import org.slportal.services.search.FoundLine;
import org.slportal.services.search.FoundOrder;
import org.slportal.services.search.FoundPak;
import org.slportal.services.search.FoundSku;
import org.slportal.services.search.Hits;
import org.slportal.services.search.SearchAnswer;
import org.slportal.services.search.SearchService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The one search. No such call is published anywhere: the shape is ours, in the style of the others. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}", ApiPaths.DOUBLED + "/v1/accounts/{sa}"})
class SearchController {

    private final Scope scope;
    private final SearchService search;

    SearchController(Scope scope, SearchService search) {
        this.scope = scope;
        this.search = search;
    }

    record Fulfilled(@Nullable String device, int quantity, int converted) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Converted(
            String type,
            int licenses,
            @Nullable String virtualAccount,
            String convertedDate,
            @Nullable String conversionId) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            int lineNumber,
            String sku,
            @Nullable String license,
            int quantity,
            int available,
            boolean eligible,
            @Nullable String reason,
            List<Fulfilled> fulfilled,
            List<Converted> converted) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pak(
            String pak,
            String orderNumber,
            String orderDate,
            String family,
            String status,
            @Nullable String virtualAccount,
            List<Line> lines) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Registration(
            String platform,
            @Nullable String virtualAccount,
            boolean waitsForRefresh,
            @Nullable String stackOf,
            List<Line> lines) {}

    record Instance(String name, String virtualAccount, String lastContact, List<String> licenses) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Device(
            String udi,
            @Nullable Registration registration,
            @Nullable Instance productInstance,
            @Nullable String conversionStatus) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sku(
            String sku,
            String description,
            @Nullable String license,
            int licenseQuantity,
            boolean partialAllowed,
            int paks,
            long available) {}

    record Order(String orderNumber, String license, int quantity, String virtualAccount, String recordedDate) {}

    record Pool(String virtualAccount, int quantity, int inUse, int balance) {}

    record License(String license, List<Pool> virtualAccounts, List<String> skus) {}

    /** @param more kinds of which there is more than is listed */
    record Answer(
            String status,
            String statusMessage,
            List<Pak> paks,
            List<Device> devices,
            List<Sku> skus,
            List<Order> orders,
            List<License> licenses,
            List<String> more,
            List<String> otherSmartAccounts) {}

    @GetMapping("/search")
    Answer search(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestParam(defaultValue = "") String q) {
        SearchAnswer answer = search.find(actor, scope.account(actor, sa), q);
        return new Answer(
                "SUCCESS",
                "",
                answer.paks().items().stream().map(SearchController::pak).toList(),
                answer.devices().items().stream().map(SearchController::device).toList(),
                answer.skus().items().stream().map(SearchController::sku).toList(),
                answer.orders().items().stream().map(SearchController::order).toList(),
                answer.licenses().items().stream()
                        .map(SearchController::license)
                        .toList(),
                more(answer),
                answer.elsewhere());
    }

    private static List<String> more(SearchAnswer answer) {
        record Kind(String name, Hits<?> hits) {}
        return List.of(
                        new Kind("paks", answer.paks()),
                        new Kind("devices", answer.devices()),
                        new Kind("skus", answer.skus()),
                        new Kind("orders", answer.orders()),
                        new Kind("licenses", answer.licenses()))
                .stream()
                .filter(kind -> kind.hits().more())
                .map(Kind::name)
                .toList();
    }

    private static Pak pak(FoundPak pak) {
        return new Pak(
                pak.number(),
                pak.orderNumber(),
                pak.orderDate().toString(),
                pak.family(),
                pak.status().displayName(),
                pak.virtualAccount(),
                pak.lines().stream().map(SearchController::line).toList());
    }

    private static Line line(FoundLine line) {
        Ineligibility reason = line.item().ineligibility();
        return new Line(
                line.item().lineNumber(),
                line.item().sku(),
                line.item().license(),
                line.item().ordered(),
                line.item().available(),
                reason == null,
                reason == null ? null : reason.name(),
                line.fulfilled().stream()
                        .map(part -> new Fulfilled(part.device(), part.quantity(), part.converted()))
                        .toList(),
                line.converted().stream()
                        .map(part -> new Converted(
                                part.kind().name(),
                                part.licenses(),
                                part.virtualAccount(),
                                Dates.text(part.latest()),
                                text(part.conversion())))
                        .toList());
    }

    private static @Nullable String text(@Nullable ConversionId conversion) {
        return conversion == null ? null : conversion.toString();
    }

    private static Device device(FoundDevice device) {
        FoundDevice.Registration registration = device.registration();
        FoundDevice.Instance instance = device.instance();
        FoundDevice.OwnConversion own = device.ownConversion();
        return new Device(
                device.udi(),
                registration == null
                        ? null
                        : new Registration(
                                registration.platform(),
                                registration.virtualAccount(),
                                registration.waitsForRefresh(),
                                registration.stackOf(),
                                registration.lines().stream()
                                        .map(SearchController::line)
                                        .toList()),
                instance == null
                        ? null
                        : new Instance(
                                instance.name(),
                                instance.virtualAccount(),
                                Dates.text(instance.lastContact()),
                                instance.licenses()),
                own == null ? null : own.state());
    }

    private static Sku sku(FoundSku sku) {
        return new Sku(
                sku.code(),
                sku.description(),
                sku.license(),
                sku.licenseQuantity(),
                sku.partialAllowed(),
                sku.paks(),
                sku.available());
    }

    private static Order order(FoundOrder order) {
        return new Order(
                order.orderNumber(),
                order.license(),
                order.quantity(),
                order.virtualAccount(),
                Dates.text(order.recordedAt()));
    }

    private static License license(FoundLicense license) {
        return new License(
                license.name(),
                license.pools().items().stream()
                        .map(pool -> new Pool(pool.name(), pool.owned(), pool.inUse(), pool.balance()))
                        .toList(),
                license.skus().items());
    }
}
