package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.VirtualAccountRow;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.security.CurrentActor;

/** Puts a Virtual Account, with what lies below it, below another one. */
class MoveVirtualAccountDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient VirtualAccountTree tree;
    private final transient CurrentActor current;
    private final transient VirtualAccountRow moved;
    private final ParentField parent;

    MoveVirtualAccountDialog(
            VirtualAccountTree tree,
            CurrentActor current,
            SmartAccountId account,
            VirtualAccountRow moved,
            SerializableRunnable afterwards) {
        super(
                UI.getCurrent().getTranslation("account.move.title", moved.name()),
                UI.getCurrent().getTranslation("account.move.button"));
        this.tree = tree;
        this.current = current;
        this.moved = moved;
        content(new Paragraph(getTranslation("account.move.consequence")));
        parent = field("parent", new ParentField(tree, current, account));
        parent.focus();
        then(afterwards);
    }

    @Override
    protected void act() {
        tree.move(current.get(), moved.id(), parent.chosen(), moved.version());
    }
}
