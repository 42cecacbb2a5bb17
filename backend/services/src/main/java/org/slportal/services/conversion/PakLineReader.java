package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.ConversionPolicy;
import org.slportal.domain.conversion.ConvertibleLine;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.license.LicenseTerm;
import org.springframework.stereotype.Component;

/** Reads PAK lines with everything the policies ask about. */
@Component
class PakLineReader {

    private final DSLContext sql;
    private final InstantSource clock;

    PakLineReader(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A line as stored, with its SKU's mapping. */
    record Line(
            PakLineId id,
            PakId pak,
            String pakNumber,
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
            boolean assigned,
            int ordered,
            int fulfilled,
            int converted) {

        ConvertibleLine convertible() {
            return new ConvertibleLine(
                    assigned, license != null, term, termEnds, partialAllowed, ordered, fulfilled, converted);
        }

        PakLineItem item(LocalDate today) {
            return new PakLineItem(
                    id,
                    pak,
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
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** In order of PAK and line number. */
    List<Line> read(Condition condition) {
        return sql.select()
                .from(PAK_LINE)
                .join(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .leftJoin(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(SKU.LICENSE_ID))
                .where(condition)
                .orderBy(PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER)
                .fetch(row -> new Line(
                        row.get(PAK_LINE.PAK_LINE_ID),
                        row.get(PAK_LINE.PAK_ID),
                        row.get(PAK.PAK_NUMBER),
                        row.get(PAK_LINE.LINE_NUMBER),
                        row.get(PAK_LINE.SKU_ID),
                        row.get(SKU.CODE),
                        row.get(SKU.DESCRIPTION),
                        row.get(SKU.LICENSE_ID),
                        row.get(LICENSE.NAME),
                        row.get(SKU.LICENSE_QUANTITY),
                        row.get(SKU.LICENSE_TERM),
                        row.get(PAK_LINE.TERM_ENDS),
                        row.get(SKU.PARTIAL_ALLOWED),
                        row.get(PAK.VIRTUAL_ACCOUNT_ID) != null,
                        row.get(PAK_LINE.ORDERED),
                        row.get(PAK_LINE.FULFILLED),
                        row.get(PAK_LINE.CONVERTED)));
    }
}
