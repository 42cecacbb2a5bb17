package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.time.LocalDate;
import org.jooq.Condition;
import org.slportal.domain.license.LicenseTerm;

/** Picks, in the database, lines the policies would not refuse. The policies judge again when a line's turn comes. */
public final class ConvertibleLines {

    private ConvertibleLines() {}

    /** A condition on pak, pak_line and sku. */
    public static Condition convertible(LocalDate today) {
        return PAK.AVAILABLE
                .gt(0)
                .and(PAK.VIRTUAL_ACCOUNT_ID.isNotNull())
                .and(PAK_LINE.FULFILLED.plus(PAK_LINE.CONVERTED).lt(PAK_LINE.ORDERED))
                .and(PAK_LINE.TERM_ENDS.isNull().or(PAK_LINE.TERM_ENDS.ge(today)))
                .and(SKU.LICENSE_ID.isNotNull())
                .and(SKU.LICENSE_TERM.ne(LicenseTerm.DEMO));
    }

    /** A condition on legacy_device, legacy_license and sku. */
    public static Condition convertibleOnDevice(LocalDate today) {
        return LEGACY_DEVICE
                .AVAILABLE
                .gt(0)
                .and(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID.isNotNull())
                .and(LEGACY_LICENSE.CONVERTED.lt(LEGACY_LICENSE.QUANTITY))
                .and(LEGACY_LICENSE.TERM_ENDS.isNull().or(LEGACY_LICENSE.TERM_ENDS.ge(today)))
                .and(SKU.LICENSE_ID.isNotNull())
                .and(SKU.LICENSE_TERM.ne(LicenseTerm.DEMO));
    }
}
