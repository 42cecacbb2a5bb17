package org.slportal.ui.help;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.ui.component.Page;
import org.slportal.ui.decode.DecodeView;

/** The user guide: its pages at the side, one of them open. */
@Route("help/:page?([a-z-]+)")
@PermitAll
public class HelpView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final String PAGE = "page";

    public static RouteParameters of(GuidePage page) {
        return new RouteParameters(PAGE, page.fileName());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        GuidePage page = event.getRouteParameters()
                .get(PAGE)
                .map(name -> GuidePage.named(name).orElseThrow(NotFoundException::new))
                .orElse(GuidePage.START);
        clear();
        GuideText.Rendered text = GuideText.of(page, getLocale());
        header().title(text.title())
                .context(t("help.title"))
                .actions(new RouterLink(t("decode.link"), DecodeView.class));
        Div article = div("card prose manual-text", new Html("<div>" + text.html() + "</div>"));
        add(div("manual", pages(page), article));
    }

    private Nav pages(GuidePage open) {
        UnorderedList list = new UnorderedList();
        for (GuidePage page : GuidePage.values()) {
            RouterLink link = new RouterLink(GuideText.of(page, getLocale()).title(), HelpView.class, of(page));
            if (page == open) {
                link.getElement().setAttribute("aria-current", "page");
            }
            list.add(new ListItem(link));
        }
        Nav nav = new Nav(list);
        nav.addClassName("manual-pages");
        nav.getElement().setAttribute("aria-label", t("help.pages"));
        return nav;
    }
}
