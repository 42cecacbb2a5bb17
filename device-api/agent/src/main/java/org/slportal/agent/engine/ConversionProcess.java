package org.slportal.agent.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slportal.agent.engine.ExchangeException.Kind;
import org.slportal.agent.engine.LicensingState.Conversion;
import org.slportal.agent.platform.Hardware;
import org.slportal.domain.device.Udi;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.ConversionData;
import org.slportal.protocol.ConversionOutcome;
import org.slportal.protocol.ConversionPending;
import org.slportal.protocol.ConversionPollData;
import org.slportal.protocol.ConversionResult;
import org.slportal.protocol.DeviceConversion;
import org.slportal.protocol.RequestData;

/** Device-led conversion: reporting the legacy licences, then asking until it is known what became of them. */
final class ConversionProcess {

    private final Hardware hardware;
    private final ConversionSource source;
    private final InstantSource clock;
    private final PortalConversation conversation;
    private final KeyRing keys;
    private final StateHolder state;
    private final Retry retry;
    private final LicensingLog log;
    private final EventLog events;

    ConversionProcess(
            Hardware hardware,
            ConversionSource source,
            InstantSource clock,
            PortalConversation conversation,
            KeyRing keys,
            StateHolder state,
            Retry retry,
            LicensingLog log,
            EventLog events) {
        this.hardware = hardware;
        this.source = source;
        this.clock = clock;
        this.conversation = conversation;
        this.keys = keys;
        this.state = state;
        this.retry = retry;
        this.log = log;
        this.events = events;
    }

    /** Notes the order; nothing is sent yet. */
    ConversionOrder start() {
        while (true) {
            LicensingState now = state.get();
            ConversionOrder refusal = refusal(now);
            if (refusal != null) {
                return refusal;
            }
            if (state.replace(now, now.with(Conversion.ordered(clock.instant())))) {
                events.record("CONVERSION_START");
                log.conversionStarted();
                return ConversionOrder.STARTED;
            }
        }
    }

    private @org.jspecify.annotations.Nullable ConversionOrder refusal(LicensingState now) {
        if (!hardware.platform().legacy().isConvertible()) {
            return ConversionOrder.NOT_SUPPORTED;
        }
        if (now.identity() == null) {
            return ConversionOrder.NOT_REGISTERED;
        }
        return switch (now.conversion().stage()) {
            case IN_PROGRESS -> ConversionOrder.ALREADY_STARTED;
            case WAITING -> ConversionOrder.ALREADY_IN_PROGRESS;
            case SUCCESSFUL, ALREADY_CONVERTED -> ConversionOrder.ALREADY_CONVERTED;
            case NOT_STARTED, FAILED -> null;
        };
    }

    /** Gives a running conversion up. What the portal has taken it finishes all the same; another start learns the result. */
    ConversionOrder stop() {
        while (true) {
            LicensingState now = state.get();
            if (!hardware.platform().legacy().isConvertible()) {
                return ConversionOrder.NOT_SUPPORTED;
            }
            if (!now.conversion().stage().isRunning()) {
                return ConversionOrder.NONE_IN_PROGRESS;
            }
            if (state.replace(now, now.with(Conversion.NONE))) {
                events.record("CONVERSION_STOP");
                log.conversionStopped();
                return now.conversion().stage() == ConversionStage.WAITING
                        ? ConversionOrder.STOPPED_PARTIALLY
                        : ConversionOrder.STOPPED;
            }
        }
    }

    /** Asks once: for the conversion, or what became of it. */
    void proceed(Identity identity) {
        Conversion before = state.get().conversion();
        Long pollId = before.pollId();
        RequestData question =
                pollId == null ? new ConversionData(source.legacyLicenses()) : new ConversionPollData(pollId);
        record(question);
        try {
            PortalConversation.Verified verified =
                    conversation.ask(question, keys.of(identity).signer(), identity);
            state.update(s ->
                    s.with(identity.withSigningCertificates(verified.signingCertificates(), verified.signingSerial())));
            if (verified.data() instanceof ConversionPending pending) {
                waiting(before, pending);
            } else {
                finished(before, ((ConversionResult) verified.data()).devices());
            }
        } catch (ExchangeException failure) {
            failed(before, failure);
        }
    }

    private void record(RequestData question) {
        switch (question) {
            case ConversionData data -> {
                for (DeviceConversion device : data.conversions()) {
                    events.record(
                            "CONVERSION_REQUEST",
                            "udi",
                            device.sudi().udi().asCli(),
                            "lines",
                            String.valueOf(device.conversionLines().size()));
                }
            }
            case ConversionPollData poll -> events.record("CONVERSION_POLL", "pollId", String.valueOf(poll.pollId()));
            default -> throw new IllegalArgumentException("Not about a conversion: " + question.requestType());
        }
    }

    /** Unless someone stopped it, or started it anew, while the portal was being asked. */
    private void reached(Conversion before, Conversion after) {
        state.update(s -> s.conversion().equals(before) ? s.with(after) : s);
    }

    private void waiting(Conversion before, ConversionPending pending) {
        Instant now = clock.instant();
        reached(
                before,
                new Conversion(
                        ConversionStage.WAITING,
                        before.since(),
                        null,
                        pending.pollId(),
                        now.plusSeconds(pending.pollIntervalSeconds()),
                        List.of()));
        events.record("CONVERSION_RESPONSE", "msgStatus", "OK_POLL", "pollId", String.valueOf(pending.pollId()));
    }

    private void finished(Conversion before, List<ConversionOutcome> devices) {
        List<Conversion.Member> members =
                devices.stream().map(ConversionProcess::member).toList();
        for (Conversion.Member member : members) {
            events.record(
                    "CONVERSION_STATUS",
                    "udi",
                    member.udi().asCli(),
                    "status",
                    member.stage().name());
            report(member);
        }
        Instant now = clock.instant();
        reached(before, outcome(members, now));
        if (members.stream().anyMatch(member -> member.stage() == ConversionStage.SUCCESSFUL)) {
            // What was short may be covered by what has just arrived in the pool.
            state.update(s -> s.authorization().state() == AuthorizationState.OUT_OF_COMPLIANCE
                    ? s.with(s.authorization().nextAt(now))
                    : s);
        }
        events.record("CONVERSION_RESPONSE", "msgStatus", "OK");
    }

    private static Conversion.Member member(ConversionOutcome outcome) {
        Udi udi = outcome.sudi().udi();
        String reason = outcome.failureReason();
        return switch (outcome.conversionStatus()) {
            case CONVERT_SUCCESS -> new Conversion.Member(udi, ConversionStage.SUCCESSFUL, null);
            case ALREADY_CONVERTED -> new Conversion.Member(udi, ConversionStage.ALREADY_CONVERTED, null);
            case CONVERT_FAILED ->
                new Conversion.Member(
                        udi, ConversionStage.FAILED, reason == null ? FailureReason.RESPONSE_ERROR : reason);
        };
    }

    /** One failed member makes the whole a failure, so that it can be started again for that member's sake. */
    private static Conversion outcome(List<Conversion.Member> members, Instant now) {
        if (members.isEmpty()) {
            return Conversion.failed(now, FailureReason.RESPONSE_ERROR, members);
        }
        for (Conversion.Member member : members) {
            if (member.stage() == ConversionStage.FAILED) {
                return Conversion.failed(now, String.valueOf(member.failureReason()), members);
            }
        }
        boolean nothingNew = members.stream().allMatch(member -> member.stage() == ConversionStage.ALREADY_CONVERTED);
        return new Conversion(
                nothingNew ? ConversionStage.ALREADY_CONVERTED : ConversionStage.SUCCESSFUL,
                now,
                null,
                null,
                null,
                members);
    }

    private void report(Conversion.Member member) {
        String reason = member.failureReason();
        if (member.stage() == ConversionStage.SUCCESSFUL) {
            log.converted(member.udi());
        } else if (member.stage() == ConversionStage.ALREADY_CONVERTED) {
            log.alreadyConverted(member.udi());
        } else {
            log.conversionFailed(String.valueOf(reason), member.udi());
        }
    }

    private void failed(Conversion before, ExchangeException failure) {
        Instant now = clock.instant();
        String reason = failure.reason();
        events.record("CONVERSION_RESPONSE", "msgStatus", "FAILED", "error", reason);
        boolean again = failure.kind() == Kind.TRANSPORT || reason.equals(FailureReason.TRY_AGAIN);
        if (again) {
            reached(before, before.again(reason, retry.after(failure, now)));
            log.communicationFailed(reason);
        } else {
            reached(before, Conversion.failed(now, reason, List.of()));
            log.conversionFailed(reason, hardware.udi());
        }
    }
}
