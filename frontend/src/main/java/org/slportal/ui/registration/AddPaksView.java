package org.slportal.ui.registration;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.services.access.Actor;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.registration.AddPaks;
import org.slportal.services.registration.AddPaksResult;
import org.slportal.services.registration.PakCheck;
import org.slportal.services.registration.PakInput;
import org.slportal.services.registration.PakRegistrationService;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/** Add New PAKs/Tokens: give them, check them, add them. Nothing is added while a line is bad, unless it is asked for. */
@Route("registration/add")
@PermitAll
public class AddPaksView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient PakRegistrationService registration;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    private @Nullable PoolPicker pool;
    private final Div right = new Div();
    private @Nullable PakSheetFields fields;
    private transient @Nullable SmartAccountItem here;

    public AddPaksView(PakRegistrationService registration, CurrentActor current, CurrentAccount account) {
        this.registration = registration;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem now = account.get();
        here = now;
        Actor actor = current.get();
        actor.requireAnywhere(Permission.MANAGE_LICENSES, now.id());
        clear();
        header().title(t("lrp.add"))
                .context(new Span(now.name()))
                .actions(new Button(t("act.cancel"), click -> UI.getCurrent().navigate(RegisteredPaksView.class)));
        PoolPicker into = picker(actor, now);
        pool = into;
        PakSheetFields given = new PakSheetFields(registration, current, now.id(), this::changed);
        fields = given;
        Button check = new Button(t("lrp.add.check"), click -> check());
        check.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        check.setDisableOnClick(true);
        check.addClickListener(click -> check.setEnabled(true));
        right.setClassName("card");
        right.getElement().setAttribute("aria-live", "polite");
        add(div("two", div("card", given, into, div("toolbar", check)), right));
        changed();
    }

    /** Where the PAKs go whose lines say nothing: who manages the whole account may leave them unassigned. */
    private PoolPicker picker(Actor actor, SmartAccountItem now) {
        PoolPicker picker = actor.may(Permission.MANAGE_LICENSES, now.id(), null)
                ? new PoolPicker(t("inventory.virtual-account"), account, Permission.MANAGE_LICENSES)
                        .orNone(t("lrp.add.unassigned"))
                : PoolPicker.required(t("inventory.virtual-account"), account, Permission.MANAGE_LICENSES);
        picker.setHelperText(t("lrp.add.pool-hint"));
        account.pool(Permission.MANAGE_LICENSES).ifPresent(picker::setValue);
        picker.addValueChangeListener(change -> changed());
        return picker;
    }

    /** What was checked is no longer what is there. */
    private void changed() {
        right.removeAll();
        right.add(new H2(t("convert.what-will-happen")), new Paragraph(t("lrp.add.check-first")));
    }

    private void check() {
        AddPaks asked = asked(false);
        if (asked == null) {
            Notices.refusal(t("lrp.add.nothing"));
            return;
        }
        Notices.attempt(this, () -> show(registration.check(current.get(), asked)));
    }

    private void show(PakCheck check) {
        right.removeAll();
        right.add(new H2(t("convert.what-will-happen")), new PakCheckPanel(check));
        Button add = new Button(t("lrp.add.button", check.added() + check.claimed()), click -> add(false));
        add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add.setDisableOnClick(true);
        if (check.isSound()) {
            right.add(div("toolbar end", add));
        } else if (check.hasValid()) {
            // The reader decides; by default nothing is added.
            Checkbox only = new Checkbox(t("lrp.add.valid-only", check.bad()));
            Button addValid = new Button(t("lrp.add.button", check.added() + check.claimed()), click -> add(true));
            addValid.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            addValid.setDisableOnClick(true);
            addValid.setEnabled(false);
            only.addValueChangeListener(change -> addValid.setEnabled(only.getValue()));
            right.add(new Paragraph(t("lrp.add.nothing-by-default")), only, div("toolbar end", addValid));
        } else {
            right.add(new Paragraph(t("lrp.add.mend")));
        }
    }

    private void add(boolean validOnly) {
        AddPaks asked = asked(validOnly);
        if (asked == null) {
            changed();
            return;
        }
        try {
            switch (registration.add(current.get(), asked)) {
                case AddPaksResult.Added added -> done(added);
                case AddPaksResult.Rejected rejected -> {
                    // Somebody else was faster, or the catalogue changed since the check.
                    Notices.refusal(t("lrp.add.rejected"));
                    show(rejected.check());
                }
            }
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
            changed();
        }
    }

    private void done(AddPaksResult.Added added) {
        clear();
        header().actions();
        Div card = div(
                "card",
                new H2(t("lrp.added.title", added.added() + added.claimed())),
                new Paragraph(t(
                        "lrp.added.text",
                        Numbers.plain(added.added()),
                        Numbers.plain(added.lines()),
                        Numbers.plain(added.claimed()))));
        if (added.left() > 0) {
            card.add(new Paragraph(t("lrp.added.left", added.left())));
        }
        card.add(
                new RouterLink(t("lrp.added.see"), RegisteredPaksView.class),
                new Button(t("lrp.added.more"), click -> UI.getCurrent().refreshCurrentRoute(false)));
        add(card);
    }

    private @Nullable AddPaks asked(boolean validOnly) {
        if (fields == null || here == null || pool == null) {
            throw new IllegalStateException("Asked before the page was entered");
        }
        PakInput input = fields.input();
        VirtualAccountItem into = pool.getValue();
        return input == null ? null : new AddPaks(here.id(), into == null ? null : into.id(), input, validOnly);
    }
}
