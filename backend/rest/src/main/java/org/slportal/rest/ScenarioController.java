package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ScenarioRunId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.scenario.Scenario;
import org.slportal.services.lab.scenario.ScenarioCheck;
import org.slportal.services.lab.scenario.ScenarioRunItem;
import org.slportal.services.lab.scenario.ScenarioService;
import org.slportal.services.lab.scenario.ScenarioSort;
import org.slportal.services.lab.scenario.ScenarioText;
import org.slportal.services.lab.scenario.StartScenario;
import org.slportal.services.page.PageQuery;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The nine scenarios for scripts; the shape is ours. Outside lab mode they do not exist. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}/lab/scenarios", ApiPaths.DOUBLED + "/v1/accounts/{sa}/lab/scenarios"
})
class ScenarioController {

    private static final int PAGE = 50;

    private final Scope scope;
    private final AttachedSwitchService switches;
    private final ScenarioService scenarios;

    ScenarioController(Scope scope, AttachedSwitchService switches, ScenarioService scenarios) {
        this.scope = scope;
        this.switches = switches;
        this.scenarios = scenarios;
    }

    /** @param printed what the switch printed; @param problem why it could not be set up */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Exercise(
            String id,
            int scenario,
            String title,
            String state,
            @JsonProperty("switch") String switchName,
            String virtualAccount,
            String startedBy,
            String startedDate,
            @Nullable String explanation,
            @Nullable List<String> steps,
            @Nullable List<String> hints,
            @Nullable String printed,
            @Nullable String problem) {}

    record One(String status, String statusMessage, Exercise exercise) {}

    record Exercises(String status, String statusMessage, long totalRecords, List<Exercise> exercises) {}

    record Finding(String point, boolean holds, String detail) {}

    record Checked(String status, String statusMessage, boolean solved, List<Finding> findings) {}

    record Done(String status, String statusMessage) {}

    /** {@code {"scenario":1,"switch":"acc-krk-07","virtualAccount":"Krakow LAN-SW"}} */
    @PostMapping
    One start(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @RequestBody(required = false) @Nullable String text) {
        Body body = Body.of(text);
        SmartAccountId account = scope.account(actor, sa);
        Scenario scenario = Scenario.numbered(body.requiredNumber("scenario"))
                .orElseThrow(() -> PortalException.rejected("scenario", ErrorReason.SCENARIO_UNKNOWN));
        ScenarioRunId run = scenarios.start(
                actor,
                account,
                new StartScenario(
                        scenario,
                        switches.named(actor, account, body.text("switch")).id(),
                        scope.pool(actor, account, body.text("virtualAccount")).id()));
        return one(scenarios.find(actor, account, run), "Being set up");
    }

    @GetMapping
    Exercises list(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            HttpServletRequest request) {
        SmartAccountId account = scope.account(actor, sa);
        Window window = Window.of(Body.of(null), request, PAGE);
        var page = new PageQuery<>(window.offset(), window.limit(), ScenarioSort.STARTED_AT, false);
        return new Exercises(
                "SUCCESS",
                "",
                scenarios.count(actor, account),
                scenarios.list(actor, account, page).stream()
                        .map(item -> exercise(item, false))
                        .toList());
    }

    @GetMapping("/{run}")
    One find(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor, @PathVariable String sa, @PathVariable String run) {
        return one(scenarios.find(actor, scope.account(actor, sa), id(run)), "");
    }

    @PostMapping("/{run}/check")
    Checked check(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor, @PathVariable String sa, @PathVariable String run) {
        ScenarioCheck check = scenarios.check(actor, scope.account(actor, sa), id(run));
        return new Checked(
                "SUCCESS",
                check.solved() ? "Mended" : "Not mended yet",
                check.solved(),
                check.findings().stream()
                        .map(found -> new Finding(found.point().name(), found.holds(), found.detail()))
                        .toList());
    }

    @PostMapping("/{run}/end-server-trouble")
    Done endServerTrouble(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor, @PathVariable String sa, @PathVariable String run) {
        scenarios.endServerTrouble(actor, scope.account(actor, sa), id(run));
        return new Done("SUCCESS", "The server's trouble is over");
    }

    @PostMapping("/{run}/end")
    Done end(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor, @PathVariable String sa, @PathVariable String run) {
        scenarios.end(actor, scope.account(actor, sa), id(run));
        return new Done("SUCCESS", "Ended");
    }

    /** What is no number names no exercise. */
    private static ScenarioRunId id(String run) {
        try {
            return new ScenarioRunId(Long.parseLong(run));
        } catch (NumberFormatException e) {
            throw PortalException.notFound().causedBy(e);
        }
    }

    private static One one(ScenarioRunItem item, String message) {
        return new One("SUCCESS", message, exercise(item, true));
    }

    /** @param whole with what there is to read, which lists leave out */
    private static Exercise exercise(ScenarioRunItem item, boolean whole) {
        ScenarioText text = ScenarioText.of(item.scenario(), Locale.ENGLISH);
        ScenarioRunItem.Problem problem = item.problem();
        return new Exercise(
                item.id().toString(),
                item.scenario().number(),
                text.title(),
                item.state().name(),
                item.switchName(),
                item.virtualAccount(),
                item.startedBy(),
                Dates.text(item.startedAt()),
                whole ? text.goingOn() : null,
                whole ? text.steps() : null,
                whole ? text.hints() : null,
                whole ? item.transcript() : null,
                problem == null ? null : MessageFormat.format(problem.reason().text(), problem.detail()));
    }
}
