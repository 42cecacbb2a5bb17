package org.slportal.services.callhome;

import static org.slportal.db.jooq.Tables.CERTIFICATE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.LicensingTimers;
import org.slportal.domain.failure.FailureReason;
import org.slportal.pki.CertificateCodec;
import org.springframework.stereotype.Component;

/** Establishes that a message comes from the registered device it names: serials present, instance known, signature its own. */
@Component
public class DeviceAuthentication {

    private final DSLContext sql;
    private final InstantSource clock;

    public DeviceAuthentication(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Either the device or the refusal. */
    public record Result(@Nullable KnownDevice device, Reply.@Nullable Refused refusal) {}

    public Result authenticate(DeviceExchange exchange, DeviceCredentials credentials, Predicate<PublicKey> signedBy) {
        // 1. All three fields.
        List<String> missing = new ArrayList<>();
        String serial = credentials.idCertificateSerial();
        String piid = credentials.piid();
        if (serial == null) {
            missing.add(FailureReason.MISSING_ID_CERTIFICATE_SERIAL);
        }
        if (credentials.signingCertificateSerial() == null) {
            missing.add(FailureReason.MISSING_SIGNING_CERTIFICATE_SERIAL);
        }
        if (missing.size() == 2) {
            // A device whose server's signing certificate has run out names neither: nothing to hold its signature
            // against.
            return refused(Reply.Refusal.MISSING_FIELD, FailureReason.SIGNING_CERTIFICATE_EXPIRED);
        }
        if (serial == null || piid == null || !missing.isEmpty()) {
            if (missing.isEmpty()) {
                missing.add(FailureReason.fieldError("product_instance_identifier", "The field is missing."));
            }
            return refused(Reply.Refusal.MISSING_FIELD, String.join("; ", missing));
        }

        // 2. The product instance, by one look-up that brings its key.
        var row = sql.select()
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PIID.eq(piid))
                .fetchOne();
        if (row == null
                || !row.get(PRODUCT_INSTANCE.UDI_PID).equals(exchange.udi().pid())
                || !row.get(PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)
                        .equals(exchange.udi().serialNumber())) {
            return refused(Reply.Refusal.NOT_REGISTERED, FailureReason.notRegistered(piid));
        }

        // 3. The key. A device that lost the answer to a renewal still signs with the certificate before.
        PublicKey key = serial.equalsIgnoreCase(row.get(PRODUCT_INSTANCE.CERTIFICATE_SERIAL))
                ? publicKey(row.get(PRODUCT_INSTANCE.PUBLIC_KEY))
                : supersededKey(piid, serial);
        if (key == null || !signedBy.test(key)) {
            return refused(Reply.Refusal.SIGNATURE, FailureReason.SIGNATURE_MISMATCH);
        }

        // 4. The certificate's life, from the instance's own row where that tells it.
        Instant now = clock.instant();
        if (isExpired(serial, row.get(PRODUCT_INSTANCE.REGISTERED_AT), now)) {
            return refused(Reply.Refusal.CERTIFICATE_EXPIRED, FailureReason.idCertificateExpired(serial));
        }
        return new Result(
                new KnownDevice(
                        row.get(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID),
                        piid,
                        row.get(PRODUCT_INSTANCE.SMART_ACCOUNT_ID),
                        row.get(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID),
                        exchange.udi(),
                        row.get(PRODUCT_INSTANCE.HOST_NAME),
                        row.get(PRODUCT_INSTANCE.PRODUCT_NAME),
                        row.get(PRODUCT_INSTANCE.AUTHORIZATION_STATUS),
                        row.get(PRODUCT_INSTANCE.AUTHORIZED_UNTIL),
                        row.get(PRODUCT_INSTANCE.EXPORT_ALLOWED),
                        exchange.originAddress()),
                null);
    }

    private @Nullable PublicKey supersededKey(String piid, String serial) {
        byte[] der = sql.select(CERTIFICATE.DER)
                .from(CERTIFICATE)
                .where(CERTIFICATE
                        .SERIAL
                        .eq(serial)
                        .and(CERTIFICATE.PIID.eq(piid))
                        .and(CERTIFICATE.STATUS.eq("SUPERSEDED")))
                .fetchOne(CERTIFICATE.DER);
        return der == null ? null : CertificateCodec.parse(der).getPublicKey();
    }

    /** A certificate lives a year at least from registration: only an older instance needs the second look-up. */
    private boolean isExpired(String serial, Instant registeredAt, Instant now) {
        Instant certain = registeredAt
                .truncatedTo(ChronoUnit.SECONDS)
                .minus(LicensingTimers.BACK_DATING)
                .plus(LicensingTimers.ID_CERTIFICATE_VALIDITY);
        if (now.isBefore(certain)) {
            return false;
        }
        Instant notAfter = sql.select(CERTIFICATE.NOT_AFTER)
                .from(CERTIFICATE)
                .where(CERTIFICATE.SERIAL.eq(serial))
                .fetchOne(CERTIFICATE.NOT_AFTER);
        return notAfter == null || !now.isBefore(notAfter);
    }

    private static PublicKey publicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException notRsa) {
            return ecKey(encoded, notRsa);
        }
    }

    private static PublicKey ecKey(byte[] encoded, GeneralSecurityException notRsa) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            e.addSuppressed(notRsa);
            throw new IllegalStateException("A stored device key cannot be read", e);
        }
    }

    private static Result refused(Reply.Refusal refusal, String reason) {
        return new Result(null, new Reply.Refused(refusal, reason));
    }
}
