package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.tag.Tag;
import org.slportal.services.tag.TagColour;
import org.slportal.services.tag.TagService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.security.CurrentActor;

/** Name and colour of a tag, new or existing. */
class TagDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient TagService tags;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final transient @Nullable Tag existing;
    private final TextField name;
    private final Select<TagColour> colour = new Select<>();

    TagDialog(
            TagService tags,
            CurrentActor current,
            SmartAccountId account,
            @Nullable Tag existing,
            SerializableRunnable afterwards) {
        super(
                UI.getCurrent().getTranslation(existing == null ? "tags.new.title" : "tags.edit.title"),
                UI.getCurrent().getTranslation(existing == null ? "tags.new.button" : "act.save"));
        this.tags = tags;
        this.current = current;
        this.account = account;
        this.existing = existing;
        name = field("name", new TextField(getTranslation("field.name")));
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        colour.setLabel(getTranslation("tags.colour"));
        colour.setItems(TagColour.values());
        colour.setItemLabelGenerator(one -> getTranslation("tags.colour." + one.name()));
        colour.setValue(existing == null ? TagColour.BLUE : existing.colour());
        field("colour", colour);
        if (existing != null) {
            name.setValue(existing.name());
        }
        name.focus();
        then(afterwards);
    }

    @Override
    protected void act() {
        if (existing == null) {
            tags.create(current.get(), account, name.getValue(), colour.getValue());
        } else {
            tags.change(current.get(), existing.id(), name.getValue(), colour.getValue());
        }
    }
}
