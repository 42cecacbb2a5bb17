package org.slportal.services.certificate;

import static org.slportal.db.jooq.Tables.CERTIFICATE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.pki.CertificateIntent;
import org.slportal.pki.IssuanceRecord;
import org.slportal.pki.RevocationReason;
import org.slportal.pki.RevokedEntry;
import org.slportal.services.db.Transactions;
import org.springframework.stereotype.Component;

/** The database's memory of every certificate: the intent is durable before a key signs. */
@Component
public class CertificateRecords implements IssuanceRecord {

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;

    public CertificateRecords(DSLContext sql, Transactions transactions, InstantSource clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void intent(CertificateIntent intent) {
        intent(intent, null);
    }

    /** @param piid the product instance the certificate is for, null for the portal's own */
    public void intent(CertificateIntent intent, @Nullable String piid) {
        transactions.run(() -> sql.insertInto(CERTIFICATE)
                .set(CERTIFICATE.SERIAL, intent.serialHex())
                .set(CERTIFICATE.KIND, intent.kind().name())
                .set(CERTIFICATE.SUBJECT, intent.subject())
                .set(CERTIFICATE.NOT_BEFORE, intent.notBefore())
                .set(CERTIFICATE.NOT_AFTER, intent.notAfter())
                .set(CERTIFICATE.STATUS, "INTENDED")
                .set(CERTIFICATE.PIID, piid)
                .set(CERTIFICATE.CREATED_AT, clock.instant())
                .execute());
    }

    @Override
    public void issued(CertificateIntent intent, byte[] der) {
        transactions.run(() -> sql.update(CERTIFICATE)
                .set(CERTIFICATE.STATUS, "ISSUED")
                .set(CERTIFICATE.DER, der)
                .where(CERTIFICATE.SERIAL.eq(intent.serialHex()))
                .execute());
    }

    /** The ID certificates a product instance held before this one; they stay valid until they expire, or not. */
    public void retireOthers(String piid, String currentSerial, boolean revoke) {
        Transactions.requireTransaction();
        sql.update(CERTIFICATE)
                .set(CERTIFICATE.STATUS, revoke ? "REVOKED" : "SUPERSEDED")
                .set(CERTIFICATE.REVOKED_AT, revoke ? clock.instant() : null)
                .where(CERTIFICATE
                        .PIID
                        .eq(piid)
                        .and(CERTIFICATE.SERIAL.ne(currentSerial))
                        .and(CERTIFICATE.STATUS.in(revoke ? List.of("ISSUED", "SUPERSEDED") : List.of("ISSUED"))))
                .execute();
    }

    /** For the revocation list: revoked and not yet expired by themselves. */
    public List<RevokedEntry> revoked(Instant now) {
        return sql.select(CERTIFICATE.SERIAL, CERTIFICATE.REVOKED_AT)
                .from(CERTIFICATE)
                .where(CERTIFICATE
                        .STATUS
                        .eq("REVOKED")
                        .and(CERTIFICATE.REVOKED_AT.isNotNull())
                        .and(CERTIFICATE.NOT_AFTER.gt(now)))
                .orderBy(CERTIFICATE.CERTIFICATE_ID)
                .fetch(row -> new RevokedEntry(row.value1(), row.value2(), RevocationReason.CESSATION_OF_OPERATION));
    }
}
