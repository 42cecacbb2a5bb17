package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.LineRefusal;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.PageQuery;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.DeviceRegistrationService;
import org.slportal.services.registration.DeviceSort;
import org.slportal.services.registration.NewLegacyDevice;
import org.slportal.services.registration.RegisteredDeviceService;
import org.slportal.services.registration.StackMember;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Devices of License Registration and the conversion of their licences. No such calls are published anywhere: the shapes are ours, in
 * the style of the others.
 */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}", ApiPaths.DOUBLED + "/v1/accounts/{sa}"})
class DeviceLicenseController {

    private static final int DEVICES_LIMIT = 50;

    private final Scope scope;
    private final RegisteredDeviceService devices;
    private final DeviceRegistrationService registration;
    private final ConversionService conversions;

    DeviceLicenseController(
            Scope scope,
            RegisteredDeviceService devices,
            DeviceRegistrationService registration,
            ConversionService conversions) {
        this.scope = scope;
        this.devices = devices;
        this.registration = registration;
        this.conversions = conversions;
    }

    record Sudi(String udiPid, String udiSerialNumber) {

        static Sudi of(Udi udi) {
            return new Sudi(udi.pid(), udi.serialNumber());
        }
    }

    /** A switch with what it holds. */
    record Member(Sudi sudi, List<TraditionalLine> licenses) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Device(
            Sudi sudi,
            String productFamily,
            @Nullable String virtualAccount,
            List<TraditionalLine> licenses,
            List<Member> members) {}

    record DeviceList(String status, String statusMessage, long totalRecords, List<Device> devices) {}

    record Added(String status, String statusMessage, Device device) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConvertedLine(
            Sudi sudi,
            int lineNumber,
            @Nullable String sku,
            @Nullable String license,
            int quantity,
            String status,
            @Nullable String statusMessage) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Converted(
            String status, String statusMessage, @Nullable String conversionId, List<ConvertedLine> lines) {}

    /** Optional {@code search} finds identifier, product family or Virtual Account. */
    @PostMapping("/lrp/devices")
    DeviceList list(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text,
            HttpServletRequest request) {
        Body body = Body.of(text);
        Window window = Window.of(body, request, DEVICES_LIMIT);
        SmartAccountId account = scope.account(actor, sa);
        String search = body.text("search");
        List<DeviceListItem> rows = devices.list(
                actor, account, new PageQuery<>(window.offset(), window.limit(), DeviceSort.ADDED, true), search);
        return new DeviceList("SUCCESS", "", devices.count(actor, account, search), devices(actor, account, rows));
    }

    /** {@code productFamily, udiPid, udiSerialNumber}; optional {@code virtualAccount}, or {@code stack}: the active switch's UDI. */
    @PostMapping("/lrp/devices/add")
    Added add(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text) {
        Body body = Body.of(text);
        SmartAccountId account = scope.account(actor, sa);
        LegacyDeviceId id;
        if (body.has("stack")) {
            Udi active = udi(body.object("stack"));
            LegacyDeviceId stack = devices.find(actor, account, List.of(active)).get(active);
            if (stack == null) {
                throw PortalException.notFound();
            }
            id = registration.addMember(actor, stack, body.text("udiPid"), body.text("udiSerialNumber"));
        } else {
            String pool = body.text("virtualAccount");
            VirtualAccountId into =
                    pool.isEmpty() ? null : scope.pool(actor, account, pool).id();
            id = registration.add(
                    actor,
                    account,
                    new NewLegacyDevice(
                            body.text("productFamily"), body.text("udiPid"), body.text("udiSerialNumber"), into));
        }
        return new Added(
                "SUCCESS",
                "Device added",
                devices(actor, account, List.of(devices.detail(actor, id).item()))
                        .getFirst());
    }

    /** All lines or none; the same requestId again gets the first answer again. */
    @PostMapping("/virtual-accounts/{va}/devices/licenses/convert")
    ResponseEntity<Converted> convert(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestBody(required = false) @Nullable String text) {
        Body body = Body.of(text);
        SmartAccountId account = scope.account(actor, sa);
        var pool = scope.pool(actor, account, va);
        record Asked(Udi udi, int lineNumber, int quantity) {}
        List<Asked> asked = body.objects("lines").stream()
                .map(line -> new Asked(
                        udi(line.object("sudi")), line.requiredNumber("lineNumber"), line.requiredNumber("quantity")))
                .toList();
        if (asked.size() > ConversionService.MAX_LINES) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_TOO_MANY_LINES, ConversionService.MAX_LINES);
        }
        Map<Udi, List<TraditionalLineItem>> known =
                devices.lines(actor, account, asked.stream().map(Asked::udi).toList());
        Map<TraditionalLineId, ConvertedLine> names = new HashMap<>();
        List<LineQuantity> quantities = new ArrayList<>();
        for (Asked line : asked) {
            TraditionalLineItem item = known.getOrDefault(line.udi(), List.of()).stream()
                    .filter(one -> one.lineNumber() == line.lineNumber())
                    .findFirst()
                    .orElseThrow(PortalException::notFound);
            names.put(
                    item.id(),
                    new ConvertedLine(Sudi.of(line.udi()), line.lineNumber(), item.sku(), null, 0, "", null));
            quantities.add(new LineQuantity(item.id(), line.quantity()));
        }
        return answer(
                conversions.convert(actor, new ConvertLines(body.text("requestId"), account, pool.id(), quantities)),
                names);
    }

    private static ResponseEntity<Converted> answer(
            ConversionResult result, Map<TraditionalLineId, ConvertedLine> names) {
        return switch (result) {
            case ConversionResult.Converted converted ->
                ResponseEntity.ok(new Converted(
                        "SUCCESS",
                        "",
                        converted.id().toString(),
                        converted.lines().stream()
                                .flatMap(line -> Stream.ofNullable(names.get(line.line()))
                                        .map(name -> new ConvertedLine(
                                                name.sudi(),
                                                name.lineNumber(),
                                                line.sku(),
                                                line.license(),
                                                line.licenseQuantity(),
                                                "CONVERTED",
                                                null)))
                                .toList()));
            case ConversionResult.WaitsForApproval waiting ->
                ResponseEntity.accepted().body(new Converted("PENDING", PakController.waits(waiting), null, List.of()));
            case ConversionResult.Rejected rejected ->
                ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .body(new Converted(
                                "ERROR",
                                "Nothing was converted.",
                                null,
                                rejected.refusals().stream()
                                        .flatMap(refusal -> Stream.ofNullable(names.get(refusal.line()))
                                                .map(name -> refused(name, refusal)))
                                        .toList()));
        };
    }

    private static ConvertedLine refused(ConvertedLine name, LineRefusal refusal) {
        return new ConvertedLine(
                name.sudi(),
                name.lineNumber(),
                name.sku(),
                null,
                0,
                refusal.reason().name(),
                refusal.arguments().isEmpty() ? null : String.join(", ", refusal.arguments()));
    }

    private List<Device> devices(Actor actor, SmartAccountId account, List<DeviceListItem> rows) {
        Map<Udi, List<TraditionalLineItem>> lines = devices.lines(
                actor,
                account,
                rows.stream().flatMap(row -> row.udis().stream()).toList());
        Map<Udi, List<TraditionalLine>> licenses = new LinkedHashMap<>();
        lines.forEach((udi, items) ->
                licenses.put(udi, items.stream().map(TraditionalLine::of).toList()));
        return rows.stream()
                .map(row -> new Device(
                        Sudi.of(row.udi()),
                        row.family(),
                        row.virtualAccount(),
                        licenses.getOrDefault(row.udi(), List.of()),
                        row.members().stream()
                                .map(StackMember::udi)
                                .map(udi -> new Member(Sudi.of(udi), licenses.getOrDefault(udi, List.of())))
                                .toList()))
                .toList();
    }

    private static Udi udi(Body sudi) {
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
}
