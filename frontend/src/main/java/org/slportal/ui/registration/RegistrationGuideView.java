package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.registration.RegistrationGuideService;
import org.slportal.services.registration.RegistrationProgress;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.Pill;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Guide Me: from a PAK to a licence in Inventory in four steps, with those ticked that this account has behind it. */
@Route("registration/guide")
@PermitAll
public class RegistrationGuideView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient RegistrationGuideService guide;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    public RegistrationGuideView(RegistrationGuideService guide, CurrentActor current, CurrentAccount account) {
        this.guide = guide;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        RegistrationProgress progress = guide.progress(current.get(), here.id());
        boolean manages = current.get().mayAnywhere(Permission.MANAGE_LICENSES, here.id());
        clear();
        header().title(t("lrp.guide.title"))
                .context(new Span(here.name()))
                .actions(new RouterLink(t("tab.registration"), RegisteredPaksView.class));
        List<Boolean> done = List.of(progress.added(), progress.assigned(), progress.used(), progress.inInventory());
        int next = done.indexOf(false);
        RouterLink paks = new RouterLink(t("lrp.paks"), RegisteredPaksView.class);
        OrderedList steps = new OrderedList(
                step(0, done, next, "add", manages ? new RouterLink(t("lrp.add"), AddPaksView.class) : new Span()),
                step(1, done, next, "assign", paks),
                step(
                        2,
                        done,
                        next,
                        "use",
                        new RouterLink(t("convert.paks"), ConvertPaksView.class),
                        new RouterLink(t("lrp.devices"), RegisteredDevicesView.class)),
                step(3, done, next, "see", inventory()));
        steps.addClassName("guide");
        add(new Paragraph(t(next < 0 ? "lrp.guide.all-done" : "lrp.guide.intro")), steps);
    }

    private Component inventory() {
        return account.pool()
                .<Component>map(pool ->
                        new RouterLink(t("tab.inventory"), LicensesView.class, InventoryNavigation.of(pool.id())))
                .orElseGet(Span::new);
    }

    private ListItem step(int number, List<Boolean> done, int next, String key, Component... links) {
        H2 title = new H2(t("lrp.guide." + key));
        Pill state = done.get(number)
                ? new Pill(Pill.Tone.GOOD, t("lrp.guide.done"))
                : number == next
                        ? new Pill(Pill.Tone.INFO, t("lrp.guide.next"))
                        : new Pill(Pill.Tone.NEUTRAL, t("lrp.guide.later"));
        Div head = div("toolbar", title, state);
        ListItem step = new ListItem(head, new Paragraph(t("lrp.guide." + key + "-text")), div("toolbar", links));
        step.addClassName("card");
        if (number == next) {
            step.getElement().setAttribute("aria-current", "step");
        }
        return step;
    }
}
