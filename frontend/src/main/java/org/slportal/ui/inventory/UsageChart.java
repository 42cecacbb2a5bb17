package org.slportal.ui.inventory;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Locale;
import org.slportal.domain.compliance.PoolFigures;
import org.slportal.ui.i18n.Numbers;

/** Virtual Account Usage: a ring of what is owned and borrowed, by what it is used for. The list beside it says the same in figures. */
class UsageChart extends Div {

    private static final long serialVersionUID = 1L;
    /** So that the ring's length is 100. */
    private static final double RADIUS = 100 / (2 * Math.PI);

    private final UnorderedList keys = new UnorderedList();
    private final StringBuilder ring = new StringBuilder(512);
    private final double whole;
    private double drawn;

    UsageChart(PoolFigures figures) {
        addClassName("usage-chart");
        keys.addClassName("usage-keys");
        long has = (long) figures.owned() + figures.borrowed();
        long needs = (long) figures.inUse() + figures.reserved() + figures.lent();
        long missing = Math.max(0, needs - has);
        whole = Math.max(1, Math.max(has, needs));
        // What is missing is part of what is in use: it stands beside it, not beyond it.
        part("in-use", "licenses.in-use", figures.inUse(), Math.max(0, figures.inUse() - missing), true);
        part("missing", "license.missing", missing, Math.min(missing, figures.inUse()), missing > 0);
        part("reserved", "transfer.reserved", figures.reserved(), figures.reserved(), figures.reserved() > 0);
        part("lent", "license.lent", figures.lent(), figures.lent(), figures.lent() > 0);
        part("free", "license.free", Math.max(0, has - needs), Math.max(0, has - needs), true);
        Svg picture = new Svg("<svg class=\"usage-ring\" viewBox=\"0 0 40 40\" aria-hidden=\"true\">"
                + "<circle class=\"usage-track\" cx=\"20\" cy=\"20\" r=\"" + number(RADIUS) + "\"/>" + ring + "</svg>");
        add(picture, keys);
    }

    private void part(String kind, String name, long figure, long shown, boolean listed) {
        if (listed) {
            Span swatch = new Span();
            swatch.addClassNames("usage-swatch", kind);
            Span count = new Span(Numbers.plain(figure));
            count.addClassName("strong");
            keys.add(new ListItem(swatch, new Span(getTranslation(name)), count));
        }
        double length = shown * 100 / whole;
        if (length > 0) {
            ring.append("<circle class=\"usage-part ")
                    .append(kind)
                    .append("\" cx=\"20\" cy=\"20\" r=\"")
                    .append(number(RADIUS))
                    .append("\" stroke-dasharray=\"")
                    .append(number(length))
                    .append(' ')
                    .append(number(100 - length))
                    .append("\" stroke-dashoffset=\"")
                    // From the top, clockwise.
                    .append(number(25 - drawn))
                    .append("\"/>");
            drawn += length;
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
