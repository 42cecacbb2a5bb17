package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.engine.ExchangeException.Kind;
import org.slportal.agent.engine.LicensingState.Authorization;
import org.slportal.agent.engine.LicensingState.Registration;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.CertificateTrust;
import org.slportal.agent.identity.DeviceCertificate;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.platform.Hardware;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.failure.FailureReason;
import org.slportal.protocol.DeregistrationData;
import org.slportal.protocol.IdCertificateRenewalData;
import org.slportal.protocol.IdCertificateRenewalResult;
import org.slportal.protocol.RegistrationData;
import org.slportal.protocol.RegistrationResult;

/** Getting, renewing and giving back the identity. */
final class RegistrationProcess {

    private final Hardware hardware;
    private final Supplier<@Nullable String> hostname;
    private final InstantSource clock;
    private final CertificateTrust trust;
    private final PortalConversation conversation;
    private final KeyRing keys;
    private final StateHolder state;
    private final Retry retry;
    private final LicensingLog log;
    private final EventLog events;

    RegistrationProcess(
            Hardware hardware,
            Supplier<@Nullable String> hostname,
            InstantSource clock,
            CertificateTrust trust,
            PortalConversation conversation,
            KeyRing keys,
            StateHolder state,
            Retry retry,
            LicensingLog log,
            EventLog events) {
        this.hardware = hardware;
        this.hostname = hostname;
        this.clock = clock;
        this.trust = trust;
        this.conversation = conversation;
        this.keys = keys;
        this.state = state;
        this.retry = retry;
        this.log = log;
        this.events = events;
    }

    /**
     * Tries once.
     *
     * @return null if it is over, or the same registration with its next attempt
     */
    @Nullable
    PendingRegistration register(PendingRegistration pending) {
        log.registrationInProgress();
        events.record("REGISTER_REQUEST", "force", String.valueOf(pending.force()));
        RegistrationData data = new RegistrationData(
                pending.token(),
                hardware.platform().softwareId(),
                pending.key().certificateRequest(hardware.udi()),
                hostname.get(),
                pending.force(),
                DeviceNames.haMembers(hardware));
        try {
            PortalConversation.Verified verified =
                    conversation.ask(data, pending.key().signer(), null);
            RegistrationResult result = (RegistrationResult) verified.data();
            DeviceCertificate certificate = ownCertificate(result.idCertificate(), result.issuerChain(), pending.key());
            Instant now = clock.instant();
            Identity identity = new Identity(
                    pending.key().toPem(),
                    result.productInstanceIdentifier(),
                    result.idCertificate(),
                    certificate.serialNumber(),
                    result.issuerChain(),
                    verified.signingCertificates(),
                    verified.signingSerial(),
                    result.smartAccount(),
                    result.virtualAccount(),
                    result.exportAllowed(),
                    Instant.ofEpochMilli(result.issuedAt()),
                    Instant.ofEpochMilli(result.expiresAt()));
            keys.hold(pending.key());
            Registration registered = new Registration(
                    RegistrationStatus.REGISTERED,
                    Attempt.succeeded(now),
                    null,
                    now.plus(span(result.issuedAt(), result.renewAt(), LicensingTimers.ID_CERTIFICATE_RENEWAL)));
            state.update(s -> s.unidentified().with(registered).with(identity).with(Authorization.NONE.nextAt(now)));
            events.record("REGISTER_RESPONSE", "msgStatus", "OK");
            events.record("EXPORT_FLAG", "exportAllowed", result.exportAllowed() ? "True" : "False");
            log.registered(result.exportAllowed());
            return null;
        } catch (ExchangeException failure) {
            return registrationFailed(pending, failure);
        }
    }

    private @Nullable PendingRegistration registrationFailed(PendingRegistration pending, ExchangeException failure) {
        Instant now = clock.instant();
        String reason = failure.reason();
        // Without a transport, trying again is pointless until someone configures one.
        boolean hopeless = reason.equals(FailureReason.TRANSPORT_NOT_AVAILABLE);
        boolean refusedForGood = hopeless || (failure.kind() == Kind.REFUSED && isAlreadyRegistered(reason));
        PendingRegistration next = hopeless ? null : pending.at(retry.after(failure, now));
        state.update(s -> s.with(new Registration(
                s.identity() != null
                        ? RegistrationStatus.REGISTERED
                        : refusedForGood ? RegistrationStatus.FAILED : RegistrationStatus.IN_PROGRESS,
                Attempt.failed(now, reason),
                s.registration().lastRenewal(),
                s.identity() != null ? s.registration().nextAttempt() : next == null ? null : next.nextAttempt())));
        events.record("REGISTER_RESPONSE", "msgStatus", failure.status(), "error", reason);
        log.registrationFailed(reason);
        if (failure.kind() == Kind.TRANSPORT) {
            log.communicationFailed(reason);
        }
        return next;
    }

    private static boolean isAlreadyRegistered(String reason) {
        return reason.equals(FailureReason.PRODUCT_ALREADY_REGISTERED)
                || reason.equals(FailureReason.EXISTING_CONSUMPTION)
                || reason.endsWith("has already been registered.");
    }

    /** Tries once to renew the ID certificate, with the same key. */
    void renew(Identity identity) {
        DeviceKey key = keys.of(identity);
        try {
            PortalConversation.Verified verified = conversation.ask(
                    new IdCertificateRenewalData(key.certificateRequest(hardware.udi())), key.signer(), identity);
            IdCertificateRenewalResult result = (IdCertificateRenewalResult) verified.data();
            DeviceCertificate certificate = ownCertificate(result.idCertificate(), result.issuerChain(), key);
            Instant now = clock.instant();
            Identity renewed = identity.renewed(
                            result.idCertificate(),
                            certificate.serialNumber(),
                            result.issuerChain(),
                            Instant.ofEpochMilli(result.issuedAt()),
                            Instant.ofEpochMilli(result.expiresAt()))
                    .withSigningCertificates(verified.signingCertificates(), verified.signingSerial());
            Instant next = now.plus(span(result.issuedAt(), result.renewAt(), LicensingTimers.ID_CERTIFICATE_RENEWAL));
            state.update(s -> s.with(renewed)
                    .with(new Registration(
                            RegistrationStatus.REGISTERED, s.registration().initial(), Attempt.succeeded(now), next)));
            events.record("ID_CERT_RENEW", "msgStatus", "OK");
            log.idCertificateRenewed();
        } catch (ExchangeException failure) {
            Instant now = clock.instant();
            state.update(s -> s.with(new Registration(
                    RegistrationStatus.REGISTERED,
                    s.registration().initial(),
                    Attempt.failed(now, failure.reason()),
                    retry.after(failure, now))));
            events.record("ID_CERT_RENEW", "msgStatus", failure.status(), "error", failure.reason());
            if (failure.kind() == Kind.TRANSPORT) {
                log.communicationFailed(failure.reason());
            }
            log.idCertificateRenewalFailed(failure.reason());
        }
    }

    /** Tells the portal once and forgets the identity whatever it says. */
    void deregister(Identity identity) {
        try {
            conversation.ask(new DeregistrationData(), keys.of(identity).signer(), identity);
            events.record("DEREGISTER_STATUS", "msgStatus", "OK");
            log.deregistered();
        } catch (ExchangeException failure) {
            events.record("DEREGISTER_STATUS", "msgStatus", failure.status(), "error", failure.reason());
            log.deregistrationFailed(failure.reason());
        }
        state.update(LicensingState::unidentified);
    }

    private DeviceCertificate ownCertificate(String pem, List<String> issuers, DeviceKey key) throws ExchangeException {
        try {
            DeviceCertificate certificate = DeviceCertificate.fromPem(pem);
            List<DeviceCertificate> chain = new java.util.ArrayList<>(List.of(certificate));
            chain.addAll(DeviceCertificate.fromPems(issuers));
            trust.validate(chain, clock.instant());
            if (!key.matches(certificate)) {
                throw new CertificateRefusedException("it is for another key");
            }
            return certificate;
        } catch (CertificateRefusedException e) {
            if (e.kind() == CertificateRefusedException.Kind.LIST_UNAVAILABLE) {
                throw new ExchangeException(Kind.WAITING, FailureReason.WAITING_FOR_REPLY);
            }
            throw new ExchangeException(Kind.TRANSPORT, "ID certificate validation failed: " + e.getMessage());
        }
    }

    /** The portal's own distance between two of its times, since its clock may differ a little from this one. */
    static Duration span(long fromMillis, long toMillis, Duration otherwise) {
        Duration span = Duration.ofMillis(toMillis - fromMillis);
        return span.isPositive() ? span : otherwise;
    }
}
