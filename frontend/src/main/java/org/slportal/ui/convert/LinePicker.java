package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.LineRefusal;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/**
 * Traditional licences with a tick and a quantity each; ineligible ones say why. Licences of several devices stand below the device
 * they are on.
 */
class LinePicker extends Div {

    private static final long serialVersionUID = 1L;

    /** A chosen line. @param units 0 for a quantity that is not a number */
    record Picked(TraditionalLineItem line, int units) {

        int rest() {
            return line.available() - units;
        }
    }

    /** What stands between SKU and quantity. */
    enum Columns {
        /** What it becomes, its type with the term's end. */
        WIZARD,
        /** As in Convert to Smart Entitlements: type and term date each by itself. */
        ENTITLEMENTS
    }

    /** One line and its fields. */
    private record Choice(TraditionalLineItem line, Checkbox tick, IntegerField quantity) {}

    private final transient List<Choice> choices = new ArrayList<>();
    private final transient List<TraditionalLineItem> ineligible;
    private final transient Dates dates;
    private final SerializableRunnable changed;
    private final Columns columns;
    private final boolean grouped;
    private boolean quiet;

    LinePicker(List<TraditionalLineItem> lines, Dates dates, SerializableRunnable changed) {
        this(lines, Columns.WIZARD, dates, changed);
    }

    /** @param lines ordered by PAK or device */
    LinePicker(List<TraditionalLineItem> lines, Columns columns, Dates dates, SerializableRunnable changed) {
        this.columns = columns;
        this.dates = dates;
        this.changed = changed;
        this.ineligible =
                lines.stream().filter(line -> line.ineligibility() != null).toList();
        this.grouped =
                lines.stream().map(TraditionalLineItem::origin).distinct().count() > 1;
        Table table = new Table().head(getTranslation("convert.step.choose")).head("SKU");
        switch (columns) {
            case WIZARD ->
                table.head(getTranslation("convert.becomes"))
                        .wideHead(getTranslation("convert.term"))
                        .numberHead(getTranslation("convert.available"));
            case ENTITLEMENTS ->
                table.head(getTranslation("convert.term"))
                        .wideHead(getTranslation("convert.term-date"))
                        .numberHead(getTranslation("convert.quantity-available"));
        }
        table.numberHead(getTranslation("convert.quantity"));
        @Nullable String origin = null;
        for (TraditionalLineItem line : lines) {
            if (grouped && !line.origin().equals(origin)) {
                origin = line.origin();
                table.group(Table.mono(origin));
            }
            row(table, line);
        }
        add(table);
    }

    private void row(Table table, TraditionalLineItem line) {
        Checkbox tick = new Checkbox();
        tick.setAriaLabel(getTranslation("convert.choose-line", name(line)));
        @Nullable Ineligibility ineligible = line.ineligibility();
        String license = line.license();
        Component becomes = license == null
                ? new Span("—")
                : new Span(
                        line.licenseQuantity() > 1
                                ? getTranslation("convert.times", license, Numbers.plain(line.licenseQuantity()))
                                : license);
        Component last;
        if (ineligible == null) {
            IntegerField quantity = quantity(line);
            choices.add(new Choice(line, tick, quantity));
            tick.addValueChangeListener(change -> {
                quantity.setEnabled(tick.getValue());
                tell();
            });
            last = quantity;
        } else {
            tick.setEnabled(false);
            Div why = new Div(
                    new Pill(Pill.Tone.WARN, getTranslation("convert.ineligible")), reason(ineligible, List.of()));
            if (mayBeAssisted(line)) {
                why.add(ConvertNavigation.ask(getTranslation("assisted.ask-link"), line.id()));
            }
            last = why;
        }
        Span sku = Table.mono(line.sku());
        sku.setTitle(line.description());
        HtmlContainer row = table.row(List.of(
                tick,
                sku,
                columns == Columns.WIZARD
                        ? becomes
                        : new Span(getTranslation("term." + line.term().name())),
                Table.wide(new Span(columns == Columns.WIZARD ? term(line) : termDate(line))),
                Table.number(Numbers.plain(line.available())),
                number(last)));
        if (ineligible != null) {
            row.addClassName("off");
        }
    }

    /** As it is read out: the SKU alone does not tell the members of a stack apart. */
    private String name(TraditionalLineItem line) {
        return grouped ? getTranslation("convert.line-on", line.sku(), line.origin()) : line.sku();
    }

    private IntegerField quantity(TraditionalLineItem line) {
        IntegerField quantity = new IntegerField();
        quantity.setAriaLabel(getTranslation("convert.quantity-of", name(line)));
        quantity.setMin(1);
        quantity.setMax(line.available());
        quantity.setStepButtonsVisible(true);
        quantity.setManualValidation(true);
        quantity.setValue(line.available());
        quantity.setEnabled(false);
        // All or nothing: the quantity is the tick.
        quantity.setReadOnly(!line.partialAllowed());
        if (!line.partialAllowed()) {
            quantity.setHelperText(getTranslation("convert.all-or-nothing"));
        }
        quantity.setValueChangeMode(ValueChangeMode.LAZY);
        quantity.addValueChangeListener(change -> tell());
        return quantity;
    }

    private void tell() {
        if (!quiet) {
            changed.run();
        }
    }

    private String term(TraditionalLineItem line) {
        String term = getTranslation("term." + line.term().name());
        var ends = line.termEnds();
        return ends == null ? term : term + " · " + dates.date(ends);
    }

    private String termDate(TraditionalLineItem line) {
        var ends = line.termEnds();
        return ends == null ? "--" : dates.date(ends);
    }

    /** The ticked lines; a quantity that is not a number counts as zero and is refused beside its field. */
    List<LineQuantity> chosen() {
        return choices.stream()
                .filter(choice -> choice.tick().getValue())
                .map(choice -> new LineQuantity(choice.line().id(), value(choice)))
                .toList();
    }

    /** The ticked lines with what is known of them. */
    List<Picked> picked() {
        return choices.stream()
                .filter(choice -> choice.tick().getValue())
                .map(choice -> new Picked(choice.line(), value(choice)))
                .toList();
    }

    List<TraditionalLineItem> ineligible() {
        return ineligible;
    }

    /** Only what a person could grant: the other reasons hold by hand too. */
    static boolean mayBeAssisted(TraditionalLineItem line) {
        return line.ineligibility() == Ineligibility.NO_EQUIVALENT_LICENSE && line.available() > 0;
    }

    /** Whether licences stay behind on a chosen line, so that its classic licence file must be issued again. */
    boolean leavesRest() {
        return choices.stream()
                .anyMatch(choice -> choice.tick().getValue()
                        && value(choice) < choice.line().available());
    }

    void showRefusals(List<LineRefusal> refusals) {
        for (Choice choice : choices) {
            @Nullable LineRefusal refusal = find(refusals, choice.line().id());
            choice.quantity().setInvalid(refusal != null);
            choice.quantity()
                    .setErrorMessage(
                            refusal == null
                                    ? ""
                                    : getTranslation(
                                            "ineligible." + refusal.reason().name(),
                                            refusal.arguments().toArray()));
        }
    }

    void setReadOnly(boolean readOnly) {
        quiet = true;
        choices.forEach(choice -> {
            choice.tick().setReadOnly(readOnly);
            choice.quantity().setReadOnly(readOnly || !choice.line().partialAllowed());
        });
        quiet = false;
    }

    private static @Nullable LineRefusal find(List<LineRefusal> refusals, TraditionalLineId line) {
        return refusals.stream()
                .filter(refusal -> refusal.line().equals(line))
                .findFirst()
                .orElse(null);
    }

    private static int value(Choice choice) {
        Integer value = choice.quantity().getValue();
        return value == null ? 0 : value;
    }

    private Component reason(Ineligibility reason, List<String> arguments) {
        Div text = new Div(getTranslation("ineligible." + reason.name(), arguments.toArray()));
        text.addClassNames("small", "muted");
        return text;
    }

    private static Span number(Component content) {
        Span span = new Span(content);
        span.addClassName("number");
        return span;
    }
}
