package org.slportal.ui.inventory;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LicenseId;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.tag.Tag;
import org.slportal.services.tag.TagService;
import org.slportal.ui.account.TagsView;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.TagPill;
import org.slportal.ui.security.CurrentActor;

/** The tags of a licence in a Virtual Account, to be chosen by who manages its licences. */
class LicenseTags extends Div {

    private static final long serialVersionUID = 1L;

    LicenseTags(TagService tags, CurrentActor current, VirtualAccountItem pool, LicenseId license) {
        addClassName("card");
        add(new H2(getTranslation("tags.of-license")));
        List<Tag> here = tags.ofLicense(current.get(), pool.id(), license);
        if (!current.get().may(Permission.MANAGE_LICENSES, pool.smartAccountId(), pool.id())) {
            here.forEach(tag -> add(new TagPill(tag.name(), tag.colour())));
            if (here.isEmpty()) {
                add(new Span("—"));
            }
            return;
        }
        MultiSelectComboBox<Tag> chosen = new MultiSelectComboBox<>();
        chosen.setAriaLabel(getTranslation("tags.of-license"));
        chosen.setItems(tags.list(current.get(), pool.smartAccountId()));
        chosen.setItemLabelGenerator(Tag::name);
        chosen.setValue(here);
        chosen.setWidth("min(460px, 100%)");
        Button save = new Button(getTranslation("act.save"), click -> {
            if (Notices.attempt(
                    this,
                    () -> tags.tagLicense(
                            current.get(),
                            pool.id(),
                            license,
                            chosen.getValue().stream().map(Tag::id).toList()))) {
                Notices.done(getTranslation("tags.saved"));
            }
        });
        Div row = new Div(chosen, save, new RouterLink(getTranslation("tags.manage"), TagsView.class));
        row.addClassName("toolbar");
        add(row);
    }
}
