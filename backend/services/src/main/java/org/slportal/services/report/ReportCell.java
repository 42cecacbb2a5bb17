package org.slportal.services.report;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.util.List;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slportal.services.device.DeviceName;

/** How a cell comes out of a row of the database. */
record ReportCell(List<Field<?>> fields, Function<Record, @Nullable Object> value) {

    static ReportCell of(Field<?> field) {
        return new ReportCell(List.of(field), row -> row.get(field));
    }

    static ReportCell device() {
        return new ReportCell(
                List.of(PRODUCT_INSTANCE.HOST_NAME, PRODUCT_INSTANCE.UDI_PID, PRODUCT_INSTANCE.UDI_SERIAL_NUMBER),
                row -> DeviceName.of(
                        row.get(PRODUCT_INSTANCE.HOST_NAME),
                        row.get(PRODUCT_INSTANCE.UDI_PID),
                        row.get(PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)));
    }
}
