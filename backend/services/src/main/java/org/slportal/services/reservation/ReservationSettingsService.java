package org.slportal.services.reservation;

import static org.slportal.db.jooq.Tables.RESERVATION_SETTING;

import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Whether a Smart Account may reserve licences. Only its administrator changes that. */
@Service
public class ReservationSettingsService {

    private final DSLContext sql;
    private final Transactions transactions;
    private final EventRecorder events;

    public ReservationSettingsService(DSLContext sql, Transactions transactions, EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.events = events;
    }

    /** @param version 0 before the first change */
    public record VersionedSettings(boolean specificPlr, int version) {}

    /** Whether the account may reserve licences; everybody who may see something of it may know. */
    public boolean isEnabled(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        return isEnabled(account);
    }

    boolean isEnabled(SmartAccountId account) {
        return sql.fetchExists(
                RESERVATION_SETTING,
                RESERVATION_SETTING.SMART_ACCOUNT_ID.eq(account).and(RESERVATION_SETTING.SPECIFIC_PLR.isTrue()));
    }

    public VersionedSettings get(Actor actor, SmartAccountId account) {
        actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        return sql.select(RESERVATION_SETTING.SPECIFIC_PLR, RESERVATION_SETTING.VERSION)
                .from(RESERVATION_SETTING)
                .where(RESERVATION_SETTING.SMART_ACCOUNT_ID.eq(account))
                .fetchOptional(row -> new VersionedSettings(row.value1(), row.value2()))
                .orElse(new VersionedSettings(false, 0));
    }

    /** @param version as read with the value that was edited */
    public void change(Actor actor, SmartAccountId account, boolean specificPlr, int version) {
        actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        transactions.run(() -> {
            store(account, specificPlr, version);
            events.record(
                    actor,
                    NewEvent.done(
                            EventCode.RESERVATION_SETTINGS_CHANGED,
                            account,
                            null,
                            "enabled",
                            Boolean.toString(specificPlr)));
        });
    }

    private void store(SmartAccountId account, boolean specificPlr, int version) {
        if (version == 0) {
            try {
                sql.insertInto(RESERVATION_SETTING)
                        .set(RESERVATION_SETTING.SMART_ACCOUNT_ID, account)
                        .set(RESERVATION_SETTING.SPECIFIC_PLR, specificPlr)
                        .set(RESERVATION_SETTING.VERSION, 1)
                        .execute();
                return;
            } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
                if (Constraint.violated(e, "PRIMARY")) {
                    throw PortalException.stale().causedBy(e);
                }
                throw e;
            }
        }
        int changed = sql.update(RESERVATION_SETTING)
                .set(RESERVATION_SETTING.SPECIFIC_PLR, specificPlr)
                .set(RESERVATION_SETTING.VERSION, version + 1)
                .where(RESERVATION_SETTING.SMART_ACCOUNT_ID.eq(account).and(RESERVATION_SETTING.VERSION.eq(version)))
                .execute();
        if (changed == 0) {
            throw PortalException.stale();
        }
    }
}
