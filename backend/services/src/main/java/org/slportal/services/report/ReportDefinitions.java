package org.slportal.services.report;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.REPORT_DEFINITION;
import static org.slportal.db.jooq.Tables.REPORT_DEFINITION_POOL;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ReportId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.springframework.stereotype.Component;

/** Saved reports as rows. */
@Component
class ReportDefinitions {

    private static final String COMMA = ",";

    private final DSLContext sql;

    ReportDefinitions(DSLContext sql) {
        this.sql = sql;
    }

    /** What a definition asks for. */
    ReportRequest request(ReportId id, Record row) {
        String state = row.get(REPORT_DEFINITION.STATE);
        return new ReportRequest(
                ReportKind.valueOf(row.get(REPORT_DEFINITION.KIND)),
                row.get(REPORT_DEFINITION.ALL_POOLS) ? null : pools(id),
                row.get(REPORT_DEFINITION.LICENSE_TEXT),
                row.get(REPORT_DEFINITION.LICENSE_TERM),
                row.get(REPORT_DEFINITION.PRODUCT_TEXT),
                state == null ? null : ReportState.valueOf(state),
                row.get(REPORT_DEFINITION.DAYS),
                columns(row.get(REPORT_DEFINITION.CHOSEN_COLUMNS)));
    }

    private Set<VirtualAccountId> pools(ReportId id) {
        return Set.copyOf(sql.select(REPORT_DEFINITION_POOL.VIRTUAL_ACCOUNT_ID)
                .from(REPORT_DEFINITION_POOL)
                .where(REPORT_DEFINITION_POOL.REPORT_DEFINITION_ID.eq(id))
                .fetch(REPORT_DEFINITION_POOL.VIRTUAL_ACCOUNT_ID));
    }

    private static List<ReportColumn> columns(String names) {
        return Arrays.stream(names.split(COMMA, -1)).map(ReportColumn::valueOf).toList();
    }

    static String text(List<ReportColumn> columns) {
        return columns.stream().map(ReportColumn::name).collect(Collectors.joining(COMMA));
    }

    static @Nullable ReportSchedule schedule(Record row) {
        String frequency = row.get(REPORT_DEFINITION.FREQUENCY);
        return frequency == null
                ? null
                : new ReportSchedule(
                        Frequency.valueOf(frequency),
                        row.get(REPORT_DEFINITION.AT_HOUR),
                        FileFormat.valueOf(row.get(REPORT_DEFINITION.FILE_FORMAT)));
    }

    static SavedReport item(Record row, @Nullable UserId reader) {
        return new SavedReport(
                row.get(REPORT_DEFINITION.REPORT_DEFINITION_ID),
                row.get(REPORT_DEFINITION.SMART_ACCOUNT_ID),
                row.get(REPORT_DEFINITION.NAME),
                row.get(REPORT_DEFINITION.DESCRIPTION),
                ReportKind.valueOf(row.get(REPORT_DEFINITION.KIND)),
                row.get(REPORT_DEFINITION.SHARED),
                row.get(APP_USER.USER_NAME),
                row.get(REPORT_DEFINITION.APP_USER_ID).equals(reader),
                schedule(row),
                row.get(REPORT_DEFINITION.NEXT_RUN_AT),
                row.get(REPORT_DEFINITION.LAST_SENT_AT),
                row.get(REPORT_DEFINITION.VERSION));
    }

    void choosePools(ReportId id, SmartAccountId account, @Nullable Set<VirtualAccountId> pools) {
        sql.deleteFrom(REPORT_DEFINITION_POOL)
                .where(REPORT_DEFINITION_POOL.REPORT_DEFINITION_ID.eq(id))
                .execute();
        if (pools == null || pools.isEmpty()) {
            return;
        }
        var insert = sql.insertInto(
                REPORT_DEFINITION_POOL,
                REPORT_DEFINITION_POOL.REPORT_DEFINITION_ID,
                REPORT_DEFINITION_POOL.VIRTUAL_ACCOUNT_ID,
                REPORT_DEFINITION_POOL.SMART_ACCOUNT_ID);
        for (VirtualAccountId pool : pools) {
            insert = insert.values(id, pool, account);
        }
        insert.execute();
    }
}
