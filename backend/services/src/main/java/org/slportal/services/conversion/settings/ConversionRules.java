package org.slportal.services.conversion.settings;

import static org.slportal.db.jooq.Tables.CONVERSION_SETTING;
import static org.slportal.db.jooq.Tables.CONVERSION_SETTING_POOL;

import java.util.Set;
import org.jooq.DSLContext;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.springframework.stereotype.Component;

/** The settings as conversions themselves ask for them, whoever converts. */
@Component
public class ConversionRules {

    private final DSLContext sql;

    ConversionRules(DSLContext sql) {
        this.sql = sql;
    }

    public ConversionSettings of(SmartAccountId account) {
        return read(account).settings();
    }

    /** Whether every conversion of the account needs the consent of a second person. */
    public boolean needsTwo(SmartAccountId account) {
        return of(account).twoPerson();
    }

    VersionedSettings read(SmartAccountId account) {
        var row = sql.selectFrom(CONVERSION_SETTING)
                .where(CONVERSION_SETTING.SMART_ACCOUNT_ID.eq(account))
                .fetchOne();
        if (row == null) {
            return new VersionedSettings(ConversionSettings.DEFAULT, 0);
        }
        Set<VirtualAccountId> pools = sql.select(CONVERSION_SETTING_POOL.VIRTUAL_ACCOUNT_ID)
                .from(CONVERSION_SETTING_POOL)
                .where(CONVERSION_SETTING_POOL.SMART_ACCOUNT_ID.eq(account))
                .fetchSet(CONVERSION_SETTING_POOL.VIRTUAL_ACCOUNT_ID);
        return new VersionedSettings(
                new ConversionSettings(
                        row.getPakAutomatic(),
                        row.getPakSkuFilter(),
                        row.getPakVirtualAccountId(),
                        row.getDeviceAutomatic(),
                        DlcMode.valueOf(row.getDlcMode()),
                        pools,
                        row.getHoldAutomatic(),
                        row.getTwoPerson()),
                row.getVersion());
    }
}
