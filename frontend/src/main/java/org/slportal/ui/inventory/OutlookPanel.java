package org.slportal.ui.inventory;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.slportal.services.device.PoolOutlook;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;

/** Virtual Accounts before and after an act, and the devices for which it makes a difference. */
class OutlookPanel extends Div {

    private static final long serialVersionUID = 1L;

    OutlookPanel() {
        addClassName("page");
        getElement().setAttribute("aria-live", "polite");
    }

    void show(List<PoolOutlook> outlooks) {
        removeAll();
        outlooks.forEach(this::add);
    }

    private void add(PoolOutlook outlook) {
        add(new H3(outlook.name()));
        if (outlook.changes().isEmpty()) {
            Span none = new Span(getTranslation("instances.outlook.none"));
            none.addClassName("muted");
            add(none);
            return;
        }
        Table table = new Table()
                .head(getTranslation("licenses.license"))
                .wideNumberHead(getTranslation("licenses.in-use"))
                .numberHead(getTranslation("instances.outlook.balance-now"))
                .numberHead(getTranslation("instances.outlook.balance-then"));
        outlook.changes()
                .forEach(change -> table.row(List.of(
                        new Span(change.license()),
                        Table.wide(Table.number(
                                Numbers.plain(change.inUseBefore()) + " → " + Numbers.plain(change.inUseAfter()))),
                        balance(change.balanceBefore()),
                        balance(change.balanceAfter()))));
        add(table);
        devices(Pill.Tone.DANGER, "instances.outlook.short", outlook.fallingShort());
        devices(Pill.Tone.GOOD, "instances.outlook.compliant", outlook.becomingCompliant());
    }

    private void devices(Pill.Tone tone, String key, List<String> names) {
        if (!names.isEmpty()) {
            add(new Div(
                    new Pill(tone, getTranslation(key, names.size())),
                    new Span(" "),
                    Table.mono(String.join(", ", names))));
        }
    }

    private static Span balance(int value) {
        Span span = Table.number(Numbers.signed(value));
        if (value < 0) {
            span.addClassName("negative");
        }
        return span;
    }
}
