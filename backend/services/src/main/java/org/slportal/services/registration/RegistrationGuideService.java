package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.access.Actor;
import org.springframework.stereotype.Service;

/** Guide Me: which steps of License Registration are behind the account already, as far as the reader can see. */
@Service
public class RegistrationGuideService {

    private final DSLContext sql;

    RegistrationGuideService(DSLContext sql) {
        this.sql = sql;
    }

    public RegistrationProgress progress(Actor actor, SmartAccountId account) {
        Condition visible = PakListing.visible(actor, account);
        return new RegistrationProgress(
                sql.fetchExists(PAK, visible),
                sql.fetchExists(PAK, visible.and(PAK.VIRTUAL_ACCOUNT_ID.isNotNull())),
                sql.fetchExists(PAK, visible.and(PAK.STATUS.ne(PakStatus.UNFULFILLED.displayName()))),
                sql.fetchExists(
                        LICENSE_TRANSACTION,
                        LICENSE_TRANSACTION
                                .SMART_ACCOUNT_ID
                                .eq(account)
                                .and(LICENSE_TRANSACTION.SOURCE.in(
                                        List.of(TransactionSource.PAK_MIGRATION, TransactionSource.DEVICE_MIGRATION)))
                                .and(RegisteredPakService.poolVisible(
                                        actor, account, LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID))));
    }
}
