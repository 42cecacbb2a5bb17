package org.slportal.ui.component;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.services.csv.CsvText;
import org.slportal.services.error.PortalException;

/**
 * A list as a CSV file: all rows of the filter and the order on screen, read page by page while it is fetched. The page is locked for
 * reading a page of rows, not for the whole file, and every page is read with the rights held then.
 */
final class GridExport<T> implements DownloadHandler {

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 200;
    private static final int MAX_ROWS = 1_000_000;
    private static final int REFUSED = 403;

    /** @param cell a text, or a number that stays one */
    record Column<T>(String header, SerializableFunction<T, @Nullable Object> cell) {}

    private final transient List<Column<T>> columns;
    private final transient SerializableFunction<Integer, List<T>> rows;
    private final SerializableSupplier<String> fileName;

    /** @param rows from an offset, at most {@link #PAGE} of them; fewer: these were the last ones */
    GridExport(
            List<Column<T>> columns,
            SerializableFunction<Integer, List<T>> rows,
            SerializableSupplier<String> fileName) {
        this.columns = columns;
        this.rows = rows;
        this.fileName = fileName;
    }

    static int pageSize() {
        return PAGE;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        UI ui = event.getUI();
        List<List<@Nullable Object>> page;
        try {
            page = read(ui, 0);
        } catch (PortalException refusal) {
            event.getResponse().setStatus(REFUSED);
            return;
        }
        String[] name = new String[1];
        ui.accessSynchronously(() -> name[0] = fileName.get());
        event.setFileName(name[0]);
        event.setContentType("text/csv; charset=utf-8");
        CsvText csv = CsvText.forExcel(event.getOutputStream());
        csv.row(columns.stream().map(Column::header).toArray());
        int written = 0;
        while (!page.isEmpty()) {
            page.forEach(cells -> csv.row(cells.toArray()));
            written += page.size();
            page = page.size() < PAGE || written >= MAX_ROWS ? List.of() : read(ui, written);
        }
        csv.finish();
    }

    private List<List<@Nullable Object>> read(UI ui, int offset) {
        List<List<@Nullable Object>> page = new ArrayList<>(PAGE);
        PortalException[] refusal = new PortalException[1];
        ui.accessSynchronously(() -> {
            try {
                for (T row : rows.apply(offset)) {
                    List<@Nullable Object> cells = new ArrayList<>(columns.size());
                    columns.forEach(column -> cells.add(column.cell().apply(row)));
                    page.add(cells);
                }
            } catch (PortalException refused) {
                refusal[0] = refused;
            }
        });
        if (refusal[0] != null) {
            throw refusal[0];
        }
        return page;
    }
}
