package org.slportal.services.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.ScenarioRunId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.PortalProperties;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.lab.attached.AttachedSwitchItem;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.condition.LabCondition;
import org.slportal.services.lab.condition.LabConditions;
import org.slportal.services.page.PageQuery;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Starts exercises, tells how far they are, checks what the learner did, and clears up. Outside lab mode there are none. */
@Service
public class ScenarioService implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ScenarioService.class);

    private final PortalProperties properties;
    private final Transactions transactions;
    private final AccountService accounts;
    private final AttachedSwitchService switches;
    private final LabConditions conditions;
    private final Causes causes;
    private final ScenarioRuns runs;
    private final EventRecorder events;
    /** At a switch one mostly waits. */
    private final ExecutorService atSwitches = Executors.newVirtualThreadPerTaskExecutor();

    ScenarioService(
            PortalProperties properties,
            Transactions transactions,
            AccountService accounts,
            AttachedSwitchService switches,
            LabConditions conditions,
            Causes causes,
            ScenarioRuns runs,
            EventRecorder events) {
        this.properties = properties;
        this.transactions = transactions;
        this.accounts = accounts;
        this.switches = switches;
        this.conditions = conditions;
        this.causes = causes;
        this.runs = runs;
        this.events = events;
    }

    /**
     * Takes a switch for an exercise and sets the failure up, which goes on after this returns. The switch's registration ends, and so
     * does an exercise the same person has on it.
     *
     * @throws PortalException NOT_FOUND for a foreign switch or Virtual Account, CONFLICT if the switch is away or somebody else's
     */
    public ScenarioRunId start(Actor actor, SmartAccountId account, StartScenario asked) {
        require(actor, account);
        if (!accounts.require(actor, Permission.MANAGE_TOKENS, asked.pool()).equals(account)) {
            throw PortalException.notFound();
        }
        AttachedSwitchItem device = switches.require(actor, account, asked.switchId());
        if (!device.reachable()) {
            throw PortalException.conflict("switch", ErrorReason.SCENARIO_SWITCH_AWAY, device.name());
        }
        ScenarioRunId run = insert(actor, account, asked, device);
        Causes.Exercise exercise = new Causes.Exercise(actor, account, asked.pool(), device, asked.scenario());
        atSwitches.execute(() -> setUp(run, exercise));
        return run;
    }

    private ScenarioRunId insert(Actor actor, SmartAccountId account, StartScenario asked, AttachedSwitchItem device) {
        try {
            return transactions.write(() -> {
                runs.giveWay(actor, account, asked.switchId());
                ScenarioRunId run = runs.insert(actor, account, asked);
                events.record(actor, event(EventCode.SCENARIO_STARTED, account, asked.scenario(), device.name()));
                return run;
            });
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            if (Constraint.violated(e, "uq_scenario_run_open")) {
                throw PortalException.conflict("switch", ErrorReason.SCENARIO_SWITCH_TAKEN, device.name())
                        .causedBy(e);
            }
            throw e;
        }
    }

    private void setUp(ScenarioRunId run, Causes.Exercise exercise) {
        Transcript transcript = new Transcript();
        ScenarioRunItem.Problem problem = null;
        try (Stage stage = stage(exercise, transcript)) {
            stage.open();
            causes.clear(exercise, stage);
            causes.cause(exercise, stage);
            if (!exercise.scenario().isShownIn(transcript.text())) {
                problem = new ScenarioRunItem.Problem(ErrorReason.SCENARIO_SYMPTOM_MISSING, "");
            }
        } catch (ScenarioTrouble e) {
            log.warn(
                    "Scenario {} on {}: {}",
                    exercise.scenario(),
                    exercise.device().name(),
                    e.getMessage());
            problem = new ScenarioRunItem.Problem(e.reason(), e.detail());
        } catch (PortalException e) {
            problem = new ScenarioRunItem.Problem(
                    e.reason(), e.arguments().length == 0 ? "" : String.valueOf(e.arguments()[0]));
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            log.error(
                    "Scenario {} on {} failed, error id {}",
                    exercise.scenario(),
                    exercise.device().name(),
                    id,
                    e);
            problem = new ScenarioRunItem.Problem(ErrorReason.SCENARIO_FAILED, id);
        }
        finish(run, exercise, transcript.text(), problem);
    }

    private void finish(
            ScenarioRunId run, Causes.Exercise exercise, String transcript, ScenarioRunItem.@Nullable Problem problem) {
        transactions.run(() -> {
            ScenarioState reached = problem == null ? ScenarioState.READY : ScenarioState.FAILED;
            if (!runs.move(run, ScenarioState.SETTING_UP, reached)) {
                return;
            }
            runs.write(run, transcript, problem);
            events.record(
                    exercise.actor(),
                    event(
                            problem == null ? EventCode.SCENARIO_READY : EventCode.SCENARIO_FAILED,
                            exercise.account(),
                            exercise.scenario(),
                            exercise.device().name()));
        });
    }

    /** @throws PortalException NOT_FOUND also for another account's */
    public ScenarioRunItem find(Actor actor, SmartAccountId account, ScenarioRunId run) {
        require(actor, account);
        return runs.find(account, run).orElseThrow(PortalException::notFound);
    }

    /** Newest first. */
    public List<ScenarioRunItem> list(Actor actor, SmartAccountId account, PageQuery<ScenarioSort> query) {
        require(actor, account);
        return runs.list(account, query.offset(), query.limit());
    }

    public long count(Actor actor, SmartAccountId account) {
        require(actor, account);
        return runs.count(account);
    }

    /**
     * Looks whether the failure is mended: at the switch's terminal, as a person would. Takes a few seconds.
     *
     * @throws PortalException CONFLICT if the exercise is not ready or the switch cannot be reached
     */
    public ScenarioCheck check(Actor actor, SmartAccountId account, ScenarioRunId run) {
        ScenarioRunItem item = find(actor, account, run);
        if (item.state() != ScenarioState.READY && item.state() != ScenarioState.SOLVED) {
            throw PortalException.conflict("scenario", ErrorReason.SCENARIO_NOT_READY);
        }
        Causes.Exercise exercise = exercise(actor, account, item);
        ScenarioCheck check;
        try (Stage stage = stage(exercise, new Transcript())) {
            stage.open();
            check = judge(item, new LicenseStatus(stage.say("show license status")));
        } catch (ScenarioTrouble e) {
            throw PortalException.conflict("switch", e.reason(), e.detail()).causedBy(e);
        }
        if (check.solved()) {
            transactions.run(() -> {
                if (runs.move(run, ScenarioState.READY, ScenarioState.SOLVED)) {
                    events.record(actor, event(EventCode.SCENARIO_SOLVED, account, item.scenario(), item.switchName()));
                }
            });
        }
        return check;
    }

    /** Each failure leaves a switch that is not registered, or whose last attempt failed: what is true of neither is mended. */
    private ScenarioCheck judge(ScenarioRunItem item, LicenseStatus status) {
        List<ScenarioCheck.Finding> findings = new ArrayList<>();
        item.scenario()
                .condition()
                .ifPresent(condition -> findings.add(new ScenarioCheck.Finding(
                        ScenarioCheck.Point.SERVER_MENDED, !conditions.holds(condition, item.udi()), "")));
        findings.add(new ScenarioCheck.Finding(
                ScenarioCheck.Point.REGISTERED, status.isRegistered(), status.registration()));
        findings.add(new ScenarioCheck.Finding(
                ScenarioCheck.Point.COMMUNICATED,
                status.isRegistered() && status.lastAttemptSucceeded(),
                status.failureReason().orElse("")));
        if (item.scenario() == Scenario.SHORT_POOL) {
            findings.add(new ScenarioCheck.Finding(
                    ScenarioCheck.Point.AUTHORIZED, status.isAuthorized(), status.authorization()));
        }
        return ScenarioCheck.of(findings);
    }

    /**
     * Ends the trouble on the portal's side, where the remedy is there: the busy server recovers, the licence server renews its certificate.
     *
     * @throws PortalException REJECTED if the scenario has none
     */
    public void endServerTrouble(Actor actor, SmartAccountId account, ScenarioRunId run) {
        ScenarioRunItem item = find(actor, account, run);
        LabCondition condition = item.scenario()
                .condition()
                .orElseThrow(() -> PortalException.rejected("scenario", ErrorReason.SCENARIO_NOTHING_TO_END));
        conditions.end(account, item.udi(), condition);
        transactions.run(() -> events.record(
                actor, event(EventCode.SCENARIO_SERVER_MENDED, account, item.scenario(), item.switchName())));
    }

    /**
     * Gives an exercise up: undoes its cause on portal and switch. Takes a few seconds. One that is over already stays as it is.
     *
     * @throws PortalException CONFLICT if the switch cannot be reached; the exercise goes on then
     */
    public void end(Actor actor, SmartAccountId account, ScenarioRunId run) {
        ScenarioRunItem item = find(actor, account, run);
        if (item.state() != ScenarioState.READY) {
            return;
        }
        Causes.Exercise exercise = exercise(actor, account, item);
        try (Stage stage = stage(exercise, new Transcript())) {
            stage.open();
            causes.undo(exercise, stage);
        } catch (ScenarioTrouble e) {
            throw PortalException.conflict("switch", e.reason(), e.detail()).causedBy(e);
        }
        transactions.run(() -> {
            if (runs.move(run, ScenarioState.READY, ScenarioState.ENDED)) {
                events.record(actor, event(EventCode.SCENARIO_ENDED, account, item.scenario(), item.switchName()));
            }
        });
    }

    private Causes.Exercise exercise(Actor actor, SmartAccountId account, ScenarioRunItem item) {
        return new Causes.Exercise(
                actor,
                account,
                item.virtualAccountId(),
                switches.require(actor, account, item.switchId()),
                item.scenario());
    }

    private Stage stage(Causes.Exercise exercise, Transcript transcript) {
        return new Stage(
                listener -> switches.console(exercise.actor(), exercise.device().id(), listener), transcript);
    }

    private static NewEvent event(EventCode code, SmartAccountId account, Scenario scenario, String device) {
        return NewEvent.done(code, account, null, "scenario", Integer.toString(scenario.number()), "device", device);
    }

    private void require(Actor actor, SmartAccountId account) {
        if (!properties.lab()) {
            throw PortalException.notFound();
        }
        actor.require(Permission.OPERATE_LAB, account, null);
    }

    /** Whoever is at a switch leaves; what they were setting up is found interrupted. */
    @Override
    public void destroy() {
        atSwitches.shutdownNow();
    }
}
