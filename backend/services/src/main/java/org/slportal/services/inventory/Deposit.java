package org.slportal.services.inventory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;

/**
 * A change of an owned quantity and where it came from: one ledger row.
 *
 * @param quantity signed, not 0
 * @param counterpart of a transfer: the Virtual Account at its other end
 */
public record Deposit(
        LicenseId license,
        TransactionSource source,
        int quantity,
        LicenseTerm term,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable SkuId sku,
        @Nullable String orderNumber,
        @Nullable String subscription,
        @Nullable ConversionId conversion,
        @Nullable PakLineId pakLine,
        @Nullable LegacyLicenseId legacyLicense,
        @Nullable VirtualAccountId counterpart,
        String note) {

    /** One side of a transfer. @param quantity negative where they leave */
    public static Deposit transfer(Lot lot, int quantity, VirtualAccountId counterpart) {
        return new Deposit(
                lot.license(),
                TransactionSource.TRANSFER,
                quantity,
                lot.term(),
                lot.startsOn(),
                lot.endsOn(),
                null,
                null,
                lot.subscription(),
                null,
                null,
                null,
                counterpart,
                "");
    }

    /** Licences bought as smart licences. */
    public static Deposit order(
            LicenseId license, int quantity, LicenseTerm term, @Nullable LocalDate endsOn, String orderNumber) {
        return new Deposit(
                license,
                TransactionSource.ORDER,
                quantity,
                term,
                null,
                endsOn,
                null,
                orderNumber,
                null,
                null,
                null,
                null,
                null,
                "");
    }
}
