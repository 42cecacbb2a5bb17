package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.ReportId;
import org.slportal.services.page.PageQuery;
import org.slportal.services.report.ReportData;
import org.slportal.services.report.ReportKind;
import org.slportal.services.report.ReportRequest;
import org.slportal.services.report.SavedReport;
import org.slportal.services.report.SavedReportService;
import org.slportal.services.report.SavedReportSort;
import org.slportal.services.sweep.Sweeps;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.report.ComplianceView;
import org.slportal.ui.report.DashboardView;
import org.slportal.ui.report.RunReportView;
import org.slportal.ui.report.SavedReportsView;
import org.springframework.beans.factory.annotation.Autowired;

class ReportViewsTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    SavedReportService saved;

    @Autowired
    Sweeps sweeps;

    private ReportId save(String name, boolean shared) {
        return saved.create(
                account().administrator(),
                account().id(),
                new ReportData(name, "", shared, ReportRequest.all(ReportKind.LICENSES)));
    }

    private RunReportView run(ReportKind kind) {
        UI.getCurrent().navigate(RunReportView.class, QueryParameters.of("kind", kind.name()));
        return find(RunReportView.class).single();
    }

    private List<SavedReport> savedReports() {
        return saved.list(account().administrator(), account().id(), PageQuery.first(10, SavedReportSort.NAME));
    }

    private Dialog dialog() {
        return find(Dialog.class).all().stream()
                .filter(Dialog::isOpened)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void the_dashboard_says_whether_all_is_well() {
        accounts.own(account(), account().pool(), LICENSE, 24);

        DashboardView view = navigate(DashboardView.class);

        assertThat(text(view))
                .contains(
                        "Every Virtual Account is covered",
                        "Licences owned 24",
                        "Default",
                        "No Virtual Account needs more than it owns.",
                        "0 of 0 not heard for more than 30 days.");
    }

    @Test
    void somebody_limited_to_a_virtual_account_sees_no_other_on_the_dashboard() {
        var seoul = accounts.pool(account(), "Seoul");
        accounts.own(account(), account().pool(), LICENSE, 24);
        accounts.own(account(), seoul, LICENSE, 3);
        signInAs(Role.VIRTUAL_ACCOUNT_VIEWER, seoul);

        assertThat(text(navigate(DashboardView.class)))
                .contains("Licences owned 3", "Seoul")
                .doesNotContain("Default");
    }

    @Test
    void a_role_that_may_see_nothing_is_refused() {
        signInAs(Role.SMART_ACCOUNT_APPROVER, null);

        navigate("reports", RefusedView.class);
        navigate("reports/compliance", RefusedView.class);
        navigate("reports/saved", RefusedView.class);
    }

    @Test
    void compliance_over_time_is_a_line_with_words_and_a_table() {
        ComplianceView before = navigate(ComplianceView.class);
        assertThat(text(before)).contains("No figures yet");
        accounts.own(account(), account().pool(), LICENSE, 24);
        sweeps.run();

        ComplianceView view = navigate(ComplianceView.class);

        assertThat(find(Html.class, view).single().getElement().getProperty("innerHTML"))
                .contains("role=\"img\"", "aria-label=\"Licences by days from", "Owned: 24, then 24")
                .doesNotContain("style=");
        assertThat(text(view)).contains("Days on which something changed", "24");
    }

    @Test
    void a_report_is_run_narrowed_and_saved() {
        accounts.own(account(), account().pool(), LICENSE, 24);
        RunReportView view = run(ReportKind.LICENSES);

        assertThat(test(find(Grid.class, view).single()).size()).isEqualTo(1);
        assertThat(find(Anchor.class, view).all())
                .extracting(Anchor::getText)
                .contains("Export to CSV", "Export to Excel");

        test(find(TextField.class, view).withCaption("License or tag").single()).setValue("nothing like it");
        test(button("Run Report")).click();
        assertThat(text(view)).contains("No rows");

        test(find(TextField.class, view).withCaption("License or tag").single()).setValue("network");
        test(button("Save…")).click();
        test(find(TextField.class, dialog()).withCaption("Name").single()).setValue("Network");
        test(find(Button.class, dialog()).withText("Save").single()).click();

        assertThat(savedReports()).extracting(SavedReport::name).containsExactly("Network");
        assertThat(find(H1.class).single().getText()).isEqualTo("Network");
        assertThat(saved.request(
                                account().administrator(),
                                savedReports().getFirst().id())
                        .license())
                .isEqualTo("network");
    }

    @Test
    void what_cannot_be_run_is_said_beside_its_field() {
        RunReportView view = run(ReportKind.SUBSCRIPTIONS);
        IntegerField days =
                find(IntegerField.class, view).withCaption("Ending within days").single();

        test(days).setValue(3651);
        test(button("Run Report")).click();
        assertThat(days.isInvalid()).isTrue();
        assertThat(days.getErrorMessage()).isEqualTo("Enter 1 to 3,650 days, or leave it empty.");

        test(days).setValue(3650);
        find(CheckboxGroup.class, view).single().setValue(Set.of());
        test(button("Run Report")).click();
        assertThat(days.isInvalid()).isFalse();
        assertThat(find(CheckboxGroup.class, view).single().isInvalid()).isTrue();
    }

    @Test
    void saved_reports_are_listed_with_what_may_be_done() {
        save("Mine", false);
        save("Ours", true);
        SavedReportsView view = navigate(SavedReportsView.class);
        Grid<?> grid = find(Grid.class, view).single();
        assertThat(test(grid).size()).isEqualTo(2);

        MenuBar menu = (MenuBar) test(grid).getCellComponent(0, 4);
        new MenuBarTester<>(menu).clickItem("Actions ▾", "Delete…");
        test(find(Button.class, dialog()).withText("Delete \"Mine\"").single()).click();
        assertThat(savedReports()).extracting(SavedReport::name).containsExactly("Ours");

        signInAs(Role.SMART_ACCOUNT_VIEWER, null);
        Grid<?> others = find(Grid.class, navigate(SavedReportsView.class)).single();
        MenuBar of = (MenuBar) test(others).getCellComponent(0, 4);
        assertThat(of.getItems().getFirst().getSubMenu().getItems())
                .extracting(item -> item.getText())
                .containsExactly("Run Report");
    }

    @Test
    void a_report_without_an_address_to_send_to_is_not_scheduled() {
        save("Mine", false);
        Grid<?> grid = find(Grid.class, navigate(SavedReportsView.class)).single();
        new MenuBarTester<>((MenuBar) test(grid).getCellComponent(0, 4)).clickItem("Actions ▾", "Send by e-mail…");
        @SuppressWarnings("unchecked")
        var frequency = (com.vaadin.flow.component.select.Select<org.slportal.services.report.Frequency>)
                find(com.vaadin.flow.component.select.Select.class, dialog())
                        .withCaption("How often")
                        .single();
        frequency.setValue(org.slportal.services.report.Frequency.WEEKLY);

        test(find(Button.class, dialog()).withText("Save").single()).click();

        assertThat(dialog().isOpened()).isTrue();
        assertThat(savedReports().getFirst().schedule()).isNull();
    }

    @Test
    void a_report_of_a_foreign_account_is_answered_like_an_unknown_one() {
        TestAccounts.Account foreign = accounts.account();
        ReportId theirs = saved.create(
                foreign.administrator(),
                foreign.id(),
                new ReportData("Secret", "", true, ReportRequest.all(ReportKind.LICENSES)));

        String ofForeign = text(navigate("reports/run/" + theirs, RefusedView.class));
        String ofUnknown = text(navigate("reports/run/999999999", RefusedView.class));

        assertThat(ofForeign).contains("Not found").doesNotContain("Secret").isEqualTo(ofUnknown);
    }

    @Test
    void a_shared_report_over_hidden_virtual_accounts_shows_none_of_them() {
        var seoul = accounts.pool(account(), "Seoul");
        accounts.own(account(), account().pool(), LICENSE, 24);
        ReportId report = saved.create(
                account().administrator(),
                account().id(),
                new ReportData(
                        "Ours",
                        "",
                        true,
                        new ReportRequest(
                                ReportKind.LICENSES,
                                Set.of(account().pool()),
                                "",
                                null,
                                "",
                                null,
                                null,
                                ReportKind.LICENSES.columns())));
        signInAs(Role.VIRTUAL_ACCOUNT_VIEWER, seoul);

        RunReportView view = navigate("reports/run/" + report, RunReportView.class);

        assertThat(text(view)).contains("No rows").doesNotContain("Default");
        assertThat(find(Checkbox.class, view).all())
                .filteredOn(box -> "All Virtual Accounts".equals(box.getLabel()))
                .singleElement()
                .satisfies(box -> assertThat(box.getValue()).isFalse());
    }
}
