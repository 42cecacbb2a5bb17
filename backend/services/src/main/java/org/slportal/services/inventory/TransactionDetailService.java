package org.slportal.services.inventory;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.List;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.springframework.stereotype.Service;

/** The transaction detail level of the licence list: where each quantity of a licence came from or went to. */
@Service
public class TransactionDetailService {

    /** Rows below a licence in the list; the rest is on the licence's own page. */
    public static final int SHOWN = 50;

    private final DSLContext sql;
    private final AccountService accounts;

    TransactionDetailService(DSLContext sql, AccountService accounts) {
        this.sql = sql;
        this.accounts = accounts;
    }

    /** The newest first; one more than {@link #SHOWN} says that there are more. */
    public List<TransactionDetail> latest(Actor actor, VirtualAccountId pool, LicenseId license) {
        accounts.require(actor, Permission.VIEW, pool);
        return sql.select()
                .from(LedgerOrigins.joined())
                .leftJoin(PLATFORM)
                .on(PLATFORM.PLATFORM_ID.eq(LEGACY_DEVICE.PLATFORM_ID))
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_TRANSACTION.COUNTERPART_VIRTUAL_ACCOUNT_ID))
                .where(LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_TRANSACTION.LICENSE_ID.eq(license)))
                .orderBy(LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID.desc())
                .limit(SHOWN + 1)
                .fetch(row -> new TransactionDetail(
                        row.get(LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID),
                        row.get(LICENSE_TRANSACTION.RECORDED_AT),
                        row.get(LICENSE_TRANSACTION.SOURCE),
                        row.get(LICENSE_TRANSACTION.QUANTITY),
                        row.get(LICENSE_TRANSACTION.LICENSE_TERM),
                        row.get(LICENSE_TRANSACTION.STARTS_ON),
                        row.get(LICENSE_TRANSACTION.ENDS_ON),
                        row.get(SKU.CODE),
                        row.get(PAK.PAK_NUMBER),
                        row.get(LICENSE_TRANSACTION.ORDER_NUMBER),
                        row.get(LICENSE_TRANSACTION.SUBSCRIPTION_NUMBER),
                        row.get(LEGACY_DEVICE.UDI_PID),
                        row.get(LEGACY_DEVICE.UDI_SERIAL_NUMBER),
                        row.get(PLATFORM.NAME),
                        row.get(VIRTUAL_ACCOUNT.NAME),
                        row.get(LICENSE_TRANSACTION.NOTE),
                        row.get(LICENSE_TRANSACTION.RECORDED_BY)));
    }
}
