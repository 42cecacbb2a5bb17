package org.slportal.ui.inventory;

import com.vaadin.flow.component.Svg;
import java.util.Locale;
import org.slportal.domain.compliance.PoolFigures;

/** What a pool has above what it needs, to one scale. The words beside it say the same. */
class WhyBar extends Svg {

    private static final long serialVersionUID = 1L;
    private static final int WIDTH = 480;
    private static final int HEIGHT = 44;
    private static final int BAR = 16;

    WhyBar(PoolFigures figures, String label) {
        long has = (long) figures.owned() + figures.borrowed();
        long needs = (long) figures.inUse() + figures.reserved() + figures.lent();
        long scale = Math.max(1, Math.max(has, needs));
        StringBuilder svg = new StringBuilder(512);
        svg.append("<svg class=\"why-bar\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\"><title>")
                .append(escape(label))
                .append("</title>");
        double x = part(svg, "owned", 0, 2, figures.owned(), scale);
        part(svg, "borrowed", x, 2, figures.borrowed(), scale);
        x = part(svg, "in-use", 0, HEIGHT - BAR - 2.0, figures.inUse(), scale);
        x = part(svg, "reserved", x, HEIGHT - BAR - 2.0, figures.reserved(), scale);
        x = part(svg, "lent", x, HEIGHT - BAR - 2.0, figures.lent(), scale);
        if (needs > has) {
            // From where what is there ends: missing.
            part(svg, "missing", (double) has * WIDTH / scale, 2, needs - has, scale);
        }
        svg.append("</svg>");
        setSvg(svg.toString());
    }

    private static double part(StringBuilder svg, String kind, double x, double y, long quantity, long scale) {
        if (quantity <= 0) {
            return x;
        }
        double width = (double) quantity * WIDTH / scale;
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"why-%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>",
                kind,
                x,
                y,
                width,
                BAR));
        return x + width;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
