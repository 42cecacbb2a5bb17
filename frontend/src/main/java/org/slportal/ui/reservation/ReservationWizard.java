package org.slportal.ui.reservation;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.reservation.IssuedReservation;
import org.slportal.services.reservation.LicenseQuantity;
import org.slportal.services.reservation.ReservableLicense;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.convert.Steps;
import org.slportal.ui.i18n.Dates;

/** Select licences, review, authorization code: the same for a new reservation and for an update. */
abstract class ReservationWizard extends Page {

    private static final long serialVersionUID = 1L;

    private final transient Dates dates;
    private final boolean update;
    private final Div steps = new Div();
    private final Div left = new Div();
    private final Div right = new Div();
    private transient @Nullable Run run;

    /** One device being given licences. */
    private record Run(
            VirtualAccountId pool,
            Udi udi,
            LicensePicker picker,
            @Nullable SerializableRunnable back) {}

    protected ReservationWizard(Dates dates, boolean update) {
        this.dates = dates;
        this.update = update;
        left.setClassName("page");
        right.setClassName("card");
        right.getElement().setAttribute("aria-live", "polite");
    }

    /** Asks the service for a code. */
    protected abstract IssuedReservation issue(List<LicenseQuantity> chosen);

    protected final void frame(VirtualAccountId pool) {
        clear();
        header().actions(new Button(
                t("act.cancel"),
                click -> UI.getCurrent().navigate(ReservationsView.class, ReservationNavigation.of(pool))));
        add(steps, div("two", left, right));
    }

    /** @param step from 1, counted for a new reservation */
    protected final void show(int step, Div work, Div consequences) {
        steps.removeAll();
        if (update) {
            steps.add(new Steps(
                    step - 1,
                    t("reservation.step.licenses"),
                    t("reservation.step.review"),
                    t("reservation.step.code")));
        } else {
            steps.add(new Steps(
                    step,
                    t("reservation.step.request"),
                    t("reservation.step.licenses"),
                    t("reservation.step.review"),
                    t("reservation.step.code")));
        }
        left.removeAll();
        left.add(work);
        right.removeAll();
        right.add(consequences);
    }

    /** @param back to what came before; null if nothing did */
    protected final void select(
            VirtualAccountId pool, Udi udi, List<ReservableLicense> offered, @Nullable SerializableRunnable back) {
        run = new Run(pool, udi, new LicensePicker(offered, dates), back);
        select(offered.isEmpty());
    }

    private void select(boolean nothing) {
        LicensePicker picker = run().picker();
        picker.setReadOnly(false);
        Div work = nothing ? div("card", new Paragraph(t("reservation.nothing"))) : div("card flush", picker);
        Button next = primary(t("reservation.next"), () -> {
            if (picker.isValid() && !picker.chosen().isEmpty()) {
                review();
            } else {
                Notices.refusal(t("error.RESERVATION_EMPTY"));
            }
        });
        next.setEnabled(!nothing);
        Div toolbar = div("toolbar", next);
        SerializableRunnable back = run().back();
        if (back != null) {
            toolbar.addComponentAsFirst(new Button(t("act.back"), click -> back.run()));
        }
        show(2, work, div("prose", consequences(), toolbar));
    }

    private void review() {
        LicensePicker picker = run().picker();
        picker.setReadOnly(true);
        UnorderedList list = new UnorderedList();
        picker.words().forEach(line -> list.add(new ListItem(line)));
        Button back = new Button(t("act.back"), click -> select(false));
        Button reserve = primary(t(update ? "reservation.update-do" : "reservation.reserve"), this::submit);
        reserve.setDisableOnClick(true);
        show(
                3,
                div("card", new H2(run().udi().asCli()), list),
                div("prose", consequences(), div("toolbar", back, reserve)));
    }

    private void submit() {
        List<LicenseQuantity> chosen = run().picker().chosen();
        if (!Notices.attempt(this, () -> finished(issue(chosen)))) {
            select(false);
        }
    }

    private void finished(IssuedReservation issued) {
        Udi udi = run().udi();
        header().actions(new Button(
                t("reservation.to-list"),
                click -> UI.getCurrent().navigate(ReservationsView.class, ReservationNavigation.of(run().pool()))));
        show(
                4,
                div("card", new AuthorizationCodePanel(issued.authorizationCode(), udi.serialNumber())),
                div(
                        "prose",
                        new H2(t("reservation.done", udi.asCli())),
                        new Paragraph(t(update ? "reservation.done.update" : "reservation.done.advice"))));
    }

    private Div consequences() {
        Div all = div(
                "prose",
                new H2(t("reservation.will")),
                new Paragraph(t("reservation.will.device", run().udi().asCli())),
                new Paragraph(t("reservation.will.offline")));
        if (update) {
            all.add(new Paragraph(t("reservation.will.update")));
        }
        return all;
    }

    protected final Button primary(String text, SerializableRunnable act) {
        Button button = new Button(text, click -> act.run());
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }

    private Run run() {
        Run now = run;
        if (now == null) {
            throw new IllegalStateException("Asked before a device was named");
        }
        return now;
    }
}
