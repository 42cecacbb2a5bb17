package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventListItem;
import org.slportal.services.event.EventSort;
import org.slportal.services.event.Outcome;
import org.slportal.services.registration.RegistrationTransactionService;
import org.slportal.services.registration.TransactionFilter;
import org.slportal.ui.activity.EventText;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Pill;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** What was done in License Registration. */
@Route("registration/transactions")
@PermitAll
public class RegistrationTransactionsView extends RegistrationPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient RegistrationTransactionService transactions;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public RegistrationTransactionsView(
            RegistrationTransactionService transactions, CurrentActor current, CurrentAccount account, Dates dates) {
        this.transactions = transactions;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        SmartAccountId id = here.id();
        frame(here);
        TextField search = new TextField();
        search.setPlaceholder(t("lrp.transactions.search"));
        search.setAriaLabel(t("lrp.transactions.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        ComboBox<EventCode> type = new ComboBox<>();
        type.setItems(RegistrationTransactionService.TYPES.stream()
                .sorted(Comparator.comparing(code -> t("event.kind." + code.name())))
                .toList());
        type.setItemLabelGenerator(code -> t("event.kind." + code.name()));
        type.setPlaceholder(t("lrp.transactions.type"));
        type.setAriaLabel(t("lrp.transactions.type"));
        type.setClearButtonVisible(true);

        LazyGrid<EventListItem, EventSort> grid = new LazyGrid<>(EventSort.class, EventSort.TIME, false);
        grid.text(t("lrp.transactions.id"), EventListItem::id).identifier().secondary();
        grid.component(t("field.date"), row -> dates.timeWithDistance(row.occurredAt()))
                .asShown()
                .sort(EventSort.TIME);
        grid.component(t("lrp.transactions.type"), this::type)
                .csv(row -> t("event.kind." + row.code().name()) + " · " + EventText.of(this, row))
                .grow();
        grid.component(t("convert.origin"), this::origin).asShown().grow();
        grid.text(t("events.user"), row -> t("actor." + row.actorKind().name(), row.actorName()))
                .secondary();
        grid.component(t("convert.status"), this::status).asShown().secondary();
        grid.whenEmpty(() -> search.isEmpty() && type.isEmpty()
                ? new EmptyState(
                        t("lrp.transactions.empty.title"),
                        t("lrp.transactions.empty.advice"),
                        new RouterLink(t("lrp.paks"), RegisteredPaksView.class))
                : null);
        grid.boundedSource(
                () -> filter(search, type),
                (page, chosen) -> transactions.list(current.get(), id, page, chosen),
                chosen -> transactions.countBounded(current.get(), id, chosen));
        search.addValueChangeListener(change -> grid.reload());
        type.addValueChangeListener(change -> grid.reload());
        add(div("toolbar", search, type), grid);
    }

    private static TransactionFilter filter(TextField search, ComboBox<EventCode> type) {
        return new TransactionFilter(type.getValue(), search.getValue());
    }

    /** The kind in a word, what happened in a sentence beneath. */
    private Component type(EventListItem row) {
        Div sentence = new Div(EventText.of(this, row));
        sentence.addClassNames("small", "muted");
        return new Div(new Div(t("event.kind." + row.code().name())), sentence);
    }

    /** What the transaction was about: a PAK, a device, or a bulk conversion by its number. */
    private Component origin(EventListItem row) {
        String origin = Stream.of("pak", "device", "origin")
                .map(name -> row.parameters().get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> {
                    String job = row.parameters().get("job");
                    return job == null ? "—" : t("lrp.transactions.job", job);
                });
        Span span = new Span(origin);
        span.addClassName("mono");
        return span;
    }

    private Component status(EventListItem row) {
        return new Pill(
                row.outcome() == Outcome.DONE ? Pill.Tone.GOOD : Pill.Tone.WARN,
                t("outcome." + row.outcome().name()));
    }
}
