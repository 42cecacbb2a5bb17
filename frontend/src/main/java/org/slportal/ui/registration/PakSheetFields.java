package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.csv.CsvLimits;
import org.slportal.services.csv.CsvText;
import org.slportal.services.registration.PakInput;
import org.slportal.services.registration.PakRegistrationService;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** The three ways to give PAKs: fields for one, a text for many, a file. */
class PakSheetFields extends Div {

    private static final long serialVersionUID = 1L;

    private static final List<String> HEAD = List.of("PAK", "SKU", "Quantity", "Order Number", "Order Date");
    private static final List<String> TEMPLATE =
            List.of("PAK", "SKU", "Quantity", "Order Number", "Order Date", "Family", "Term Date", "Virtual Account");

    enum Way {
        ONE,
        PASTE,
        FILE
    }

    /** A product of a PAK that is typed. */
    private record Product(ComboBox<String> sku, IntegerField quantity) {}

    private final transient PakRegistrationService registration;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final SerializableRunnable changed;
    private final RadioButtonGroup<Way> way = new RadioButtonGroup<>();
    private final Div place = new Div();
    private final TextField number = new TextField();
    private final TextField order = new TextField();
    private final DatePicker orderDate;
    private final Div products = new Div();
    private final transient List<Product> lines = new ArrayList<>();
    private final TextArea text = new TextArea();
    private byte @Nullable [] file;

    PakSheetFields(
            PakRegistrationService registration,
            CurrentActor current,
            SmartAccountId account,
            SerializableRunnable changed) {
        this.registration = registration;
        this.current = current;
        this.account = account;
        this.changed = changed;
        addClassName("page");
        way.setLabel(getTranslation("lrp.add.way"));
        way.setItems(Way.values());
        way.setItemLabelGenerator(choice -> switch (choice) {
            case ONE -> getTranslation("lrp.add.one");
            case PASTE -> getTranslation("lrp.add.paste");
            case FILE -> getTranslation("lrp.add.file");
        });
        way.addValueChangeListener(change -> show());
        place.addClassName("form");
        number.setLabel("PAK");
        number.setHelperText(getTranslation("lrp.add.number-hint"));
        number.setMaxLength(40);
        number.addValueChangeListener(change -> changed.run());
        order.setLabel(getTranslation("convert.order-number"));
        order.setMaxLength(40);
        order.addValueChangeListener(change -> changed.run());
        orderDate = PakFilterPanel.datePicker(getTranslation("convert.order-date"));
        orderDate.addValueChangeListener(change -> changed.run());
        text.setLabel(getTranslation("lrp.add.lines"));
        text.setHelperText(getTranslation("lrp.add.lines-hint"));
        text.setWidthFull();
        text.setMinRows(8);
        text.setMaxRows(16);
        text.setValueChangeMode(ValueChangeMode.ON_BLUR);
        text.addValueChangeListener(change -> changed.run());
        product();
        add(way, place);
        way.setValue(Way.ONE);
    }

    private void show() {
        place.removeAll();
        switch (way.getValue()) {
            case ONE -> {
                Button more = new Button(getTranslation("lrp.add.more-products"), click -> product());
                place.add(number, products, more, order, orderDate);
            }
            case PASTE -> place.add(text);
            case FILE ->
                place.add(
                        new Div(getTranslation("lrp.add.file-hint", String.join(", ", TEMPLATE))),
                        upload(),
                        Downloads.csv(getTranslation("lrp.add.template"), "PAKs.csv", out -> {
                            CsvText csv = CsvText.forExcel(out);
                            csv.row(TEMPLATE);
                            csv.flush();
                        }));
        }
        changed.run();
    }

    private void product() {
        ComboBox<String> sku = new ComboBox<>(getTranslation("lrp.add.sku"));
        sku.setItems(
                query -> registration
                        .skus(current.get(), account, query.getFilter().orElse(""), query.getOffset(), query.getLimit())
                        .stream());
        sku.setClearButtonVisible(true);
        IntegerField quantity = new IntegerField(getTranslation("field.quantity"));
        quantity.setManualValidation(true);
        sku.addValueChangeListener(change -> changed.run());
        quantity.addValueChangeListener(change -> changed.run());
        lines.add(new Product(sku, quantity));
        Div row = new Div(sku, quantity);
        row.addClassName("toolbar");
        products.add(row);
    }

    private Component upload() {
        Upload upload = new Upload(UploadHandler.inMemory((metadata, data) -> {
            file = data;
            changed.run();
        }));
        upload.setMaxFiles(1);
        upload.setMaxFileSize(CsvLimits.DEFAULT.maxBytes());
        upload.setUploadButton(new Button(getTranslation("lrp.add.choose-file")));
        upload.setDropLabel(new com.vaadin.flow.component.html.Span(getTranslation("lrp.add.drop")));
        upload.addFileRejectedListener(rejected ->
                Notices.refusal(getTranslation("error.CSV_TOO_LARGE", CsvLimits.DEFAULT.maxBytes() / (1024 * 1024))));
        upload.addFileRemovedListener(removed -> {
            file = null;
            changed.run();
        });
        return upload;
    }

    /** Null while nothing was given. */
    @Nullable
    PakInput input() {
        return switch (way.getValue()) {
            case ONE -> number.getValue().isBlank() ? null : new PakInput.Lines(typed());
            case PASTE -> text.getValue().isBlank() ? null : new PakInput.Lines(text.getValue());
            case FILE -> file == null ? null : new PakInput.CsvFile(file);
        };
    }

    /** The fields as lines: typed, pasted and uploaded PAKs are read by one parser. */
    private String typed() {
        StringWriter out = new StringWriter();
        LocalDate date = orderDate.getValue();
        try (CsvText csv = CsvText.to(out)) {
            csv.row(HEAD);
            List<Product> named = lines.stream()
                    .filter(line -> !line.sku().isEmpty() || !line.quantity().isEmpty())
                    .toList();
            if (named.isEmpty()) {
                csv.row(number.getValue(), "", "", order.getValue(), date);
            }
            named.forEach(line -> csv.row(
                    number.getValue(),
                    Objects.requireNonNullElse(line.sku().getValue(), ""),
                    line.quantity().getValue(),
                    order.getValue(),
                    date));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return out.toString();
    }
}
