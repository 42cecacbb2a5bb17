package org.slportal.services.conversion.job;

import static org.slportal.db.jooq.Tables.CONVERSION_JOB_LINE;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakLineId;
import org.springframework.stereotype.Component;

/** Writes the lines of a new job, whole sets at a time. */
@Component
class JobLineWriter {

    private static final int BATCH = 1_000;
    private static final Field<String> PAK_LABEL = DSL.concat(PAK.PAK_NUMBER, DSL.inline(" "), SKU.CODE);
    private static final Field<String> DEVICE_LABEL = DSL.concat(
            DSL.inline("PID:"),
            LEGACY_DEVICE.UDI_PID,
            DSL.inline(",SN:"),
            LEGACY_DEVICE.UDI_SERIAL_NUMBER,
            DSL.inline(" "),
            SKU.CODE);

    private final DSLContext sql;

    JobLineWriter(DSLContext sql) {
        this.sql = sql;
    }

    /** All lines of PAKs that fulfil a condition on pak, pak_line and sku. @return how many */
    int paks(ConversionJobId job, Condition condition, int most) {
        return sql.insertInto(
                        CONVERSION_JOB_LINE,
                        CONVERSION_JOB_LINE.CONVERSION_JOB_ID,
                        CONVERSION_JOB_LINE.LINE_NUMBER,
                        CONVERSION_JOB_LINE.PAK_LINE_ID,
                        CONVERSION_JOB_LINE.LABEL,
                        CONVERSION_JOB_LINE.QUANTITY,
                        CONVERSION_JOB_LINE.STATE)
                .select(DSL.select(
                                DSL.val(job, CONVERSION_JOB_LINE.CONVERSION_JOB_ID),
                                DSL.rowNumber().over(DSL.orderBy(PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER)),
                                PAK_LINE.PAK_LINE_ID,
                                PAK_LABEL,
                                DSL.inline(LineJudge.ALL_LEFT),
                                DSL.inline(JobLineState.PENDING.name()))
                        .from(PAK)
                        .join(PAK_LINE)
                        .on(PAK_LINE.PAK_ID.eq(PAK.PAK_ID))
                        .join(SKU)
                        .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                        .where(condition)
                        .orderBy(PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER)
                        .limit(most))
                .execute();
    }

    /** All licences of devices that fulfil a condition on legacy_device, legacy_license and sku. @return how many */
    int devices(ConversionJobId job, Condition condition, int most) {
        return sql.insertInto(
                        CONVERSION_JOB_LINE,
                        CONVERSION_JOB_LINE.CONVERSION_JOB_ID,
                        CONVERSION_JOB_LINE.LINE_NUMBER,
                        CONVERSION_JOB_LINE.LEGACY_LICENSE_ID,
                        CONVERSION_JOB_LINE.LABEL,
                        CONVERSION_JOB_LINE.QUANTITY,
                        CONVERSION_JOB_LINE.STATE)
                .select(DSL.select(
                                DSL.val(job, CONVERSION_JOB_LINE.CONVERSION_JOB_ID),
                                DSL.rowNumber()
                                        .over(DSL.orderBy(
                                                LEGACY_LICENSE.LEGACY_DEVICE_ID, LEGACY_LICENSE.LEGACY_LICENSE_ID)),
                                LEGACY_LICENSE.LEGACY_LICENSE_ID,
                                DEVICE_LABEL,
                                DSL.inline(LineJudge.ALL_LEFT),
                                DSL.inline(JobLineState.PENDING.name()))
                        .from(LEGACY_DEVICE)
                        .join(LEGACY_LICENSE)
                        .on(LEGACY_LICENSE.LEGACY_DEVICE_ID.eq(LEGACY_DEVICE.LEGACY_DEVICE_ID))
                        .join(SKU)
                        .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                        .where(condition)
                        .orderBy(LEGACY_LICENSE.LEGACY_DEVICE_ID, LEGACY_LICENSE.LEGACY_LICENSE_ID)
                        .limit(most))
                .execute();
    }

    /** Lines that were looked up already. @param after number of the last line before them */
    void lines(ConversionJobId job, List<NewJobLine> rows, int after) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            var insert = sql.insertInto(
                    CONVERSION_JOB_LINE,
                    CONVERSION_JOB_LINE.CONVERSION_JOB_ID,
                    CONVERSION_JOB_LINE.LINE_NUMBER,
                    CONVERSION_JOB_LINE.PAK_LINE_ID,
                    CONVERSION_JOB_LINE.LEGACY_LICENSE_ID,
                    CONVERSION_JOB_LINE.LABEL,
                    CONVERSION_JOB_LINE.QUANTITY,
                    CONVERSION_JOB_LINE.STATE,
                    CONVERSION_JOB_LINE.REFUSAL,
                    CONVERSION_JOB_LINE.REFUSAL_ARGUMENT);
            for (int i = from; i < Math.min(rows.size(), from + BATCH); i++) {
                NewJobLine row = rows.get(i);
                LineReason reason = row.reason();
                insert = insert.values(
                        job,
                        after + i + 1,
                        row.line() instanceof PakLineId pakLine ? pakLine : null,
                        row.line() instanceof LegacyLicenseId legacy ? legacy : null,
                        row.label(),
                        row.quantity(),
                        (reason == null ? JobLineState.PENDING : JobLineState.REFUSED).name(),
                        reason == null ? null : reason.code(),
                        reason == null ? null : reason.argument());
            }
            insert.execute();
        }
    }
}
