package org.slportal.ui.report;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import org.slportal.services.dashboard.ComplianceDay;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/**
 * Owned, in use and short by days. Only the lines are drawn, in a box that stretches; what is written around it is text of the page and
 * keeps its size. Readers who do not see it have the sentence it is labelled with, and the table beneath.
 */
class LineChart extends Div {

    private static final long serialVersionUID = 1L;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 200;

    LineChart(List<ComplianceDay> days, Dates dates) {
        addClassName("chart");
        long top = top(days);
        ComplianceDay first = days.getFirst();
        ComplianceDay last = days.getLast();
        String label = getTranslation(
                "report.chart-text",
                dates.date(first.day()),
                dates.date(last.day()),
                Numbers.plain(first.figures().owned()),
                Numbers.plain(last.figures().owned()),
                Numbers.plain(first.figures().inUse()),
                Numbers.plain(last.figures().inUse()),
                Numbers.plain(first.figures().shortBy()),
                Numbers.plain(last.figures().shortBy()));
        add(legend(days), scale(top), new Html(svg(days, top, label)), axis(days, dates));
    }

    /** A round figure at or above all of them. */
    private static long top(List<ComplianceDay> days) {
        long largest = days.stream()
                .mapToLong(day -> Math.max(
                        day.figures().owned(),
                        Math.max(day.figures().inUse(), day.figures().shortBy())))
                .max()
                .orElse(0);
        long step = 1;
        while (step * 10 < largest) {
            step *= 10;
        }
        // Even, so that the middle of the scale is a whole number.
        long rounded = Math.max(step, (largest + step - 1) / step * step);
        return rounded % 2 == 0 ? rounded : rounded + step;
    }

    private Div legend(List<ComplianceDay> days) {
        Div legend =
                new Div(key("owned", "figures.owned"), key("in-use", "report.needed"), key("short", "figures.short"));
        if (days.stream().anyMatch(day -> !day.observed())) {
            legend.add(key("gap", "report.gap"));
        }
        legend.addClassName("chart-legend");
        return legend;
    }

    private Span key(String line, String text) {
        Span key = new Span(getTranslation(text));
        key.addClassNames("chart-key", line);
        return key;
    }

    private static Div scale(long top) {
        Div scale = new Div(new Span(Numbers.plain(top)), new Span(Numbers.plain(top / 2)), new Span("0"));
        scale.addClassName("chart-scale");
        scale.getElement().setAttribute("aria-hidden", "true");
        return scale;
    }

    private static Div axis(List<ComplianceDay> days, Dates dates) {
        Div axis = new Div(new Span(dates.date(days.getFirst().day())));
        if (days.size() > 1) {
            axis.add(new Span(dates.date(days.getLast().day())));
        }
        axis.addClassName("chart-axis");
        axis.getElement().setAttribute("aria-hidden", "true");
        return axis;
    }

    private static String svg(List<ComplianceDay> days, long top, String label) {
        StringBuilder svg = new StringBuilder(4_096)
                .append("<div class=\"chart-plot\"><svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
                .append(escaped(label))
                .append("\">");
        gaps(svg, days);
        for (int part = 0; part <= 2; part++) {
            int y = HEIGHT * part / 2;
            svg.append("<path class=\"grid-line\" d=\"M0 %d H%d\"/>".formatted(y, WIDTH));
        }
        long[] owned = days.stream().mapToLong(day -> day.figures().owned()).toArray();
        long[] inUse = days.stream().mapToLong(day -> day.figures().inUse()).toArray();
        long[] lacking = days.stream().mapToLong(day -> day.figures().shortBy()).toArray();
        svg.append("<path class=\"short\" d=\"M0 %d L".formatted(HEIGHT));
        points(svg, lacking, top);
        svg.append(" L%d %d Z\"/>".formatted(WIDTH, HEIGHT));
        line(svg, "owned", owned, top);
        line(svg, "in-use", inUse, top);
        return svg.append("</svg></div>").toString();
    }

    private static void gaps(StringBuilder svg, List<ComplianceDay> days) {
        double width = width(days.size());
        for (int i = 0; i < days.size(); i++) {
            if (!days.get(i).observed()) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"gap\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"/>",
                        Math.max(0, i * width - width / 2),
                        width,
                        HEIGHT));
            }
        }
    }

    private static void line(StringBuilder svg, String className, long[] values, long top) {
        svg.append("<path class=\"").append(className).append("\" d=\"M");
        points(svg, values, top);
        svg.append("\"/>");
    }

    /** A single day is a level line. */
    private static void points(StringBuilder svg, long[] values, long top) {
        double width = width(values.length);
        int points = Math.max(2, values.length);
        for (int i = 0; i < points; i++) {
            long value = values[Math.min(i, values.length - 1)];
            svg.append(String.format(
                    Locale.ROOT,
                    i == 0 ? "%.1f %.1f" : " L%.1f %.1f",
                    i * width,
                    HEIGHT - (double) value * HEIGHT / top));
        }
    }

    private static double width(int days) {
        return days < 2 ? WIDTH : (double) WIDTH / (days - 1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
