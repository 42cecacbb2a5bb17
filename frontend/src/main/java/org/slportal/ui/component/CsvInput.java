package org.slportal.ui.component;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.services.csv.CsvLimits;

/** Takes a CSV file, dropped or chosen, or its text, pasted. What came last counts. */
public class CsvInput extends Div {

    private static final long serialVersionUID = 1L;

    private final Upload upload;
    private final TextArea text = new TextArea(getTranslation("csv.paste"));
    private final Span chosen = new Span();
    private byte @Nullable [] file;

    public CsvInput() {
        addClassName("csv-input");
        upload = new Upload(this::receive);
        upload.setMaxFiles(1);
        upload.setMaxFileSize(CsvLimits.DEFAULT.maxBytes());
        upload.setUploadButton(new Button(getTranslation("csv.choose")));
        upload.setDropLabel(new Span(getTranslation("csv.drop")));
        upload.addFileRejectedListener(rejected ->
                Notices.refusal(getTranslation("error.CSV_TOO_LARGE", CsvLimits.DEFAULT.maxBytes() / (1024 * 1024))));
        chosen.addClassName("muted");
        chosen.getElement().setAttribute("aria-live", "polite");
        text.addClassName("mono");
        text.setWidthFull();
        text.setMinRows(5);
        text.setMaxRows(12);
        text.addValueChangeListener(change -> {
            if (change.isFromClient() && !text.isEmpty()) {
                forgetFile();
            }
        });
        add(upload, chosen, text);
    }

    private void receive(UploadEvent event) throws IOException {
        byte[] bytes;
        try (InputStream in = event.getInputStream()) {
            // One byte more than allowed is enough to know that the file is too large.
            bytes = in.readNBytes(CsvLimits.DEFAULT.maxBytes() + 1);
        }
        String name = event.getFileName();
        event.getUI().access(() -> {
            file = bytes;
            text.clear();
            upload.clearFileList();
            chosen.setText(getTranslation("csv.chosen", name));
        });
    }

    private void forgetFile() {
        file = null;
        chosen.setText("");
    }

    /** The file's bytes or the pasted text as UTF-8; empty if there is neither. */
    public Optional<byte[]> bytes() {
        if (file != null) {
            return Optional.of(file);
        }
        return text.getValue().isBlank()
                ? Optional.empty()
                : Optional.of(text.getValue().getBytes(StandardCharsets.UTF_8));
    }
}
