package org.slportal.services.alert;

import static org.slportal.db.jooq.Tables.ALERT;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.db.Transactions;
import org.springframework.stereotype.Component;

/**
 * "Failed to Connect" and "Failed to Renew": open while a product instance is silent, cleared when it speaks or goes. The alert about one
 * that was removed because its certificate ended outlives it, until the same chassis registers again.
 */
@Component
public class SilenceAlerts {

    private final DSLContext sql;
    private final InstantSource clock;

    public SilenceAlerts(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * What an alert is about.
     *
     * @param device null once the product instance is gone
     * @param name as the message names it when the product instance no longer can
     * @param dueAt until when something can be done; null: it is too late
     */
    public record Subject(
            VirtualAccountId pool,
            @Nullable ProductInstanceId device,
            Udi udi,
            String name,
            @Nullable Instant dueAt) {}

    /** One statement for all of them; one that is open already stays as it is. */
    public void raise(AlertCode code, SmartAccountId account, List<Subject> subjects) {
        Transactions.requireTransaction();
        if (subjects.isEmpty()) {
            return;
        }
        var insert = sql.insertInto(
                ALERT,
                ALERT.SMART_ACCOUNT_ID,
                ALERT.VIRTUAL_ACCOUNT_ID,
                ALERT.CODE,
                ALERT.SEVERITY,
                ALERT.PRODUCT_INSTANCE_ID,
                ALERT.SUBJECT,
                ALERT.OPEN_KEY,
                ALERT.RAISED_AT,
                ALERT.DUE_AT);
        for (Subject subject : subjects) {
            insert = insert.values(
                    account,
                    subject.pool(),
                    code.name(),
                    code.severity().name(),
                    subject.device(),
                    subject.device() == null ? subject.name() : null,
                    subject.device() == null ? removedKey(account, subject.udi()) : code + ":" + subject.device(),
                    clock.instant(),
                    subject.dueAt());
        }
        insert.onDuplicateKeyIgnore().execute();
    }

    /** These speak again, or go. */
    public void clear(Collection<ProductInstanceId> devices) {
        Transactions.requireTransaction();
        List<String> keys = devices.stream()
                .flatMap(device -> java.util.stream.Stream.of(
                        AlertCode.PI_FAILED_TO_CONNECT + ":" + device, AlertCode.PI_FAILED_TO_RENEW + ":" + device))
                .toList();
        close(keys);
    }

    /** A chassis that was removed has registered again. */
    public void cameBack(SmartAccountId account, Udi udi) {
        Transactions.requireTransaction();
        close(List.of(removedKey(account, udi)));
    }

    private void close(List<String> keys) {
        sql.update(ALERT)
                .setNull(ALERT.OPEN_KEY)
                .set(ALERT.CLEARED_AT, clock.instant())
                .where(ALERT.OPEN_KEY.in(keys))
                .execute();
    }

    private static String removedKey(SmartAccountId account, Udi udi) {
        return "GONE:" + account + ":" + udi.pid() + ":" + udi.serialNumber();
    }
}
