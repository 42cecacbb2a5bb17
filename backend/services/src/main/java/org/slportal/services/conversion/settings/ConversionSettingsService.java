package org.slportal.services.conversion.settings;

import static org.slportal.db.jooq.Tables.CONVERSION_SETTING;
import static org.slportal.db.jooq.Tables.CONVERSION_SETTING_POOL;

import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** What a Smart Account lets convert by itself, and what needs two people. Only its administrator changes that. */
@Service
public class ConversionSettingsService {

    private static final int MAX_FILTER = 500;

    private final DSLContext sql;
    private final ConversionRules rules;
    private final Transactions transactions;
    private final AccountService accounts;
    private final EventRecorder events;

    ConversionSettingsService(
            DSLContext sql,
            ConversionRules rules,
            Transactions transactions,
            AccountService accounts,
            EventRecorder events) {
        this.sql = sql;
        this.rules = rules;
        this.transactions = transactions;
        this.accounts = accounts;
        this.events = events;
    }

    public VersionedSettings get(Actor actor, SmartAccountId account) {
        actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        return transactions.read(() -> rules.read(account));
    }

    /** Whether this Virtual Account accepts what devices convert by themselves. */
    public boolean acceptsDlc(SmartAccountId account, VirtualAccountId pool) {
        return rules.of(account).acceptsDlc(pool);
    }

    /** @param version as read with the values that were edited */
    public void change(Actor actor, SmartAccountId account, ConversionSettings asked, int version) {
        actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        String filter = Checks.optional("skuFilter", asked.skuFilter(), MAX_FILTER);
        VirtualAccountId target = asked.pakTarget();
        if (target != null) {
            accounts.requireAll(actor, Permission.MANAGE_LICENSES, account, Set.of(target));
        }
        accounts.requireAll(actor, Permission.MANAGE_LICENSES, account, asked.dlcPools());
        transactions.run(() -> {
            store(account, asked, filter, version);
            sql.deleteFrom(CONVERSION_SETTING_POOL)
                    .where(CONVERSION_SETTING_POOL.SMART_ACCOUNT_ID.eq(account))
                    .execute();
            if (!asked.dlcPools().isEmpty()) {
                var insert = sql.insertInto(
                        CONVERSION_SETTING_POOL,
                        CONVERSION_SETTING_POOL.SMART_ACCOUNT_ID,
                        CONVERSION_SETTING_POOL.VIRTUAL_ACCOUNT_ID);
                for (VirtualAccountId pool : asked.dlcPools()) {
                    insert = insert.values(account, pool);
                }
                insert.execute();
            }
            events.record(actor, NewEvent.done(EventCode.CONVERSION_SETTINGS_CHANGED, account, null));
        });
    }

    private void store(SmartAccountId account, ConversionSettings asked, String filter, int version) {
        if (version == 0) {
            try {
                sql.insertInto(CONVERSION_SETTING)
                        .set(CONVERSION_SETTING.SMART_ACCOUNT_ID, account)
                        .set(CONVERSION_SETTING.PAK_AUTOMATIC, asked.convertPaks())
                        .set(CONVERSION_SETTING.PAK_SKU_FILTER, filter)
                        .set(CONVERSION_SETTING.PAK_VIRTUAL_ACCOUNT_ID, asked.pakTarget())
                        .set(CONVERSION_SETTING.DEVICE_AUTOMATIC, asked.convertDevices())
                        .set(CONVERSION_SETTING.DLC_MODE, asked.dlcMode().name())
                        .set(CONVERSION_SETTING.HOLD_AUTOMATIC, asked.holdAutomatic())
                        .set(CONVERSION_SETTING.TWO_PERSON, asked.twoPerson())
                        .set(CONVERSION_SETTING.VERSION, 1)
                        .execute();
                return;
            } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
                if (Constraint.violated(e, "PRIMARY")) {
                    throw PortalException.stale().causedBy(e);
                }
                throw e;
            }
        }
        int changed = sql.update(CONVERSION_SETTING)
                .set(CONVERSION_SETTING.PAK_AUTOMATIC, asked.convertPaks())
                .set(CONVERSION_SETTING.PAK_SKU_FILTER, filter)
                .set(CONVERSION_SETTING.PAK_VIRTUAL_ACCOUNT_ID, asked.pakTarget())
                .set(CONVERSION_SETTING.DEVICE_AUTOMATIC, asked.convertDevices())
                .set(CONVERSION_SETTING.DLC_MODE, asked.dlcMode().name())
                .set(CONVERSION_SETTING.HOLD_AUTOMATIC, asked.holdAutomatic())
                .set(CONVERSION_SETTING.TWO_PERSON, asked.twoPerson())
                .set(CONVERSION_SETTING.VERSION, version + 1)
                .where(CONVERSION_SETTING.SMART_ACCOUNT_ID.eq(account).and(CONVERSION_SETTING.VERSION.eq(version)))
                .execute();
        if (changed == 0) {
            throw PortalException.stale();
        }
    }
}
