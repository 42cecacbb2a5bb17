package org.slportal.ui.activity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.ActorKind;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventFilter;
import org.slportal.services.event.EventListItem;
import org.slportal.services.event.EventService;
import org.slportal.services.event.EventSort;
import org.slportal.services.event.Outcome;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Pill;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;

/** Message, time, user: of a Virtual Account, of the whole account, or of some kinds of event only. */
public class EventLog extends Div {

    private static final long serialVersionUID = 1L;

    private final TextField search = new TextField();
    private final ComboBox<EventCode> kind = new ComboBox<>();
    private final Select<Outcome> outcome = new Select<>();
    private final Select<ActorKind> actor = new Select<>();
    private final PeriodField period;
    private final Div toolbar = new Div();
    private final LazyGrid<EventListItem, EventSort> grid = new LazyGrid<>(EventSort.class, EventSort.TIME, false);
    private final Set<EventCode> kinds;
    private @Nullable LicenseId license;
    private @Nullable String piid;

    public EventLog(
            EventService events,
            CurrentActor current,
            Dates dates,
            SmartAccountId account,
            @Nullable VirtualAccountId pool) {
        this(events, current, dates, account, pool, EnumSet.allOf(EventCode.class));
    }

    /** Of one product instance, in all Virtual Accounts the reader can see. */
    public static EventLog ofDevice(
            EventService events, CurrentActor current, Dates dates, SmartAccountId account, String piid) {
        return new EventLog(events, current, dates, account, null, EnumSet.allOf(EventCode.class), piid);
    }

    /** @param kinds what the log is limited to; the reader may choose one of several */
    public EventLog(
            EventService events,
            CurrentActor current,
            Dates dates,
            SmartAccountId account,
            @Nullable VirtualAccountId pool,
            Set<EventCode> kinds) {
        this(events, current, dates, account, pool, kinds, null);
    }

    private EventLog(
            EventService events,
            CurrentActor current,
            Dates dates,
            SmartAccountId account,
            @Nullable VirtualAccountId pool,
            Set<EventCode> kinds,
            @Nullable String piid) {
        this.piid = piid;
        // Nothing is left out: the database need not compare.
        this.kinds = kinds.size() == EventCode.values().length ? Set.of() : Set.copyOf(kinds);
        addClassName("page");
        search.setPlaceholder(getTranslation("events.search"));
        search.setAriaLabel(getTranslation("events.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        kind.setItems(kinds.stream()
                .sorted(Comparator.comparing(code -> getTranslation("event.kind." + code.name())))
                .toList());
        kind.setItemLabelGenerator(code -> getTranslation("event.kind." + code.name()));
        kind.setPlaceholder(getTranslation("events.kind"));
        kind.setAriaLabel(getTranslation("events.kind"));
        kind.setClearButtonVisible(true);
        kind.setWidth("240px");
        kind.setVisible(kinds.size() > 1);

        choice(outcome, "events.outcome", Outcome.values(), "events.outcome.");
        choice(actor, "events.actor", ActorKind.values(), "events.actor.");
        period = new PeriodField(dates, grid::reload);
        grid.component(getTranslation("events.message"), this::message)
                .asShown()
                .grow();
        if (pool == null) {
            grid.text(getTranslation("inventory.virtual-account"), row -> {
                        String name = row.virtualAccount();
                        return name == null ? "—" : name;
                    })
                    .secondary();
        }
        grid.component(getTranslation("events.time"), row -> dates.timeWithDistance(row.occurredAt()))
                .asShown()
                .sort(EventSort.TIME);
        grid.text(
                        getTranslation("events.user"),
                        row -> getTranslation("actor." + row.actorKind().name(), row.actorName()))
                .secondary();
        grid.whenEmpty(() -> isUnfiltered()
                ? new EmptyState(getTranslation("events.empty.title"), getTranslation("events.empty.advice"))
                : null);
        grid.logSource(
                this::filter,
                (page, chosen) -> events.list(current.get(), account, pool, page, chosen),
                row -> row.id().value(),
                chosen -> events.count(current.get(), account, pool, chosen));
        search.addValueChangeListener(change -> grid.reload());
        kind.addValueChangeListener(change -> grid.reload());
        toolbar.add(search, kind, outcome, actor, period);
        toolbar.addClassName("toolbar");
        add(toolbar, grid);
    }

    /** Narrows to what happened to a licence, to a device, or to either if neither is named. */
    public void about(@Nullable LicenseId chosenLicense, @Nullable String chosenPiid) {
        license = chosenLicense;
        piid = chosenPiid;
        grid.reload();
    }

    /** For a further filter beside the others. */
    public void filterField(Component field) {
        toolbar.add(field);
    }

    private <E extends Enum<E>> void choice(Select<E> field, String label, E[] values, String names) {
        field.setAriaLabel(getTranslation(label));
        field.setItems(values);
        field.setItemLabelGenerator(
                value -> value == null ? getTranslation(label) : getTranslation(names + value.name()));
        field.setEmptySelectionAllowed(true);
        field.setEmptySelectionCaption(getTranslation(label));
        field.addValueChangeListener(change -> grid.reload());
    }

    private boolean isUnfiltered() {
        return search.isEmpty()
                && kind.isEmpty()
                && outcome.isEmpty()
                && actor.isEmpty()
                && period.isAll()
                && license == null
                && piid == null;
    }

    private EventFilter filter() {
        EventCode chosen = kind.getValue();
        return new EventFilter(
                chosen == null ? kinds : Set.of(chosen),
                search.getValue().strip(),
                actor.getValue(),
                outcome.getValue(),
                period.from(),
                period.before(),
                license,
                piid);
    }

    private Span message(EventListItem row) {
        Span message = new Span(EventText.of(this, row));
        if (row.outcome() == Outcome.DONE) {
            return message;
        }
        Pill pill = new Pill(
                Pill.Tone.WARN, getTranslation("outcome." + row.outcome().name()));
        return new Span(pill, new Span(" "), message);
    }
}
