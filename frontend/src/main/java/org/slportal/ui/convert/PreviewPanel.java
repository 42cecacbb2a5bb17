package org.slportal.ui.convert;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.slportal.services.conversion.ConversionPreview;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;

/** What a conversion will do to the Virtual Account: balances before and after, devices that become compliant. */
class PreviewPanel extends Div {

    private static final long serialVersionUID = 1L;

    /** @param consequence what the reader must know about the classic licences */
    PreviewPanel(ConversionPreview preview, String virtualAccount, String consequence) {
        addClassName("page");
        if (!preview.refusals().isEmpty()) {
            add(new Paragraph(getTranslation("convert.fix-first")));
            return;
        }
        add(new Paragraph(getTranslation("convert.after", virtualAccount)));
        Table table = new Table()
                .head(getTranslation("licenses.license"))
                .numberHead(getTranslation("convert.now"))
                .numberHead(getTranslation("convert.then"));
        preview.changes()
                .forEach(change -> table.row(List.of(
                        new Span(change.license()), balance(change.balanceBefore()), balance(change.balanceAfter()))));
        add(table);
        List<String> devices = preview.devicesBecomingCompliant();
        if (!devices.isEmpty()) {
            Span names = Table.mono(String.join(", ", devices));
            add(new Div(
                    new Pill(Pill.Tone.GOOD, getTranslation("convert.devices", devices.size())),
                    new Span(" " + getTranslation("convert.become-compliant", devices.size()) + " "),
                    names));
        }
        Paragraph classic = new Paragraph(consequence);
        classic.addClassName("muted");
        add(classic);
    }

    private static Span balance(long value) {
        Span span = Table.number(Numbers.signed(value));
        if (value < 0) {
            span.addClassName("negative");
        }
        return span;
    }
}
