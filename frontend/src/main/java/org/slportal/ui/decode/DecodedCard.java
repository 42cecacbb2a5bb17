package org.slportal.ui.decode;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slportal.domain.failure.DecodedFailure;
import org.slportal.domain.failure.FailureFact;
import org.slportal.domain.failure.FailureTexts;
import org.slportal.domain.failure.RemedyStep;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** What one line says, why, what to do and where. */
class DecodedCard extends Div {

    private static final long serialVersionUID = 1L;

    DecodedCard(DecodedFailure found, FailureTexts texts, Dates dates, Optional<? extends Component> screen) {
        addClassNames("card", "decoded");
        Div head = new Div(new H2(texts.title(found.kind())), pill(found));
        head.addClassName("toolbar");
        add(head, place(this, found), printed(found), new Paragraph(texts.cause(found.kind())));
        facts(found, dates);
        List<RemedyStep> remedy = texts.remedy(found.kind());
        if (!remedy.isEmpty()) {
            OrderedList steps = new OrderedList();
            remedy.forEach(step -> steps.add(step(step)));
            Div prose = new Div(steps);
            prose.addClassName("prose");
            add(new H3(getTranslation("decode.remedy")), prose);
        }
        screen.ifPresent(link -> add(new Paragraph(new Span(getTranslation("decode.go-to") + " "), link)));
    }

    private Pill pill(DecodedFailure found) {
        Pill.Tone tone = switch (found.kind().verdict()) {
            case FAILURE -> Pill.Tone.DANGER;
            case WARNING -> Pill.Tone.WARN;
            case WELL -> Pill.Tone.GOOD;
            case UNKNOWN -> Pill.Tone.NEUTRAL;
        };
        return new Pill(
                tone, getTranslation("decode.verdict." + found.kind().verdict().name()));
    }

    /** Where in the text, how often, and which of the nine scenarios it is. */
    static Component place(Component reader, DecodedFailure found) {
        StringBuilder place = new StringBuilder(
                reader.getTranslation("decode.line", found.lineNumber(), Numbers.plain(found.lineNumber())));
        if (found.count() > 1) {
            place.append(" · ").append(reader.getTranslation("decode.times", Numbers.plain(found.count())));
        }
        found.kind()
                .scenario()
                .ifPresent(number -> place.append(" · ").append(reader.getTranslation("decode.scenario", number)));
        Span span = new Span(place.toString());
        span.addClassNames("muted", "small");
        return span;
    }

    private static Component printed(DecodedFailure found) {
        Pre printed = new Pre(found.line());
        printed.addClassName("printed");
        return printed;
    }

    private void facts(DecodedFailure found, Dates dates) {
        if (found.facts().isEmpty()) {
            return;
        }
        Facts facts = new Facts();
        found.facts().forEach((fact, values) -> {
            String name = getTranslation("decode.fact." + fact.name());
            if (fact == FailureFact.DEVICE_TIME) {
                // Against the portal's clock: in a lab that was moved it is the one that counts.
                values.forEach(value -> facts.fact(name, dates.timeAndDistance(Instant.parse(value))));
                facts.fact(getTranslation("decode.portal-time"), dates.time(dates.now()));
            } else {
                facts.fact(name, Table.mono(String.join(", ", values)));
            }
        });
        add(facts);
    }

    private static ListItem step(RemedyStep step) {
        ListItem item = new ListItem();
        step.parts().forEach(part -> item.add(part.command() ? command(part.text()) : new Span(part.text())));
        return item;
    }

    private static Code command(String text) {
        Code command = new Code(text);
        command.addClassName("command");
        return command;
    }
}
