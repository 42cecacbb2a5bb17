package org.slportal.callhome;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.pki.SigningIdentity;
import org.slportal.protocol.DeregistrationResult;
import org.slportal.protocol.DeviceAnswer;
import org.slportal.protocol.EntitlementResult;
import org.slportal.protocol.EntitlementStatus;
import org.slportal.protocol.IdCertificateRenewalResult;
import org.slportal.protocol.MessageCodec;
import org.slportal.protocol.RegistrationResult;
import org.slportal.protocol.RequestHeader;
import org.slportal.protocol.ResponseData;
import org.slportal.protocol.ResponseHeader;
import org.slportal.protocol.SignedMessage;
import org.slportal.protocol.SignedMessageCodec;
import org.slportal.protocol.StatusWord;
import org.slportal.services.callhome.AuthorizationGrant;
import org.slportal.services.callhome.CertificateRenewalGrant;
import org.slportal.services.callhome.KnownDevice;
import org.slportal.services.callhome.RegistrationGrant;
import org.slportal.services.callhome.Reply;
import org.slportal.services.dlc.DlcReceipt;
import org.slportal.services.lab.condition.AnswerSigner;
import org.springframework.stereotype.Component;

/** Makes answers and signs them with the server's signing certificate, whose chain goes along when the device has another. */
@Component
class AnswerWriter {

    private final AnswerSigner signers;
    private final InstantSource clock;

    AnswerWriter(AnswerSigner signers, InstantSource clock) {
        this.signers = signers;
        this.clock = clock;
    }

    String registered(RequestHeader request, RegistrationGrant grant) {
        var certificate = grant.certificate();
        return granted(
                request,
                grant.piid(),
                certificate.serialHex(),
                new RegistrationResult(
                        grant.piid(),
                        certificate.pem(),
                        certificate.issuerChainPem(),
                        grant.smartAccount(),
                        grant.virtualAccount(),
                        grant.exportAllowed(),
                        grant.issuedAt().toEpochMilli(),
                        certificate.notAfter().toEpochMilli(),
                        LicensingTimers.nextIdCertificateRenewal(grant.issuedAt())
                                .toEpochMilli()));
    }

    String authorized(RequestHeader request, KnownDevice device, AuthorizationGrant grant) {
        List<EntitlementStatus> lines = grant.lines().stream()
                .map(line -> new EntitlementStatus(
                        new EntitlementTag(line.tag()),
                        line.count(),
                        line.status(),
                        // Without a name the answer would not be one: an unknown tag is called what it was asked for.
                        line.name().isEmpty() ? line.tag() : line.name(),
                        line.description(),
                        line.exportRestricted()))
                .toList();
        return granted(
                request,
                device.piid(),
                request.idCertSerialNumber(),
                new EntitlementResult(
                        lines,
                        grant.authorizedAt().toEpochMilli(),
                        grant.nextRequestAt().toEpochMilli(),
                        grant.validUntil().toEpochMilli()));
    }

    String renewed(RequestHeader request, KnownDevice device, CertificateRenewalGrant grant) {
        var certificate = grant.certificate();
        return granted(
                request,
                device.piid(),
                certificate.serialHex(),
                new IdCertificateRenewalResult(
                        certificate.pem(),
                        certificate.issuerChainPem(),
                        grant.issuedAt().toEpochMilli(),
                        certificate.notAfter().toEpochMilli(),
                        LicensingTimers.nextIdCertificateRenewal(grant.issuedAt())
                                .toEpochMilli()));
    }

    String deregistered(RequestHeader request, KnownDevice device) {
        return granted(request, device.piid(), request.idCertSerialNumber(), new DeregistrationResult());
    }

    String conversion(RequestHeader request, KnownDevice device, DlcReceipt receipt) {
        Optional<DlcPolicy.Refusal> ofAll = ConversionBodies.refusalOfAll(receipt);
        if (ofAll.isPresent()) {
            return failure(request, ofAll.get().reason().name(), ofAll.get().text());
        }
        return answer(
                request,
                receipt.isFinished() ? StatusWord.OK : StatusWord.OK_POLL,
                null,
                null,
                MessageCodec.encodeResult(ConversionBodies.of(receipt)),
                device.piid(),
                request.idCertSerialNumber());
    }

    String refused(RequestHeader request, Reply.Refused refused) {
        return switch (refused.refusal()) {
            case SIGNATURE, MISSING_FIELD, NONCE_REUSED, INVALID_CSR, NOT_REGISTERED, CERTIFICATE_EXPIRED ->
                answer(
                        request,
                        StatusWord.LS_INVALID_DATA,
                        refused.refusal().name(),
                        refused.reason(),
                        null,
                        null,
                        null);
            case INVALID_TOKEN, ALREADY_REGISTERED, UNKNOWN_CONVERSION, TRY_AGAIN ->
                failure(request, refused.refusal().name(), refused.reason());
        };
    }

    /** The message makes no sense. */
    String invalid(RequestHeader request, String reason) {
        return answer(request, StatusWord.LS_INVALID_DATA, "INVALID_DATA", reason, null, null, null);
    }

    /** The message makes sense and is refused. */
    String failure(RequestHeader request, String code, String reason) {
        return answer(request, StatusWord.FAILED, code, reason, null, null, null);
    }

    private String granted(
            RequestHeader request, String piid, @Nullable String idCertificateSerial, ResponseData data) {
        return answer(request, StatusWord.OK, null, null, MessageCodec.encodeResult(data), piid, idCertificateSerial);
    }

    private String answer(
            RequestHeader request,
            String status,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String data,
            @Nullable String piid,
            @Nullable String idCertificateSerial) {
        // One snapshot: certificate and key of the same identity, also while it is being renewed.
        SigningIdentity signer = signers.of(request.sudi().udi());
        String serial = signer.certificateSerialHex();
        boolean hasChain = serial.equalsIgnoreCase(request.signingCertSerialNumber());
        DeviceAnswer answer = new DeviceAnswer(
                ResponseHeader.answering(request, clock.instant(), piid, idCertificateSerial, serial),
                status,
                reason,
                code,
                data,
                hasChain ? null : signer.chainPem());
        return SignedMessageCodec.encodeResponse(SignedMessage.sign(MessageCodec.encodeAnswer(answer), signer::sign));
    }
}
