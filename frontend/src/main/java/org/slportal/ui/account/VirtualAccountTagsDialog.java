package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.function.SerializableRunnable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.VirtualAccountRow;
import org.slportal.services.tag.Tag;
import org.slportal.services.tag.TagService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.security.CurrentActor;

/** The tags of a Virtual Account. */
class VirtualAccountTagsDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient TagService tags;
    private final transient CurrentActor current;
    private final transient VirtualAccountRow pool;
    private final MultiSelectComboBox<Tag> chosen;

    VirtualAccountTagsDialog(
            TagService tags,
            CurrentActor current,
            SmartAccountId account,
            VirtualAccountRow pool,
            SerializableRunnable afterwards) {
        super(
                UI.getCurrent().getTranslation("tags.of-pool", pool.name()),
                UI.getCurrent().getTranslation("act.save"));
        this.tags = tags;
        this.current = current;
        this.pool = pool;
        chosen = field("tags", new MultiSelectComboBox<>(getTranslation("tags.title")));
        chosen.setItems(tags.list(current.get(), account));
        chosen.setItemLabelGenerator(Tag::name);
        chosen.setValue(tags.ofVirtualAccount(current.get(), pool.id()));
        chosen.focus();
        then(afterwards);
    }

    @Override
    protected void act() {
        tags.tagVirtualAccount(
                current.get(),
                pool.id(),
                chosen.getValue().stream().map(Tag::id).toList());
    }
}
