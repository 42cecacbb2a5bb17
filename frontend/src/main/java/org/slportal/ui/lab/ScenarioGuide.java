package org.slportal.ui.lab;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.slportal.services.lab.scenario.ScenarioCheck;
import org.slportal.services.lab.scenario.ScenarioRunItem;
import org.slportal.services.lab.scenario.ScenarioState;
import org.slportal.services.lab.scenario.ScenarioText;

/** What is going on, the steps, hints one by one, and what the check found. */
class ScenarioGuide extends Div {

    private static final long serialVersionUID = 1L;

    private final ScenarioText text;
    private final Div findings = new Div();
    private final H2 hintsTitle = new H2();
    private final OrderedList hints = new OrderedList();
    private final Button next = new Button();
    private int hintsShown;

    ScenarioGuide(ScenarioText text, ScenarioRunItem item) {
        this.text = text;
        setClassName("card scenario-guide");
        findings.getElement().setAttribute("role", "status");
        Paragraph says = new Paragraph(text.title());
        says.addClassNames("mono", "says");
        add(new H2(getTranslation("scenarios.going-on")), says, new Paragraph(text.goingOn()), findings);
        OrderedList steps = new OrderedList();
        text.steps().forEach(step -> steps.add(new ListItem(step)));
        add(new H2(getTranslation("scenarios.steps")), steps);
        next.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        next.addClickListener(click -> hint());
        hintsTitle.setText(getTranslation("scenarios.hints"));
        hintsTitle.setVisible(false);
        hints.setVisible(false);
        add(hintsTitle, hints, next);
        label();
        if (item.state() == ScenarioState.SOLVED) {
            solved();
        }
    }

    private void hint() {
        hintsTitle.setVisible(true);
        hints.setVisible(true);
        hints.add(new ListItem(text.hints().get(hintsShown)));
        hintsShown++;
        label();
    }

    private void label() {
        next.setText(
                getTranslation("scenarios.hint", hintsShown + 1, text.hints().size()));
        next.setVisible(hintsShown < text.hints().size());
    }

    private void solved() {
        Span done = new Span("✓ " + getTranslation("scenarios.solved"));
        done.addClassName("solved");
        findings.add(done);
    }

    /** Shows what the check found, in place of what one found before. */
    void found(ScenarioCheck check) {
        findings.removeAll();
        if (check.solved()) {
            solved();
            return;
        }
        findings.add(new H2(getTranslation("scenarios.found")));
        UnorderedList list = new UnorderedList();
        list.addClassName("findings");
        for (ScenarioCheck.Finding finding : check.findings()) {
            String key = "scenarios.point." + finding.point() + (finding.holds() ? "" : ".not");
            ListItem line = new ListItem((finding.holds() ? "✓ " : "○ ") + getTranslation(key));
            if (!finding.holds() && !finding.detail().isEmpty()) {
                Span detail = new Span(finding.detail());
                detail.addClassNames("mono", "says");
                line.add(detail);
            }
            list.add(line);
        }
        findings.add(list);
    }
}
