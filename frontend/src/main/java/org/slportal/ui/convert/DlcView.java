package org.slportal.ui.convert;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.DlcPolicy;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.dlc.DlcListItem;
import org.slportal.services.dlc.DlcService;
import org.slportal.services.dlc.DlcSort;
import org.slportal.services.page.BoundedCount;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Pill;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/** What devices reported of their traditional licences and what became of it; reports of many devices are handed in here. */
@Route("convert/dlc")
@PermitAll
public class DlcView extends ConvertPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final int POLL_MILLIS = 3_000;

    private final transient DlcService dlc;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    private final Div waiting = new Div();
    private @Nullable LazyGrid<DlcListItem, DlcSort> grid;
    private @Nullable DlcUpload upload;
    private transient @Nullable Registration polling;

    public DlcView(DlcService dlc, CurrentActor current, CurrentAccount account, Dates dates) {
        this.dlc = dlc;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        frame(here);
        add(div("prose", new Paragraph(t("dlc.explanation"))));
        account.pool(Permission.MANAGE_LICENSES).ifPresent(preferred -> {
            PoolPicker target = PoolPicker.required(t("convert.into"), account, Permission.MANAGE_LICENSES);
            target.setValue(preferred);
            DlcUpload fresh = new DlcUpload(dlc, current, here.id(), target, this::reload);
            upload = fresh;
            add(fresh);
        });
        waiting.addClassName("muted");
        waiting.getElement().setAttribute("aria-live", "polite");
        LazyGrid<DlcListItem, DlcSort> list = list(here.id());
        grid = list;
        add(waiting, list);
        showWaiting(here.id());
    }

    private LazyGrid<DlcListItem, DlcSort> list(SmartAccountId id) {
        LazyGrid<DlcListItem, DlcSort> list = new LazyGrid<>(DlcSort.class, DlcSort.TIME, false);
        list.text(t("dlc.device"), row -> row.udi().asCli()).identifier();
        list.number(t("dlc.lines"), DlcListItem::lines, false).secondary();
        list.component(t("dlc.state"), this::state).asShown().width("130px");
        list.text(t("dlc.reason"), this::reason).grow().secondary();
        list.text(t("inventory.virtual-account"), DlcListItem::virtualAccount).secondary();
        list.component(t("dlc.received"), row -> dates.timeWithDistance(row.receivedAt()))
                .asShown()
                .sort(DlcSort.TIME)
                .secondary();
        list.text(t("dlc.reported-by"), DlcListItem::receivedBy).secondary();
        list.whenEmpty(() -> new EmptyState(t("dlc.empty.title"), t("dlc.empty.advice")));
        list.boundedSource(page -> dlc.list(current.get(), id, page), () -> dlc.count(current.get(), id));
        return list;
    }

    private Component state(DlcListItem row) {
        Pill.Tone tone = switch (row.state()) {
            case RECEIVED -> Pill.Tone.INFO;
            case CONVERTED -> Pill.Tone.GOOD;
            case FAILED -> Pill.Tone.DANGER;
        };
        return new Pill(tone, t("dlc.state." + row.state().name()));
    }

    private String reason(DlcListItem row) {
        DlcPolicy.Refusal refusal = row.refusal();
        return refusal == null ? "" : t("dlc.refusal." + refusal.reason().name(), refusal.argument());
    }

    private void reload() {
        LazyGrid<DlcListItem, DlcSort> list = grid;
        if (list != null) {
            list.reload();
        }
        showWaiting(account.get().id());
    }

    /** While something waits, the page looks again by itself. */
    private void showWaiting(SmartAccountId id) {
        BoundedCount count = dlc.countWaiting(current.get(), id);
        waiting.removeAll();
        if (count.rows() > 0) {
            waiting.add(new Span(t("dlc.waiting", count.rows(), Numbers.counted(count))));
        }
        UI.getCurrent().setPollInterval(count.rows() > 0 ? POLL_MILLIS : -1);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        polling = attach.getUI().addPollListener(event -> {
            DlcUpload handedIn = upload;
            if (handedIn != null) {
                handedIn.refresh();
            }
            reload();
        });
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        Registration listener = polling;
        if (listener != null) {
            listener.remove();
        }
        detach.getUI().setPollInterval(-1);
        super.onDetach(detach);
    }
}
