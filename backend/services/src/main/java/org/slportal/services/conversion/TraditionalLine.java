package org.slportal.services.conversion;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.ConversionPolicy;
import org.slportal.domain.conversion.ConvertibleLine;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.inventory.Deposit;

/**
 * A line as stored, with its SKU's mapping: everything the policies ask about.
 *
 * @param container id of its PAK or device
 * @param pool Virtual Account of the PAK or device, null while it has none
 */
public record TraditionalLine(
        TraditionalLineId id,
        long container,
        String origin,
        int lineNumber,
        SkuId sku,
        String skuCode,
        String description,
        @Nullable LicenseId license,
        @Nullable String licenseName,
        int licenseQuantity,
        LicenseTerm term,
        @Nullable LocalDate termEnds,
        boolean partialAllowed,
        @Nullable VirtualAccountId pool,
        int ordered,
        int fulfilled,
        int converted) {

    public ConvertibleLine convertible() {
        return new ConvertibleLine(
                pool != null, license != null, term, termEnds, partialAllowed, ordered, fulfilled, converted);
    }

    public int available() {
        return ordered - fulfilled - converted;
    }

    TraditionalLineItem item(LocalDate today) {
        return new TraditionalLineItem(
                id,
                origin,
                lineNumber,
                skuCode,
                description,
                license,
                licenseName,
                licenseQuantity,
                term,
                termEnds,
                ordered,
                fulfilled,
                converted,
                partialAllowed,
                ConversionPolicy.ineligibility(convertible(), today)
                        .map(ConversionPolicy.Refusal::reason)
                        .orElse(null));
    }

    /** The same line, to become a licence somebody chose. */
    TraditionalLine becoming(LicenseId chosen, String chosenName) {
        return new TraditionalLine(
                id,
                container,
                origin,
                lineNumber,
                sku,
                skuCode,
                description,
                chosen,
                chosenName,
                licenseQuantity,
                term,
                termEnds,
                partialAllowed,
                pool,
                ordered,
                fulfilled,
                converted);
    }

    /** @param units of the line, at least 1; the licence is there because the policies let the line pass */
    ConvertedLine converted(int units) {
        return new ConvertedLine(
                id,
                origin,
                lineNumber,
                skuCode,
                Objects.requireNonNull(licenseName),
                units,
                Math.multiplyExact(units, licenseQuantity));
    }

    /** The ledger row of that many units. */
    Deposit deposit(NewConversion asked, org.slportal.domain.id.ConversionId conversion, int units) {
        return new Deposit(
                Objects.requireNonNull(license),
                asked.kind().source(),
                Math.multiplyExact(units, licenseQuantity),
                term,
                null,
                termEnds,
                sku,
                null,
                null,
                conversion,
                id instanceof PakLineId pakLine ? pakLine : null,
                id instanceof LegacyLicenseId legacy ? legacy : null,
                null,
                "");
    }
}
