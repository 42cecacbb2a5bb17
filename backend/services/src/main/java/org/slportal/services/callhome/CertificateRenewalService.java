package org.slportal.services.callhome;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.slportal.domain.failure.FailureReason;
import org.slportal.pki.BadCsrException;
import org.slportal.pki.CertificateAuthority;
import org.slportal.pki.CertificateIntent;
import org.slportal.pki.CertificateSigningRequest;
import org.slportal.pki.IssuedCertificate;
import org.slportal.services.certificate.CertificateRecords;
import org.slportal.services.db.Transactions;
import org.slportal.services.device.DeviceContact;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.stereotype.Service;

/** Renewal of a device's ID certificate, with the key of the new CSR. The one before stays valid until it expires. */
@Service
public class CertificateRenewalService {

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final CertificateAuthority authority;
    private final CertificateRecords certificates;
    private final AnsweredMessages answers;
    private final EventRecorder events;
    private final DeviceContact contact;

    CertificateRenewalService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            CertificateAuthority authority,
            CertificateRecords certificates,
            AnsweredMessages answers,
            EventRecorder events,
            DeviceContact contact) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.authority = authority;
        this.certificates = certificates;
        this.answers = answers;
        this.events = events;
        this.contact = contact;
    }

    /** @param render makes the signed answer, inside the transaction */
    public Reply renew(
            DeviceExchange exchange,
            KnownDevice device,
            String csrPem,
            Function<CertificateRenewalGrant, String> render) {
        CertificateSigningRequest csr;
        try {
            csr = CertificateSigningRequest.parse(csrPem);
        } catch (BadCsrException e) {
            return new Reply.Refused(
                    Reply.Refusal.INVALID_CSR, FailureReason.fieldError("csr", String.valueOf(e.getMessage())));
        }
        Instant now = clock.instant();
        CertificateIntent intent = authority.planDeviceId(device.productName(), device.piid());
        certificates.intent(intent, device.piid());
        IssuedCertificate certificate = authority.sign(intent, csr);
        return answers.answerOnce(
                exchange,
                () -> transactions.write(() -> {
                    int touched = sql.update(PRODUCT_INSTANCE)
                            .set(PRODUCT_INSTANCE.CERTIFICATE_SERIAL, certificate.serialHex())
                            .set(PRODUCT_INSTANCE.PUBLIC_KEY, csr.publicKey().getEncoded())
                            .set(PRODUCT_INSTANCE.CERTIFICATE_EXPIRES_AT, certificate.notAfter())
                            .set(PRODUCT_INSTANCE.LAST_CONTACT_AT, now)
                            .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device.id()))
                            .execute();
                    if (touched == 0) {
                        return new Reply.Refused(
                                Reply.Refusal.NOT_REGISTERED, FailureReason.notRegistered(device.piid()));
                    }
                    contact.spoke(device.id());
                    // Issued only now: the certificate of a device that is gone stays an intent.
                    certificates.issued(intent, certificate.der());
                    certificates.retireOthers(device.piid(), certificate.serialHex(), false);
                    events.record(
                            device.actor(),
                            NewEvent.done(
                                            EventCode.DEVICE_CERTIFICATE_RENEWED,
                                            device.account(),
                                            device.pool(),
                                            "device",
                                            device.name())
                                    .aboutDevice(device.piid()));
                    String answer = render.apply(new CertificateRenewalGrant(certificate, now));
                    answers.store(exchange, answer);
                    return new Reply.Answered(answer);
                }));
    }
}
