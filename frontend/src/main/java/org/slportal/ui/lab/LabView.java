package org.slportal.ui.lab;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.lab.LabClockItem;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.sweep.UpcomingItem;
import org.slportal.services.sweep.UpcomingService;
import org.slportal.services.sweep.UpcomingSort;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The lab clock: what time it is, moving it forward, running it faster, and what will happen next. */
@Route("lab")
@PermitAll
public class LabView extends LabPage {

    private static final long serialVersionUID = 1L;
    private static final int POLL_MILLIS = 2_000;

    private final transient UpcomingService upcoming;
    private final transient Dates dates;
    private final Div times = div("lab-times");
    private final Div running = div("toolbar");
    private transient @Nullable Registration polling;
    private int shownVersion;

    public LabView(
            LabClockService clock,
            UpcomingService upcoming,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        super(clock, current, account);
        this.upcoming = upcoming;
        this.dates = dates;
    }

    @Override
    void show(SmartAccountItem here) {
        Button move = new Button(t("lab.move.open"), click -> advance(Duration.ofDays(30)));
        move.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        header().actions(
                        new Button(t("lab.speed.open"), click -> new SpeedDialog(clock, current, this::changed).open()),
                        move);
        add(times, running, presets());
        add(new H2(t("lab.next.title")), new Paragraph(t("lab.next.explanation")), timeline(here.id()));
        showClock();
    }

    private void showClock() {
        LabClockItem now = clock.now();
        shownVersion = now.version();
        times.removeAll();
        times.add(new Facts()
                .fact(t("lab.time"), strong(dates.time(now.labTime())))
                .fact(t("lab.real-time"), dates.time(now.realTime()))
                .fact(t("lab.ahead"), now.isMoved() ? LabTexts.ahead(this, now.ahead()) : t("lab.ahead.not"))
                .fact(t("lab.speed"), LabTexts.speed(this, now.speed())));
        running.removeAll();
        running.setVisible(now.speed() > 1);
        if (now.speed() > 1) {
            running.add(new Button(t("lab.speed.back"), click -> {
                if (Notices.attempt(this, () -> clock.run(current.get(), 1, now.version()))) {
                    changed();
                }
            }));
        }
    }

    private static Span strong(String text) {
        Span span = new Span(text);
        span.addClassName("strong");
        return span;
    }

    private Div presets() {
        Div presets = div("toolbar");
        presets.getElement().setAttribute("role", "group");
        presets.getElement().setAttribute("aria-label", t("lab.move.presets"));
        presets.add(new Span(t("lab.move.presets")));
        preset(presets, "lab.preset.hour", Duration.ofHours(1));
        preset(presets, "lab.preset.day", Duration.ofDays(1));
        for (int days : new int[] {30, 90, 180, 365}) {
            presets.add(new Button(t("lab.preset.days", days), click -> advance(Duration.ofDays(days))));
        }
        return presets;
    }

    private void preset(Div presets, String key, Duration by) {
        presets.add(new Button(t(key), click -> advance(by)));
    }

    private void advance(Duration by) {
        new AdvanceDialog(clock, upcoming, current, dates, account.id(), by, this::changed).open();
    }

    private LazyGrid<UpcomingItem, UpcomingSort> timeline(SmartAccountId here) {
        LazyGrid<UpcomingItem, UpcomingSort> grid = new LazyGrid<>(UpcomingSort.class, UpcomingSort.TIME, true);
        grid.text(t("lab.next.day"), item -> dates.date(item.day()))
                .sort(UpcomingSort.TIME)
                .width("150px");
        grid.text(t("lab.next.what"), item -> t("lab.next." + item.kind().name(), item.count()))
                .grow();
        grid.component(t("lab.next.from"), item -> dates.timeWithDistance(item.first()))
                .asShown()
                .secondary()
                .width("190px");
        grid.whenEmpty(() -> new EmptyState(t("lab.next.empty.title"), t("lab.next.empty.advice")));
        grid.source(query -> upcoming.list(current.get(), here, query), () -> upcoming.count(current.get(), here));
        return grid;
    }

    /** The strip above shows the clock too, so the whole page is made anew. */
    private void changed() {
        UI.getCurrent().refreshCurrentRoute(true);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        attach.getUI().setPollInterval(POLL_MILLIS);
        polling = attach.getUI().addPollListener(event -> {
            if (clock.now().version() != shownVersion) {
                changed();
            } else {
                showClock();
            }
        });
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        if (polling != null) {
            polling.remove();
        }
        detach.getUI().setPollInterval(-1);
        super.onDetach(detach);
    }
}
