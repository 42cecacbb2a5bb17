package org.slportal.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.slportal.services.csv.CsvProblem;
import org.slportal.ui.i18n.Numbers;

/** What is wrong with a file, line by line. */
public class CsvProblemTable extends Div {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

    /** @param count of all problems, also those that are not in the list */
    public CsvProblemTable(List<CsvProblem> problems, int count) {
        Div notice = new Div(getTranslation("csv.problems", count, Numbers.plain(count)));
        notice.addClassNames("notice", "danger");
        notice.getElement().setAttribute("role", "alert");
        Table table = new Table()
                .numberHead(getTranslation("csv.line"))
                .head(getTranslation("csv.column"))
                .head(getTranslation("csv.problem"));
        List<CsvProblem> first = problems.stream().limit(SHOWN).toList();
        first.forEach(problem -> table.row(List.of(
                Table.number(problem.line() == 0 ? "" : Numbers.plain(problem.line())),
                Table.mono(problem.column() == null ? "" : problem.column()),
                new Span(
                        getTranslation(problem.messageKey(), problem.arguments().toArray())))));
        Div frame = new Div(table);
        frame.addClassNames("card", "flush");
        addClassName("grid-frame");
        add(notice, frame);
        if (count > first.size()) {
            Span more = new Span(getTranslation("csv.more", Numbers.plain(count - first.size())));
            more.addClassName("grid-foot");
            add(more);
        }
    }
}
