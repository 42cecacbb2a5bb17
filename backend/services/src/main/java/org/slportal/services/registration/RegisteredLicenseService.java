package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** Traditional licences installed on the account's devices. */
@Service
public class RegisteredLicenseService {

    private final DSLContext sql;

    RegisteredLicenseService(DSLContext sql) {
        this.sql = sql;
    }

    /** @param text part of a SKU, PAK, UDI or Virtual Account; empty for all */
    public List<RegisteredLicense> list(
            Actor actor, SmartAccountId account, PageQuery<RegisteredLicenseSort> query, String text) {
        boolean up = query.ascending();
        return sql.select()
                .from(LEGACY_DEVICE)
                .join(LEGACY_LICENSE)
                .on(LEGACY_LICENSE.LEGACY_DEVICE_ID.eq(LEGACY_DEVICE.LEGACY_DEVICE_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID))
                .leftJoin(PAK_LINE)
                .on(PAK_LINE.PAK_LINE_ID.eq(LEGACY_LICENSE.PAK_LINE_ID))
                .leftJoin(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .where(visible(actor, account).and(matching(text.strip())))
                .orderBy(
                        switch (query.sort()) {
                            case DEVICE ->
                                up
                                        ? List.of(
                                                LEGACY_DEVICE.LEGACY_DEVICE_ID.asc(),
                                                LEGACY_LICENSE.LEGACY_LICENSE_ID.asc())
                                        : List.of(
                                                LEGACY_DEVICE.LEGACY_DEVICE_ID.desc(),
                                                LEGACY_LICENSE.LEGACY_LICENSE_ID.desc());
                        })
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new RegisteredLicense(
                        row.get(LEGACY_LICENSE.LEGACY_LICENSE_ID),
                        row.get(SKU.CODE),
                        row.get(SKU.DESCRIPTION),
                        row.get(PAK.PAK_ID) != null
                                        && account.equals(row.get(PAK.SMART_ACCOUNT_ID))
                                        && actor.may(Permission.VIEW, account, row.get(PAK.VIRTUAL_ACCOUNT_ID))
                                ? row.get(PAK.PAK_ID)
                                : null,
                        row.get(PAK.PAK_NUMBER),
                        row.get(LEGACY_DEVICE.LEGACY_DEVICE_ID),
                        new Udi(row.get(LEGACY_DEVICE.UDI_PID), row.get(LEGACY_DEVICE.UDI_SERIAL_NUMBER)).asCli(),
                        row.get(VIRTUAL_ACCOUNT.NAME),
                        "PAK".equals(row.get(LEGACY_LICENSE.LICENSE_FORM)),
                        row.get(SKU.LICENSE_TERM),
                        row.get(LEGACY_LICENSE.TERM_ENDS),
                        row.get(LEGACY_LICENSE.QUANTITY),
                        row.get(LEGACY_LICENSE.CONVERTED)));
    }

    public BoundedCount count(Actor actor, SmartAccountId account, String text) {
        Table<?> rows = LEGACY_DEVICE
                .join(LEGACY_LICENSE)
                .on(LEGACY_LICENSE.LEGACY_DEVICE_ID.eq(LEGACY_DEVICE.LEGACY_DEVICE_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID))
                .leftJoin(PAK_LINE)
                .on(PAK_LINE.PAK_LINE_ID.eq(LEGACY_LICENSE.PAK_LINE_ID))
                .leftJoin(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID));
        return BoundedCounts.of(sql, rows, visible(actor, account).and(matching(text.strip())));
    }

    private static Condition visible(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        return LEGACY_DEVICE
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(RegisteredPakService.poolVisible(actor, account, LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID));
    }

    private static Condition matching(String text) {
        return text.isEmpty()
                ? DSL.noCondition()
                : DSL.or(
                        SKU.CODE.containsIgnoreCase(text),
                        PAK.PAK_NUMBER.containsIgnoreCase(text),
                        LEGACY_DEVICE.UDI_PID.containsIgnoreCase(text),
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER.containsIgnoreCase(text),
                        VIRTUAL_ACCOUNT.NAME.containsIgnoreCase(text));
    }
}
