package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.TagId;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.LicenseFilter;
import org.slportal.services.tag.TagColour;
import org.slportal.services.tag.TagService;
import org.slportal.ui.account.TagsView;
import org.springframework.beans.factory.annotation.Autowired;

class TagViewsTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TagService tags;

    @Autowired
    InventoryService inventory;

    private TextField name() {
        return find(TextField.class).withCaption("Name").single();
    }

    @Test
    void a_tag_is_made_and_listed_and_its_name_must_be_new() {
        TagsView view = navigate(TagsView.class);
        assertThat(text(view)).contains("No tags yet");
        test(button("New tag…")).click();
        test(button("Create tag")).click();
        assertThat(name().getErrorMessage()).isEqualTo("Enter a value.");
        test(name()).setValue("Krakow");
        test(button("Create tag")).click();
        assertThat(text(view)).contains("Krakow").doesNotContain("No tags yet");

        test(button("New tag…")).click();
        test(name()).setValue("Krakow");
        test(button("Create tag")).click();
        assertThat(name().getErrorMessage()).contains("already has a tag \"Krakow\"");
    }

    @Test
    void a_viewer_sees_tags_and_cannot_change_them_and_those_of_another_account_are_nowhere() {
        tags.create(account().administrator(), account().id(), "Ours", TagColour.TEAL);
        var other = accounts.account();
        tags.create(other.administrator(), other.id(), "Theirs", TagColour.RED);
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);

        TagsView view = navigate(TagsView.class);

        assertThat(text(view)).contains("Ours").doesNotContain("Theirs");
        assertThat(find(Button.class, view).withText("New tag…").exists()).isFalse();
    }

    @Test
    void a_licence_is_tagged_on_its_page_and_found_by_the_tag() {
        TagId tag = tags.create(account().administrator(), account().id(), "Cost centre 7", TagColour.AMBER);
        accounts.own(account(), account().pool(), LICENSE, 3);
        accounts.own(account(), account().pool(), "C9300 DNA Advantage", 3);
        navigate(inventory("licenses/" + accounts.license(LICENSE)), com.vaadin.flow.component.Component.class);

        @SuppressWarnings("unchecked")
        MultiSelectComboBox<Object> chosen = find(MultiSelectComboBox.class).single();
        test(chosen).selectItem("Cost centre 7");
        test(button("Save")).click();

        assertThat(tags.ofLicense(account().administrator(), account().pool(), accounts.license(LICENSE)))
                .extracting(found -> found.id())
                .isEqualTo(List.of(tag));
        assertThat(inventory.countLicenses(
                        account().administrator(), account().pool(), new LicenseFilter("centre 7", false)))
                .isOne();
    }
}
