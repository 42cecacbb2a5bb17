package org.slportal.ui.registration;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.slportal.services.csv.CsvProblem;
import org.slportal.services.registration.PakCheck;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;

/** What adding would do: in figures, what is wrong line by line, and the first lines. */
class PakCheckPanel extends Div {

    private static final long serialVersionUID = 1L;

    /** Problems shown; the rest is counted. */
    private static final int PROBLEMS_SHOWN = 100;

    PakCheckPanel(PakCheck check) {
        addClassName("page");
        add(new Paragraph(getTranslation("lrp.check.sum", check.lineCount(), check.added(), check.claimed())));
        if (!check.unknownColumns().isEmpty()) {
            Paragraph unknown = new Paragraph(
                    getTranslation("lrp.check.unknown-columns", String.join(", ", check.unknownColumns())));
            unknown.addClassName("muted");
            add(unknown);
        }
        if (!check.isSound()) {
            problems(check);
        } else {
            lines(check);
        }
    }

    private void problems(PakCheck check) {
        Paragraph sum = new Paragraph(getTranslation("lrp.check.problems", check.problemCount()));
        sum.addClassNames("notice", "danger");
        add(sum);
        Table table =
                new Table().numberHead(getTranslation("lrp.check.line")).head(getTranslation("lrp.check.problem"));
        check.problems().stream()
                .limit(PROBLEMS_SHOWN)
                .forEach(problem -> table.row(List.of(
                        Table.number(problem.line() == 0 ? "—" : Numbers.plain(problem.line())), text(problem))));
        add(table);
        if (check.problemCount() > PROBLEMS_SHOWN) {
            Paragraph more = new Paragraph(getTranslation(
                    "lrp.check.more-problems", Numbers.plain(check.problemCount() - (long) PROBLEMS_SHOWN)));
            more.addClassName("muted");
            add(more);
        }
    }

    private Span text(CsvProblem problem) {
        String what = getTranslation(problem.messageKey(), problem.arguments().toArray());
        String column = problem.column();
        return new Span(column == null ? what : column + ": " + what);
    }

    private void lines(PakCheck check) {
        Table table = new Table()
                .head("PAK")
                .wideHead("SKU")
                .numberHead(getTranslation("field.quantity"))
                .head(getTranslation("lrp.check.fate"));
        for (PakCheck.Line line : check.lines()) {
            Integer quantity = line.quantity();
            table.row(List.of(
                    Table.mono(line.pak()),
                    Table.wide(Table.mono(line.sku().isEmpty() ? "—" : line.sku())),
                    Table.number(quantity == null ? "—" : Numbers.plain(quantity)),
                    fate(line.fate())));
        }
        add(table);
        if (check.lineCount() > check.lines().size()) {
            Paragraph more = new Paragraph(getTranslation(
                    "lrp.check.more-lines",
                    Numbers.plain(check.lineCount() - (long) check.lines().size())));
            more.addClassName("muted");
            add(more);
        }
    }

    private Pill fate(PakCheck.Fate fate) {
        return switch (fate) {
            case ADDED -> new Pill(Pill.Tone.INFO, getTranslation("lrp.check.added"));
            case CLAIMED -> new Pill(Pill.Tone.GOOD, getTranslation("lrp.check.claimed"));
            case REFUSED -> new Pill(Pill.Tone.DANGER, getTranslation("lrp.check.refused"));
        };
    }
}
