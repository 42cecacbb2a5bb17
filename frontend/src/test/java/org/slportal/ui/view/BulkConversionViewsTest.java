package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.PakLineId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakFilter;
import org.slportal.services.conversion.PakListItem;
import org.slportal.services.conversion.PakService;
import org.slportal.services.conversion.PakSort;
import org.slportal.services.conversion.job.ConversionJobService;
import org.slportal.services.conversion.job.ConversionJobWorker;
import org.slportal.services.conversion.job.ConversionJobs;
import org.slportal.services.conversion.job.JobLines;
import org.slportal.services.conversion.job.JobState;
import org.slportal.services.conversion.job.RequestJob;
import org.slportal.services.conversion.settings.ConversionSettings;
import org.slportal.services.conversion.settings.ConversionSettingsService;
import org.slportal.services.conversion.settings.DlcMode;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.convert.BulkConvertView;
import org.slportal.ui.convert.ConversionHistoryView;
import org.slportal.ui.convert.ConversionJobView;
import org.slportal.ui.convert.ConversionJobsView;
import org.slportal.ui.convert.ConversionSettingsView;
import org.slportal.ui.convert.ConvertPakView;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.error.RefusedView;
import org.springframework.beans.factory.annotation.Autowired;

class BulkConversionViewsTest extends ViewTest {

    private static final String SKU = "C9300-NW-A-24";

    @Autowired
    ConversionJobService jobs;

    @Autowired
    ConversionJobs list;

    @Autowired
    ConversionJobWorker worker;

    @Autowired
    ConversionService conversions;

    @Autowired
    ConversionSettingsService settings;

    @Autowired
    InventoryService inventory;

    @Autowired
    PakService paks;

    private PakLineId pak(int quantity) {
        return accounts.pak(account(), account().pool(), SKU, quantity, 0, null);
    }

    private void work() {
        while (worker.step()) {
            // Until nothing is left.
        }
    }

    private long owned() {
        return inventory.figures(account().administrator(), account().pool()).owned();
    }

    private ConversionJobId request(Actor actor, TestAccounts.Account of) {
        return jobs.request(
                actor,
                new RequestJob(UUID.randomUUID().toString(), of.id(), of.pool(), new JobLines.Matching(PakFilter.ALL)));
    }

    private void needTwo() {
        settings.change(
                account().administrator(),
                account().id(),
                new ConversionSettings(false, "", null, false, DlcMode.ALL, Set.of(), false, true),
                0);
    }

    private static void poll() {
        ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
    }

    @Test
    @SuppressWarnings("unchecked")
    void what_is_ticked_is_checked_started_and_followed_to_its_end() {
        pak(4);
        pak(3);
        pak(2);
        ConvertPaksView listed = navigate("convert/paks", ConvertPaksView.class);
        assertThat(button("Convert what is ticked…").isEnabled()).isFalse();
        Grid<PakListItem> grid = find(Grid.class, listed).single();
        grid.select((PakListItem) test(grid).getRow(0));
        grid.select((PakListItem) test(grid).getRow(1));
        test(button("Convert what is ticked…")).click();

        BulkConvertView bulk = find(BulkConvertView.class).single();
        assertThat(source(bulk)).isEqualTo("2 ticked PAKs");
        assertThat(text(bulk)).contains("Lines converted 2", "Lines refused 0");
        assertThat(owned()).isZero();
        test(button("Convert 2 lines")).click();

        ConversionJobView view = find(ConversionJobView.class).single();
        assertThat(text(view)).contains("Running", "0 of 2 lines done");
        assertThat(UI.getCurrent().getPollInterval()).isPositive();
        work();
        poll();
        assertThat(text(view)).contains("Done", "2 of 2 lines done");
        assertThat(UI.getCurrent().getPollInterval()).isEqualTo(-1);
        assertThat(owned()).isBetween(5L, 7L);
        navigate("convert/paks", ConvertPaksView.class);
        assertThat(UI.getCurrent().getPollInterval()).isEqualTo(-1);
    }

    @Test
    void all_that_the_filter_finds_is_converted() {
        pak(4);
        accounts.pak(account(), account().pool(), "C1-ISE-PLS-T", 9, 0, null);
        ConvertPaksView listed = navigate("convert/paks", ConvertPaksView.class);
        find(TextField.class, listed).single().setValue("nw-a");
        test(button("Convert all that is listed…")).click();

        BulkConvertView bulk = find(BulkConvertView.class).single();
        assertThat(source(bulk)).endsWith("matches: nw-a");
        assertThat(text(bulk)).contains("Lines converted 1");
        test(button("Convert 1 line")).click();
        work();

        assertThat(owned()).isEqualTo(4);
    }

    @Test
    void a_file_is_checked_first_and_its_refusals_are_told_with_their_reasons() {
        pak(4);
        String number = number();
        BulkConvertView bulk = navigate("convert/bulk", BulkConvertView.class);
        test(button("Check")).click();
        assertThat(messages()).anyMatch(message -> message.contains("Choose a file or paste its lines."));

        TextArea paste = find(TextArea.class, bulk).single();
        paste.setValue("Number\nX");
        test(button("Check")).click();
        assertThat(text(bulk)).contains("This column is missing.");

        paste.setValue("PAK,Quantity\n" + number + ",3\nAAAAAAAAAAA,1\n=1+1,x");
        test(button("Check again")).click();
        assertThat(text(bulk)).contains("Lines converted 1", "Lines refused 2", "There is no such line");
        test(button("Convert 1 line")).click();
        work();

        ConversionJobView view = find(ConversionJobView.class).single();
        poll();
        assertThat(text(view)).contains("CSV file", "3 of 3 lines done");
        assertThat(owned()).isEqualTo(3);
        assertThat(find(Anchor.class, view).withText("Export CSV").single().isVisible())
                .isTrue();
    }

    private String number() {
        return paks.list(account().administrator(), account().id(), PageQuery.first(1, PakSort.NUMBER), PakFilter.ALL)
                .getFirst()
                .number();
    }

    /** What is chosen to be converted, in the reader's words. */
    @SuppressWarnings("unchecked")
    private String source(BulkConvertView view) {
        RadioButtonGroup<Object> from = find(RadioButtonGroup.class, view).single();
        return from.getItemLabelGenerator().apply(from.getValue());
    }

    @Test
    void the_second_person_approves_and_the_first_is_offered_no_such_thing() {
        needTwo();
        pak(4);
        var job = request(account().administrator(), account());
        ConversionJobView own = navigate("convert/jobs/" + job, ConversionJobView.class);
        assertThat(text(own)).contains("You asked for this conversion");
        assertThat(find(Button.class, own).all()).extracting(Button::getText).doesNotContain("Approve", "Decline…");

        signInAs(Role.SMART_ACCOUNT_USER, null);
        ConversionJobsView jobsView = navigate("convert/jobs", ConversionJobsView.class);
        assertThat(test(find(Grid.class, jobsView).single()).size()).isOne();
        navigate("convert/jobs/" + job, ConversionJobView.class);
        test(button("Approve")).click();
        work();

        assertThat(owned()).isEqualTo(4);
    }

    @Test
    void declining_asks_why() {
        needTwo();
        pak(4);
        var job = request(account().administrator(), account());
        signInAs(Role.SMART_ACCOUNT_USER, null);
        ConversionJobView view = navigate("convert/jobs/" + job, ConversionJobView.class);
        test(button("Decline…")).click();
        test(button("Decline")).click();
        TextArea why = find(TextArea.class).single();
        assertThat(why.isInvalid()).isTrue();
        why.setValue("Wrong pool");
        test(button("Decline")).click();

        assertThat(text(view)).contains("Declined", "Wrong pool");
        assertThat(list.get(account().administrator(), job).state()).isEqualTo(JobState.DECLINED);
    }

    @Test
    void what_was_decided_meanwhile_is_told() {
        needTwo();
        pak(4);
        var job = request(account().administrator(), account());
        signInAs(Role.SMART_ACCOUNT_USER, null);
        ConversionJobView view = navigate("convert/jobs/" + job, ConversionJobView.class);
        jobs.cancel(account().administrator(), job);
        test(button("Approve")).click();

        assertThat(messages()).anyMatch(message -> message.contains("Somebody else has decided"));
        assertThat(text(view)).contains("Cancelled");
        assertThat(owned()).isZero();
    }

    @Test
    void cancelling_names_what_stays() {
        pak(4);
        var job = request(account().administrator(), account());
        ConversionJobView view = navigate("convert/jobs/" + job, ConversionJobView.class);
        test(button("Cancel conversion…")).click();
        test(button("Leave 1 lines unconverted")).click();

        assertThat(text(view)).contains("Cancelled");
        work();
        assertThat(owned()).isZero();
    }

    @Test
    void where_two_are_needed_the_wizard_says_who_is_missing_and_leads_to_the_job() {
        needTwo();
        PakLineId line = pak(4);
        ConvertPaksView listed = navigate("convert/paks", ConvertPaksView.class);
        @SuppressWarnings("unchecked")
        Grid<PakListItem> grid = find(Grid.class, listed).single();
        PakListItem row = (PakListItem) test(grid).getRow(0);
        ConvertPakView wizard = navigate("convert/pak/" + row.id(), ConvertPakView.class);
        test(find(Checkbox.class, wizard).single()).click();
        test(button("Next")).click();
        test(button("Next")).click();
        test(button("Convert Licenses")).click();

        assertThat(text(wizard)).contains("Waits for a second person");
        assertThat(owned()).isZero();
        assertThat(line).isNotNull();
    }

    @Test
    void foreign_jobs_and_people_who_may_not_convert_are_refused() {
        TestAccounts.Account foreign = accounts.account();
        accounts.pak(foreign, foreign.pool(), SKU, 4, 0, null);
        var job = request(foreign.administrator(), foreign);
        assertThat(text(navigate("convert/jobs/" + job, RefusedView.class))).contains("Not found");
        work();

        signInAs(Role.SMART_ACCOUNT_VIEWER, null);
        assertThat(text(navigate("convert/bulk", RefusedView.class))).contains("Your role does not allow this.");
        assertThat(text(navigate("convert/settings", RefusedView.class))).contains("Your role does not allow this.");
        ConvertPaksView listed = navigate("convert/paks", ConvertPaksView.class);
        assertThat(find(Button.class, listed).all())
                .extracting(Button::getText)
                .doesNotContain("Convert what is ticked…", "Convert all that is listed…");
    }

    @Test
    void settings_are_saved_and_a_stale_edit_is_told() {
        ConversionSettingsView view = navigate("convert/settings", ConversionSettingsView.class);
        TextField skus = skus(view);
        assertThat(skus.isEnabled()).isFalse();
        test(find(Checkbox.class, view).all().getFirst()).click();
        skus.setValue("ISR");
        test(button("Save")).click();

        var saved = settings.get(account().administrator(), account().id());
        assertThat(saved.settings().convertPaks()).isTrue();
        assertThat(saved.settings().skuFilter()).isEqualTo("ISR");

        settings.change(account().administrator(), account().id(), ConversionSettings.DEFAULT, saved.version());
        test(button("Save")).click();
        assertThat(messages()).anyMatch(message -> message.contains("Someone else changed this meanwhile"));

        ConversionSettingsView again = navigate("convert/settings", ConversionSettingsView.class);
        TextField skusAgain = skus(again);
        skusAgain.setValue("x".repeat(501));
        test(button("Save")).click();
        assertThat(skusAgain.getErrorMessage()).isEqualTo("At most 500 characters.");
    }

    private TextField skus(ConversionSettingsView view) {
        return find(TextField.class, view).single();
    }

    @Test
    void in_the_lab_a_conversion_is_undone_after_its_consequence_was_named() {
        PakLineId line = pak(4);
        conversions.convert(
                account().administrator(),
                new ConvertLines("one", account().id(), account().pool(), List.of(new LineQuantity(line, 4))));
        assertThat(owned()).isEqualTo(4);
        ConversionHistoryView view = navigate("convert/history", ConversionHistoryView.class);
        var menu = (org.slportal.ui.component.RowMenu)
                test(find(Grid.class, view).single()).getCellComponent(0, 7);
        ComponentUtil.fireEvent(
                menu.getItems().getFirst().getSubMenu().getItems().getFirst(),
                new com.vaadin.flow.component.ClickEvent<>(
                        menu.getItems().getFirst().getSubMenu().getItems().getFirst()));
        assertThat(text(find(com.vaadin.flow.component.dialog.Dialog.class).single()))
                .contains("Default loses the smart licences");
        test(button("Undo 1 line")).click();

        assertThat(owned()).isZero();
    }
}
