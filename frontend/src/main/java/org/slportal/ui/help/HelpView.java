package org.slportal.ui.help;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.ui.component.Page;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.decode.DecodeView;
import org.slportal.ui.inventory.InventoryStart;

/** The main job in five steps: from a PAK to an authorized switch. */
@Route("help")
@PermitAll
public class HelpView extends Page {

    private static final long serialVersionUID = 1L;

    public HelpView() {
        header().title(t("help.title"));
        Div command = new Div("license smart register idtoken TOKEN");
        command.addClassName("secret");
        Div summary = new Div("show license summary");
        summary.addClassName("secret");
        OrderedList steps = new OrderedList(
                new ListItem(
                        new Paragraph(t("help.step.token")), new RouterLink(t("tab.inventory"), InventoryStart.class)),
                new ListItem(
                        new Paragraph(t("help.step.convert")), new RouterLink(t("tab.convert"), ConvertPaksView.class)),
                new ListItem(new Paragraph(t("help.step.register")), command),
                new ListItem(new Paragraph(t("help.step.check")), summary),
                new ListItem(new Paragraph(t("help.step.inventory"))));
        add(
                div("card", new H2(t("help.main-job")), div("prose", steps)),
                div(
                        "card",
                        new H2(t("help.compliance")),
                        div("prose", new Paragraph(t("help.compliance.text")), new Paragraph(t("help.covered.text")))),
                div(
                        "card",
                        new H2(t("decode.title")),
                        new Paragraph(
                                new Span(t("help.decode.text") + " "),
                                new RouterLink(t("decode.link"), DecodeView.class))),
                div("card", new H2(t("help.keyboard")), new Paragraph(t("help.keyboard.text"))));
    }
}
