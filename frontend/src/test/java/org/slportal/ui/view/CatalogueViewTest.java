package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadTester;
import java.nio.charset.StandardCharsets;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slportal.db.jooq.Tables;
import org.slportal.domain.access.Role;
import org.slportal.services.catalogue.CataloguePart;
import org.slportal.services.catalogue.CatalogueService;
import org.slportal.ui.catalogue.CatalogueView;
import org.slportal.ui.error.RefusedView;
import org.springframework.beans.factory.annotation.Autowired;

class CatalogueViewTest extends ViewTest {

    private static final String HEAD = "name,entitlement_tag,description,export_restricted,source,confidence\n";

    @Autowired
    CatalogueService service;

    @Autowired
    DSLContext sql;

    private static String license(String name) {
        return "%s,\"regid.2026-11.org.example.%s,1.0_x\",Test,false,test,D\n".formatted(name, name);
    }

    private CatalogueView open(String part) {
        return (CatalogueView) navigate("catalogue/" + part, CatalogueView.class);
    }

    @ParameterizedTest
    @EnumSource
    void every_part_has_an_address_and_a_list_and_says_that_it_is_not_official(CataloguePart part) {
        CatalogueView view = open(part.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));

        assertThat(text(view)).contains("not an official mapping", "Shared by all Smart Accounts");
        assertThat(test(find(Grid.class, view).single()).size()).isPositive();
        assertThat(find(Anchor.class, view).withText("Export CSV").exists()).isTrue();
    }

    @Test
    void the_skus_come_first_and_a_search_narrows_them() {
        CatalogueView view = navigate(CatalogueView.class);

        test(find(TextField.class, view).single()).setValue("L-C3850-48-L-E=");

        Grid<?> grid = find(Grid.class, view).single();
        assertThat(test(grid).size()).isEqualTo(1);
        assertThat(test(grid).getCellText(0, 0)).isEqualTo("L-C3850-48-L-E=");
        assertThat(text(view)).contains("1 entry");
    }

    @Test
    void lines_are_pasted_looked_at_and_imported() {
        CatalogueView view = open("licenses");
        test(button("Import…")).click();
        test(find(TextArea.class).single()).setValue(HEAD + license("Pasted-1") + license("Pasted-2"));
        test(button("Preview")).click();
        assertThat(exists("Pasted-1")).isFalse();

        test(button("Import 2 rows")).click();

        assertThat(test(find(Notification.class).single()).getText()).isEqualTo("licenses.csv was imported: 2 rows.");
        assertThat(exists("Pasted-1")).isTrue();
        test(find(TextField.class, view).single()).setValue("Pasted");
        assertThat(test(find(Grid.class, view).single()).size()).isEqualTo(2);
    }

    @Test
    void an_uploaded_file_shows_its_problems_by_line_and_cannot_be_imported() {
        open("licenses");
        test(button("Import…")).click();
        new UploadTester<>(find(Upload.class).single())
                .upload(
                        "licenses.csv",
                        "text/csv",
                        (HEAD + "Broken,no tag,,perhaps,test,D\n").getBytes(StandardCharsets.UTF_8));
        test(button("Preview")).click();

        assertThat(dialog())
                .contains("The file has 3 problems. Nothing was changed.")
                .contains("2 entitlement_tag Enter a tag such as")
                .contains("2 description Enter a value.")
                .contains("2 export_restricted Enter true or false.");
        assertThat(find(Button.class).all())
                .noneMatch(button -> button.getText().startsWith("Import "));
        assertThat(exists("Broken")).isFalse();
    }

    @Test
    void nothing_to_read_is_told() {
        open("licenses");
        test(button("Import…")).click();

        test(button("Preview")).click();

        assertThat(messages()).anyMatch(message -> message.contains("Choose a file or paste its lines."));
    }

    @Test
    void a_preview_older_than_somebody_elses_import_is_refused_and_made_anew() {
        open("licenses");
        test(button("Import…")).click();
        test(find(TextArea.class).single()).setValue(HEAD + license("Late-1") + license("Late-2"));
        test(button("Preview")).click();
        byte[] other = (HEAD + license("Late-1")).getBytes(StandardCharsets.UTF_8);
        var administrator = account().administrator();
        long base = service.preview(administrator, account().id(), CataloguePart.LICENSES, other)
                .base();
        service.apply(administrator, account().id(), CataloguePart.LICENSES, other, base);

        test(button("Import 2 rows")).click();

        assertThat(messages()).anyMatch(message -> message.contains("Someone else changed this meanwhile"));
        assertThat(exists("Late-2")).isFalse();
        test(button("Import one row")).click();
        assertThat(exists("Late-2")).isTrue();
    }

    @Test
    void only_an_administrator_of_the_whole_account_sees_the_import() {
        signInAs(Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account().pool());

        CatalogueView view = navigate(CatalogueView.class);

        assertThat(find(Button.class, view).withText("Import…").exists()).isFalse();
        assertThat(test(find(Grid.class, view).single()).size()).isPositive();
    }

    @Test
    void somebody_who_may_not_look_into_the_account_is_refused() {
        signInAs(Role.SMART_ACCOUNT_APPROVER, null);

        navigate("catalogue", RefusedView.class);
    }

    private boolean exists(String name) {
        return sql.fetchExists(Tables.LICENSE, Tables.LICENSE.NAME.eq(name));
    }

    private String dialog() {
        return String.join(
                " ",
                find(com.vaadin.flow.component.dialog.Dialog.class).all().stream()
                        .map(dialog -> text(dialog))
                        .toList());
    }
}
