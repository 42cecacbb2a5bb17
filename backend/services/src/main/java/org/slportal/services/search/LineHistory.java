package org.slportal.services.search;

import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.slportal.db.jooq.tables.records.LicenseTransactionRecord;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.conversion.TraditionalLineItem;
import org.springframework.stereotype.Component;

/** What became of lines: read for all of them at once, whatever their number. */
@Component
class LineHistory {

    private final DSLContext sql;

    LineHistory(DSLContext sql) {
        this.sql = sql;
    }

    /** Lines of PAKs, in their order. Two queries. */
    List<FoundLine> ofPaks(Sight sight, List<TraditionalLineItem> lines) {
        List<PakLineId> ids = lines.stream().map(line -> (PakLineId) line.id()).toList();
        Map<PakLineId, List<FulfilledPart>> fulfilled = fulfilled(sight, ids);
        Map<TraditionalLineId, List<ConvertedPart>> converted = converted(sight, LICENSE_TRANSACTION.PAK_LINE_ID, ids);
        return lines.stream()
                .map(line -> new FoundLine(
                        line,
                        fulfilled.getOrDefault((PakLineId) line.id(), List.of()),
                        converted.getOrDefault(line.id(), List.of())))
                .toList();
    }

    /** Licences of devices, in their order. One query. */
    List<FoundLine> ofDevices(Sight sight, List<TraditionalLineItem> lines) {
        Map<TraditionalLineId, List<ConvertedPart>> converted = converted(
                sight,
                LICENSE_TRANSACTION.LEGACY_LICENSE_ID,
                lines.stream().map(line -> (LegacyLicenseId) line.id()).toList());
        return lines.stream()
                .map(line -> new FoundLine(line, List.of(), converted.getOrDefault(line.id(), List.of())))
                .toList();
    }

    private Map<PakLineId, List<FulfilledPart>> fulfilled(Sight sight, Collection<PakLineId> lines) {
        return sql.select(
                        LEGACY_LICENSE.PAK_LINE_ID,
                        LEGACY_LICENSE.QUANTITY,
                        LEGACY_LICENSE.CONVERTED,
                        LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID,
                        LEGACY_DEVICE.UDI_PID,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER)
                .from(LEGACY_LICENSE)
                .join(LEGACY_DEVICE)
                .on(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(LEGACY_LICENSE.LEGACY_DEVICE_ID))
                .where(LEGACY_LICENSE.PAK_LINE_ID.in(lines).and(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(sight.account())))
                .orderBy(LEGACY_LICENSE.LEGACY_LICENSE_ID)
                .fetchGroups(
                        row -> row.value1(),
                        row -> new FulfilledPart(
                                row.value2(),
                                row.value3(),
                                sight.covers(row.value4()) ? new Udi(row.value5(), row.value6()).asCli() : null));
    }

    /** Summed by road and Virtual Account: a line converted a hundred times costs no more than one converted once. */
    private <I extends TraditionalLineId> Map<TraditionalLineId, List<ConvertedPart>> converted(
            Sight sight, TableField<LicenseTransactionRecord, I> line, Collection<I> lines) {
        var licenses = DSL.sum(LICENSE_TRANSACTION.QUANTITY);
        var latest = DSL.max(CONVERSION.CONVERSION_ID);
        Map<TraditionalLineId, List<ConvertedPart>> parts = new HashMap<>();
        sql.select(
                        line,
                        CONVERSION.KIND,
                        CONVERSION.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        licenses,
                        DSL.max(CONVERSION.CONVERTED_AT),
                        latest)
                .from(LICENSE_TRANSACTION)
                .join(CONVERSION)
                .on(CONVERSION.CONVERSION_ID.eq(LICENSE_TRANSACTION.CONVERSION_ID))
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(CONVERSION.VIRTUAL_ACCOUNT_ID))
                .where(line.in(lines)
                        .and(CONVERSION.SMART_ACCOUNT_ID.eq(sight.account()))
                        .and(CONVERSION.UNDONE_AT.isNull()))
                .groupBy(line, CONVERSION.KIND, CONVERSION.VIRTUAL_ACCOUNT_ID, VIRTUAL_ACCOUNT.NAME)
                .orderBy(latest)
                .forEach(row -> {
                    boolean visible = sight.covers(row.value3());
                    parts.computeIfAbsent(row.value1(), unused -> new ArrayList<>())
                            .add(new ConvertedPart(
                                    row.value2(),
                                    row.value5().intValueExact(),
                                    visible ? row.value4() : null,
                                    row.value6(),
                                    visible ? row.value7() : null));
                });
        return parts;
    }
}
