package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.lab.attached.AnnouncedSwitch;
import org.slportal.services.lab.attached.AttachedSwitchItem;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.attached.AttachedSwitchSort;
import org.slportal.services.page.PageQuery;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Switches of the lab: they announce themselves, scripts list them. The shape is ours. Outside lab mode they do not exist. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}/lab/switches", ApiPaths.DOUBLED + "/v1/accounts/{sa}/lab/switches"})
class AttachedSwitchController {

    private static final int PAGE = 50;

    private final Scope scope;
    private final AttachedSwitchService switches;

    AttachedSwitchController(Scope scope, AttachedSwitchService switches) {
        this.scope = scope;
        this.switches = switches;
    }

    /** @param attached how many of the announced ones were not attached before */
    record Announced(String status, String statusMessage, int attached) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attached(
            String id,
            String name,
            String pid,
            String serialNumber,
            String version,
            String address,
            String lastSeen,
            String state,
            @Nullable String virtualAccount) {}

    record AttachedList(String status, String statusMessage, long totalRecords, List<Attached> switches) {}

    @PostMapping
    Announced announce(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text) {
        List<AnnouncedSwitch> announced = Body.of(text).objects("switches").stream()
                .map(AttachedSwitchController::announced)
                .toList();
        return new Announced(
                "SUCCESS", "Switches announced", switches.announce(actor, scope.account(actor, sa), announced));
    }

    private static AnnouncedSwitch announced(Body one) {
        return new AnnouncedSwitch(
                one.text("name"),
                one.text("pid"),
                one.text("serialNumber"),
                one.text("version"),
                one.text("host"),
                one.requiredNumber("port"),
                one.text("hostKey"),
                one.text("user"),
                one.text("secret"));
    }

    @GetMapping
    AttachedList list(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            HttpServletRequest request) {
        return list(actor, sa, Body.of(null), request);
    }

    @PostMapping("/list")
    AttachedList list(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text,
            HttpServletRequest request) {
        return list(actor, sa, Body.of(text), request);
    }

    private AttachedList list(Actor actor, String sa, Body body, HttpServletRequest request) {
        SmartAccountId account = scope.account(actor, sa);
        Window window = Window.of(body, request, PAGE);
        var page = new PageQuery<>(window.offset(), window.limit(), AttachedSwitchSort.NAME, true);
        return new AttachedList(
                "SUCCESS",
                "",
                switches.count(actor, account),
                switches.list(actor, account, page).stream()
                        .map(AttachedSwitchController::attached)
                        .toList());
    }

    private static Attached attached(AttachedSwitchItem item) {
        AttachedSwitchItem.Registration registration = item.registration();
        return new Attached(
                item.id().toString(),
                item.name(),
                item.udi().pid(),
                item.udi().serialNumber(),
                item.version(),
                item.address(),
                Dates.text(item.seenAt()),
                item.reachable() ? "ATTACHED" : "AWAY",
                registration == null ? null : registration.poolName());
    }
}
