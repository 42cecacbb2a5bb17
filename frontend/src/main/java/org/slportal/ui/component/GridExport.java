package org.slportal.ui.component;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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

    private final transient SerializableSupplier<List<Column<T>>> columns;
    private final transient SerializableSupplier<SerializableFunction<Integer, List<T>>> rows;
    private final SerializableSupplier<String> fileName;

    /**
     * @param columns as they are when a download begins
     * @param rows asked for when a download begins; from an offset, at most {@link #PAGE} of them; fewer: these were the last ones
     */
    GridExport(
            SerializableSupplier<List<Column<T>>> columns,
            SerializableSupplier<SerializableFunction<Integer, List<T>>> rows,
            SerializableSupplier<String> fileName) {
        this.columns = columns;
        this.rows = rows;
        this.fileName = fileName;
    }

    static int pageSize() {
        return PAGE;
    }

    /** What is downloaded: taken once, so that what is done on screen meanwhile does not mix two lists. */
    private record Snapshot<T>(String fileName, List<Column<T>> columns, SerializableFunction<Integer, List<T>> rows) {

        List<List<@Nullable Object>> read(int offset) {
            List<List<@Nullable Object>> page = new ArrayList<>(PAGE);
            for (T row : rows.apply(offset)) {
                List<@Nullable Object> cells = new ArrayList<>(columns.size());
                columns.forEach(column -> cells.add(column.cell().apply(row)));
                page.add(cells);
            }
            return page;
        }
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        UI ui = event.getUI();
        Snapshot<T> list;
        List<List<@Nullable Object>> page;
        try {
            list = locked(ui, () -> new Snapshot<>(fileName.get(), columns.get(), rows.get()));
            page = locked(ui, () -> list.read(0));
        } catch (PortalException refusal) {
            event.getResponse().setStatus(REFUSED);
            return;
        }
        event.setFileName(list.fileName());
        event.setContentType("text/csv; charset=utf-8");
        CsvText csv = CsvText.forExcel(event.getOutputStream());
        csv.row(list.columns().stream().map(Column::header).toArray());
        int written = 0;
        while (!page.isEmpty()) {
            page.forEach(cells -> csv.row(cells.toArray()));
            written += page.size();
            int offset = written;
            page = page.size() < PAGE || written >= MAX_ROWS ? List.of() : locked(ui, () -> list.read(offset));
        }
        csv.finish();
    }

    /** The page is the reader's own, and cells are made of its components: they are made while nobody else works on it. */
    private static <R> R locked(UI ui, SerializableSupplier<R> act) {
        AtomicReference<@Nullable R> made = new AtomicReference<>();
        AtomicReference<@Nullable PortalException> refusal = new AtomicReference<>();
        ui.accessSynchronously(() -> {
            try {
                made.set(act.get());
            } catch (PortalException refusing) {
                refusal.set(refusing);
            }
        });
        PortalException refused = refusal.get();
        if (refused != null) {
            throw refused;
        }
        return Objects.requireNonNull(made.get());
    }
}
