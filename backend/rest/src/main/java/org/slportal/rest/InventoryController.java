package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.device.UsageItem;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.LicenseSort;
import org.slportal.services.inventory.PoolDetails;
import org.slportal.services.page.PageQuery;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Licences and devices of Virtual Accounts. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}", ApiPaths.DOUBLED + "/v1/accounts/{sa}"})
class InventoryController {

    private static final int LICENSES_LIMIT = 50;
    private static final int DEVICES_LIMIT = 10;

    private final Scope scope;
    private final InventoryService inventory;
    private final PoolDetails details;
    private final ProductInstanceService devices;

    InventoryController(Scope scope, InventoryService inventory, PoolDetails details, ProductInstanceService devices) {
        this.scope = scope;
        this.inventory = inventory;
        this.details = details;
        this.devices = devices;
    }

    record Substitution(String license, String substitutedLicense, int substitutedQuantity, String substitutionType) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LicenseDetail(
            String licenseType,
            int quantity,
            @Nullable String startDate,
            @Nullable String endDate,
            @Nullable String subscriptionId,
            String status,
            @Nullable String orderNumber,
            @Nullable String licenseSku) {}

    record License(
            String license,
            String virtualAccount,
            int quantity,
            int inUse,
            int available,
            int reserved,
            int pendingQuantity,
            String status,
            String billingType,
            boolean ahaApps,
            boolean isPortable,
            List<Substitution> licenseSubstitutions,
            List<LicenseDetail> licenseDetails) {}

    record LicenseList(String status, String statusMessage, long totalRecords, List<License> licenses) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sudi(
            @Nullable String suvi,
            @Nullable String uuid,
            @Nullable String hostIdentifier,
            String udiPid,
            String udiSerialNumber,
            @Nullable String udiVid,
            @Nullable String macAddress) {}

    record Usage(String license, int quantity) {}

    record Device(
            String hostName,
            Sudi sudi,
            String displayName,
            String productTagName,
            String productName,
            String productDescription,
            String productType,
            String virtualAccount,
            String registrationDate,
            String lastContactDate,
            String status,
            List<Usage> licenseUsage) {}

    record DeviceList(String status, String statusMessage, long totalRecords, List<Device> devices) {}

    @PostMapping("/licenses")
    LicenseList licenses(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text,
            HttpServletRequest request) {
        Body body = Body.of(text);
        Window window = Window.of(body, request, LICENSES_LIMIT);
        SmartAccountId account = scope.account(actor, sa);
        List<VirtualAccountId> pools = ids(scope.pools(actor, account, body.texts("virtualAccounts")));
        List<LicenseListItem> rows = inventory.licenses(
                actor,
                account,
                pools,
                new PageQuery<>(window.offset(), window.limit(), LicenseSort.NAME, true),
                LicenseFilter.ALL);
        var more = details.of(rows);
        return new LicenseList(
                "SUCCESS",
                "",
                inventory.countLicenses(actor, account, pools, LicenseFilter.ALL),
                rows.stream().map(row -> license(row, more)).toList());
    }

    private static License license(LicenseListItem row, PoolDetails.Details more) {
        List<Substitution> substitutions = more.substitutions(row.virtualAccountId(), row.id()).stream()
                .map(item -> new Substitution(
                        row.name(), item.otherLicense(), item.quantity(), item.lends() ? "LENT" : "BORROWED"))
                .toList();
        List<LicenseDetail> lines = more.lines(row.virtualAccountId(), row.id()).stream()
                .map(line -> new LicenseDetail(
                        line.term().name(),
                        line.quantity(),
                        Dates.text(line.startsOn()),
                        Dates.text(line.endsOn()),
                        line.subscription(),
                        "ACTIVE",
                        line.orderNumber(),
                        line.sku()))
                .toList();
        return new License(
                row.name(),
                row.virtualAccount(),
                row.owned(),
                row.inUse(),
                row.balance(),
                row.reserved(),
                row.pending(),
                row.balance() < 0 ? "Out Of Compliance" : "In Compliance",
                row.billing().name(),
                false,
                false,
                substitutions,
                lines);
    }

    @PostMapping("/devices")
    DeviceList devices(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text,
            HttpServletRequest request) {
        Body body = Body.of(text);
        SmartAccountId account = scope.account(actor, sa);
        return devices(
                actor,
                account,
                ids(scope.pools(actor, account, body.texts("virtualAccounts"))),
                Window.of(body, request, DEVICES_LIMIT));
    }

    @GetMapping("/virtual-accounts/{va}/devices")
    DeviceList devicesOf(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            HttpServletRequest request) {
        SmartAccountId account = scope.account(actor, sa);
        return devices(
                actor,
                account,
                List.of(scope.pool(actor, account, va).id()),
                Window.of(Body.of(null), request, DEVICES_LIMIT));
    }

    private DeviceList devices(Actor actor, SmartAccountId account, List<VirtualAccountId> pools, Window window) {
        List<ProductInstanceListItem> rows = devices.list(
                actor,
                account,
                pools,
                new PageQuery<>(window.offset(), window.limit(), ProductInstanceSort.NAME, true));
        Map<ProductInstanceId, List<UsageItem>> usage = devices.usage(rows);
        List<Device> list = new ArrayList<>();
        rows.forEach(row -> list.add(device(row, usage.getOrDefault(row.id(), List.of()))));
        return new DeviceList("SUCCESS", "", devices.count(actor, account, pools), list);
    }

    private static Device device(ProductInstanceListItem row, List<UsageItem> usage) {
        String hostName = row.hostName();
        return new Device(
                hostName == null ? "" : hostName,
                new Sudi(null, null, null, row.udi().pid(), row.udi().serialNumber(), null, null),
                row.udi().asDisplayName(),
                row.softwareId(),
                row.productName(),
                row.productName(),
                row.udi().pid(),
                row.virtualAccount(),
                Dates.text(row.registeredAt()),
                Dates.text(row.lastContactAt()),
                status(row, usage),
                usage.stream()
                        .map(item -> new Usage(item.license(), item.quantity()))
                        .toList());
    }

    private static String status(ProductInstanceListItem row, List<UsageItem> usage) {
        boolean shortage = usage.stream().anyMatch(item -> item.status() == AuthorizationStatus.OUT_OF_COMPLIANCE);
        return shortage || row.status() == AuthorizationStatus.OUT_OF_COMPLIANCE
                ? "Out Of Compliance"
                : "In Compliance";
    }

    private static List<VirtualAccountId> ids(List<VirtualAccountItem> pools) {
        return pools.stream().map(VirtualAccountItem::id).collect(Collectors.toList());
    }
}
