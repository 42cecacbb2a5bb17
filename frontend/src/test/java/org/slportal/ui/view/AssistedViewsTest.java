package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.QueryParameters;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.AssistedRequestId;
import org.slportal.domain.id.PakLineId;
import org.slportal.services.assisted.AskForConversion;
import org.slportal.services.assisted.AssistedDesk;
import org.slportal.services.assisted.AssistedResult;
import org.slportal.services.assisted.AssistedService;
import org.slportal.services.assisted.AssistedState;
import org.slportal.services.assisted.LicenseChoice;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.convert.AskAssistedView;
import org.slportal.ui.convert.AssistedRequestView;
import org.slportal.ui.convert.AssistedView;
import org.slportal.ui.error.RefusedView;
import org.springframework.beans.factory.annotation.Autowired;

class AssistedViewsTest extends ViewTest {

    private static final String NO_EQUIVALENT = "ASR1_MFGINSTALL";

    @Autowired
    AssistedService requests;

    @Autowired
    AssistedDesk desk;

    @Autowired
    InventoryService inventory;

    @Test
    void somebody_asks_for_a_line_and_finds_the_request_in_the_list() {
        PakLineId line = line(account());
        signInAs(Role.SMART_ACCOUNT_USER, null);

        AskAssistedView ask = (AskAssistedView) ask(line);
        assertThat(text(ask)).contains(NO_EQUIVALENT, "There is no equivalent smart licence.");
        find(IntegerField.class, ask).single().setValue(6);
        test(button("Ask")).click();
        assertThat(find(IntegerField.class, ask).single().getErrorMessage()).isEqualTo("Only 5 available.");
        find(IntegerField.class, ask).single().setValue(5);
        find(TextArea.class, ask).single().setValue("For edge-krk-02");
        test(button("Ask")).click();

        assertThat(getCurrentView()).isInstanceOf(AssistedRequestView.class);
        assertThat(requests.count(account().administrator(), account().id(), AssistedState.OPEN)
                        .rows())
                .isEqualTo(1);
        assertThat(text(navigate(AssistedView.class))).contains("1 entry");
    }

    @Test
    void the_desk_chooses_a_licence_and_converts() {
        AssistedRequestId id = asked(account());
        AssistedRequestView view = open(id);
        test(button("Convert by hand…")).click();

        test(button("Convert Licenses")).click();
        assertThat(license().getErrorMessage()).isEqualTo("Enter a value.");
        license()
                .setValue(desk.licenses(account().administrator(), account().id(), "C9300 Network Advantage", 0, 1)
                        .getFirst());
        test(button("Convert Licenses")).click();

        assertThat(inventory
                        .figures(account().administrator(), account().pool())
                        .owned())
                .isEqualTo(5);
        assertThat(text(view)).contains("Done", "Open the record of this conversion");
        assertThat(find(Button.class, view).withText("Convert by hand…").exists())
                .isFalse();
    }

    @Test
    void what_a_colleague_decided_meanwhile_is_told_and_shown() {
        AssistedRequestId id = asked(account());
        AssistedRequestView view = open(id);
        desk.decline(account().administrator(), id, 0, "There is no such licence.");

        test(button("Take up")).click();

        assertThat(messages()).anyMatch(message -> message.contains("Someone else changed this meanwhile"));
        assertThat(text(view)).contains("Declined", "There is no such licence.");
    }

    @Test
    void a_request_is_declined_only_with_a_reason() {
        AssistedRequestId id = asked(account());
        AssistedRequestView view = open(id);
        test(button("Decline…")).click();

        test(button("Decline request")).click();
        TextArea reason = find(TextArea.class)
                .withCaption("Reason, for the requester to read")
                .single();
        assertThat(reason.getErrorMessage()).isEqualTo("Enter a value.");
        reason.setValue("Not sold any more.");
        test(button("Decline request")).click();

        assertThat(text(view)).contains("Declined", "Not sold any more.");
    }

    @Test
    void somebody_else_comments_but_decides_nothing() {
        AssistedRequestId id = asked(account());
        signInAs(Role.SMART_ACCOUNT_USER, null);
        AssistedRequestView view = open(id);

        test(button("Add comment")).click();
        TextArea comment = find(TextArea.class, view).single();
        assertThat(comment.getErrorMessage()).isEqualTo("Enter a value.");
        comment.setValue("Me too");
        test(button("Add comment")).click();

        assertThat(text(view)).contains("Me too");
        for (String act : java.util.List.of("Take up", "Decline…", "Convert by hand…", "Withdraw…")) {
            assertThat(find(Button.class, view).withText(act).exists()).as(act).isFalse();
        }
    }

    @Test
    void a_viewer_reads_and_cannot_ask() {
        AssistedRequestId id = asked(account());
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);

        assertThat(find(TextArea.class, open(id)).exists()).isFalse();
        assertThat(find(Button.class, navigate(AssistedView.class))
                        .withText("Ask for a conversion…")
                        .exists())
                .isFalse();
        assertThat(text(navigate("convert/assisted/ask", RefusedView.class)))
                .contains("Your role does not allow this.");
    }

    @Test
    void a_foreign_request_and_a_foreign_line_are_not_found() {
        TestAccounts.Account foreign = accounts.account();
        AssistedRequestId id = asked(foreign);

        assertThat(text(navigate("convert/assisted/" + id, RefusedView.class))).contains("Not found");
        assertThat(text((RefusedView) ask(line(foreign)))).contains("Not found");
    }

    private PakLineId line(TestAccounts.Account account) {
        return accounts.pak(account, account.pool(), NO_EQUIVALENT, 5, 0, null);
    }

    private AssistedRequestId asked(TestAccounts.Account account) {
        AssistedResult result = requests.ask(
                account.administrator(), new AskForConversion(account.id(), line(account), account.pool(), 5, ""));
        return ((AssistedResult.Asked) result).request();
    }

    private HasElement ask(PakLineId line) {
        UI.getCurrent().navigate(AskAssistedView.class, QueryParameters.of("line", line.toString()));
        return getCurrentView();
    }

    private AssistedRequestView open(AssistedRequestId id) {
        return navigate("convert/assisted/" + id, AssistedRequestView.class);
    }

    @SuppressWarnings("unchecked")
    private ComboBox<LicenseChoice> license() {
        return find(ComboBox.class).single();
    }
}
