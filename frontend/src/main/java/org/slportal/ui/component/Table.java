package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** A short table whose rows all fit on the page. */
public class Table extends HtmlContainer {

    private static final long serialVersionUID = 1L;
    private static final String NUMBER = "number";
    private static final String WIDE = "wide";

    private final HtmlContainer head = new HtmlContainer("tr");
    private final HtmlContainer body = new HtmlContainer("tbody");
    private int columns;

    public Table() {
        super("table");
        addClassName("table");
        HtmlContainer thead = new HtmlContainer("thead");
        thead.add(head);
        add(thead, body);
    }

    public Table head(String text) {
        return head(text, new String[0]);
    }

    public Table numberHead(String text) {
        return head(text, NUMBER);
    }

    /** A column that gives way on narrow screens; its cells are made with {@link #wide}. */
    public Table wideHead(String text) {
        return head(text, WIDE);
    }

    /** A column of figures that gives way on narrow screens. */
    public Table wideNumberHead(String text) {
        return head(text, NUMBER, WIDE);
    }

    private Table head(String text, String... classNames) {
        HtmlComponent cell = new HtmlComponent("th");
        cell.getElement().setText(text);
        cell.getElement().setAttribute("scope", "col");
        cell.addClassNames(classNames);
        head.add(cell);
        columns++;
        return this;
    }

    /** A line across all columns that names the rows below it. */
    public Table group(Component name) {
        HtmlContainer cell = new HtmlContainer("th");
        cell.getElement().setAttribute("scope", "colgroup");
        cell.getElement().setAttribute("colspan", Integer.toString(columns));
        cell.add(name);
        HtmlContainer row = new HtmlContainer("tr");
        row.addClassName("group");
        row.add(cell);
        body.add(row);
        return this;
    }

    /** @return the row, to be marked or changed */
    public HtmlContainer row(List<? extends Component> cells) {
        HtmlContainer row = new HtmlContainer("tr");
        for (Component content : cells) {
            HtmlContainer cell = new HtmlContainer("td");
            cell.add(content);
            // The cell, not its content, is what is aligned and hidden.
            for (String className : List.of(NUMBER, WIDE)) {
                if (content instanceof HtmlComponent html && html.hasClassName(className)) {
                    cell.addClassName(className);
                }
            }
            row.add(cell);
        }
        body.add(row);
        return row;
    }

    public static Span mono(String text) {
        Span span = new Span(text);
        span.addClassName("mono");
        return span;
    }

    public static Span number(String text) {
        Span span = new Span(text);
        span.addClassName(NUMBER);
        return span;
    }

    public static <C extends HtmlComponent> C wide(C content) {
        content.addClassName(WIDE);
        return content;
    }
}
