package org.slportal.ui.registration;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.registration.AssignPaks;
import org.slportal.services.registration.PakAssignmentService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.PoolPicker;

/** Assign to Smart Account: which Smart Account, which Virtual Account. */
class AssignPaksDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient PakAssignmentService assignments;
    private final transient AccountService accounts;
    private final transient CurrentActor current;
    private final transient SmartAccountId from;
    private final transient List<PakId> paks;
    private final Select<SmartAccountItem> smartAccount = new Select<>();
    private final PoolPicker virtualAccount = new PoolPicker(getTranslation("inventory.virtual-account"), this::pools);

    AssignPaksDialog(
            PakAssignmentService assignments,
            AccountService accounts,
            CurrentActor current,
            SmartAccountItem from,
            List<PakId> paks,
            SerializableRunnable afterwards) {
        super(text("lrp.assign.title", paks.size()), text("lrp.assign.button"));
        this.assignments = assignments;
        this.accounts = accounts;
        this.current = current;
        this.from = from.id();
        this.paks = List.copyOf(paks);
        content(new Paragraph(getTranslation("lrp.assign.text")));
        Actor actor = current.get();
        List<SmartAccountItem> mine = accounts.smartAccounts(actor).stream()
                .filter(account -> actor.mayAnywhere(Permission.MANAGE_LICENSES, account.id()))
                .toList();
        field("smartAccount", smartAccount);
        smartAccount.setLabel(getTranslation("lrp.assign.smart-account"));
        smartAccount.setItems(mine);
        smartAccount.setItemLabelGenerator(SmartAccountItem::name);
        smartAccount.setHelperText(getTranslation("lrp.assign.smart-account-hint"));
        field("virtualAccount", virtualAccount);
        smartAccount.addValueChangeListener(change -> fill());
        smartAccount.setValue(from);
        virtualAccount.focus();
        then(afterwards);
    }

    private void fill() {
        virtualAccount.getDataProvider().refreshAll();
        virtualAccount.setValue(pools("", 0, 1).stream().findFirst().orElse(null));
    }

    private List<VirtualAccountItem> pools(String name, int offset, int limit) {
        SmartAccountItem account = smartAccount.getValue();
        return account == null
                ? List.of()
                : accounts.virtualAccounts(
                        current.get(), account.id(), Permission.MANAGE_LICENSES, name, offset, limit);
    }

    @Override
    protected boolean valid() {
        boolean missing = virtualAccount.isEmpty();
        virtualAccount.setErrorMessage(getTranslation("error.REQUIRED"));
        virtualAccount.setInvalid(missing);
        return !missing;
    }

    @Override
    protected void act() {
        VirtualAccountItem into = virtualAccount.getValue();
        int moved = assignments.assign(current.get(), new AssignPaks(from, paks, into.id()));
        Notices.done(getTranslation("lrp.assign.done", moved, into.name()));
    }

    private static String text(String key, Object... arguments) {
        return UI.getCurrent().getTranslation(key, arguments);
    }
}
