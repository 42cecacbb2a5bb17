package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slportal.agent.engine.ExchangeException.Kind;
import org.slportal.agent.engine.LicensingState.Authorization;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.Hardware.LicenseUse;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.protocol.EntitlementData;
import org.slportal.protocol.EntitlementRequest;
import org.slportal.protocol.EntitlementResult;
import org.slportal.protocol.EntitlementStatus;

/** Asking the portal whether what is in use is covered. */
final class AuthorizationProcess {

    private final Hardware hardware;
    private final LicenseSource licenses;
    private final InstantSource clock;
    private final PortalConversation conversation;
    private final KeyRing keys;
    private final StateHolder state;
    private final Retry retry;
    private final LicensingLog log;
    private final EventLog events;
    private final Duration outOfComplianceRetry;

    AuthorizationProcess(
            Hardware hardware,
            LicenseSource licenses,
            InstantSource clock,
            PortalConversation conversation,
            KeyRing keys,
            StateHolder state,
            Retry retry,
            LicensingLog log,
            EventLog events,
            Duration outOfComplianceRetry) {
        this.hardware = hardware;
        this.licenses = licenses;
        this.clock = clock;
        this.conversation = conversation;
        this.keys = keys;
        this.state = state;
        this.retry = retry;
        this.log = log;
        this.events = events;
        this.outOfComplianceRetry = outOfComplianceRetry;
    }

    /** Asks once. */
    void authorize(Identity identity) {
        List<EntitlementRequest> wanted = licenses.licensesInUse().stream()
                .map(use -> new EntitlementRequest(use.license().tag(), use.count()))
                .toList();
        for (EntitlementRequest request : wanted) {
            events.record(
                    "ENTITLEMENT_REQUEST",
                    "count",
                    String.valueOf(request.count()),
                    "entitlementTag",
                    request.tag().value());
        }
        try {
            PortalConversation.Verified verified = conversation.ask(
                    new EntitlementData(wanted, DeviceNames.haMembers(hardware)),
                    keys.of(identity).signer(),
                    identity);
            succeeded(identity, verified);
        } catch (ExchangeException failure) {
            failed(failure);
        }
    }

    private void succeeded(Identity identity, PortalConversation.Verified verified) {
        EntitlementResult result = (EntitlementResult) verified.data();
        Instant now = clock.instant();
        Authorization before = state.get().authorization();
        AuthorizationState reached = worst(result.entitlements());
        Duration next = RegistrationProcess.span(
                result.authorizedAt(), result.nextRequestAt(), LicensingTimers.AUTHORIZATION_RENEWAL);
        if (reached == AuthorizationState.OUT_OF_COMPLIANCE && next.compareTo(outOfComplianceRetry) > 0) {
            next = outOfComplianceRetry;
        }
        Instant since = before.since();
        Instant reachedAt =
                reached == AuthorizationState.OUT_OF_COMPLIANCE && before.state() == reached && since != null
                        ? since
                        : now;
        Authorization after = new Authorization(
                reached,
                reachedAt,
                Attempt.succeeded(now),
                now.plus(next),
                now.plus(RegistrationProcess.span(
                        result.authorizedAt(), result.validUntil(), LicensingTimers.AUTHORIZATION_VALIDITY)));
        state.update(
                s -> s.with(identity.withSigningCertificates(verified.signingCertificates(), verified.signingSerial()))
                        .with(after)
                        .withEntitlements(result.entitlements()));
        report(identity, before, reached, result.entitlements());
    }

    private void report(
            Identity identity, Authorization before, AuthorizationState reached, List<EntitlementStatus> entitlements) {
        for (EntitlementStatus entitlement : entitlements) {
            events.record(
                    "ENTITLEMENT_RESPONSE",
                    "msgStatus",
                    entitlement.status().name(),
                    "entitlementTag",
                    entitlement.tag().value());
            if (entitlement.exportRestricted()) {
                events.record(
                        "TAG_EXPORT",
                        "exportAllowed",
                        identity.exportAllowed() ? "True" : "False",
                        "count",
                        String.valueOf(entitlement.count()),
                        "entitlementTag",
                        entitlement.tag().value());
            }
            if (entitlement.status() == AuthorizationStatus.INVALID_TAG) {
                log.invalidTag(entitlement.tag().value());
            }
        }
        if (reached == AuthorizationState.OUT_OF_COMPLIANCE) {
            log.outOfCompliance();
        } else if (before.state() != reached) {
            log.inCompliance();
        }
        log.authorizationRenewed();
    }

    private void failed(ExchangeException failure) {
        Instant now = clock.instant();
        state.update(s -> {
            Authorization before = s.authorization();
            boolean expired = before.state() == AuthorizationState.AUTHORIZATION_EXPIRED;
            return s.with(before.attempted(
                    Attempt.failed(now, failure.reason()), retry.ofAuthorization(failure, expired, now)));
        });
        events.record("ENTITLEMENT_RESPONSE", "msgStatus", failure.status(), "error", failure.reason());
        if (failure.kind() == Kind.TRANSPORT) {
            log.communicationFailed(failure.reason());
        }
        log.authorizationFailed(failure.reason());
    }

    /** 90 days without the portal's word: the portal has given the licences to others. */
    void expire() {
        Instant now = clock.instant();
        state.update(s -> s.with(new Authorization(
                AuthorizationState.AUTHORIZATION_EXPIRED,
                now,
                s.authorization().last(),
                now.plus(LicensingTimers.AUTHORIZATION_EXPIRED_RETRY),
                s.authorization().deadline())));
        log.authorizationExpired();
    }

    /** Whether what the configuration uses differs from what the portal last judged. */
    boolean isOutdated(List<EntitlementStatus> judged) {
        List<LicenseUse> uses = licenses.licensesInUse();
        if (uses.size() != judged.size()) {
            return true;
        }
        return !uses.stream()
                .allMatch(use -> judged.stream()
                        .anyMatch(entitlement ->
                                entitlement.tag().equals(use.license().tag()) && entitlement.count() == use.count()));
    }

    private static AuthorizationState worst(List<EntitlementStatus> entitlements) {
        // A licence that may not be exported is not used, so nothing is short for want of it.
        return entitlements.stream()
                        .allMatch(e -> e.status() == AuthorizationStatus.AUTHORIZED
                                || e.status() == AuthorizationStatus.NOT_AUTHORIZED)
                ? AuthorizationState.AUTHORIZED
                : AuthorizationState.OUT_OF_COMPLIANCE;
    }
}
