package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.PakLineId;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakFilter;
import org.slportal.services.conversion.PakService;
import org.slportal.services.conversion.PakSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.search.SearchLinks;
import org.slportal.ui.search.SearchView;
import org.springframework.beans.factory.annotation.Autowired;

class SearchViewTest extends ViewTest {

    private static final String SKU = "C9300-NW-A-24";

    @Autowired
    PakService paks;

    @Autowired
    ConversionService conversions;

    @Test
    void a_pak_says_what_became_of_it_and_leads_to_its_conversion_and_its_record() {
        PakLineId line = accounts.pak(account(), account().pool(), SKU, 10, 3, null);
        conversions.convert(
                account().administrator(),
                new ConvertLines("before", account().id(), account().pool(), List.of(new LineQuantity(line, 2))));

        SearchView view = search(number(account()));

        assertThat(text(view))
                .contains(number(account()), "Default", "3 fulfilled to", "2 licences into Default on", "Yes, 5 left.");
        assertThat(links(view)).contains("Convert to Smart Licensing", "Record");
    }

    @Test
    void a_line_no_rule_covers_says_why_and_offers_to_ask() {
        accounts.pak(account(), account().pool(), "ASR1_MFGINSTALL", 1, 0, null);

        SearchView view = search(number(account()));

        assertThat(text(view)).contains("There is no equivalent smart licence.");
        assertThat(links(view)).contains("Ask for an assisted conversion");
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);
        assertThat(links(search(number(account())))).doesNotContain("Ask for an assisted conversion");
    }

    @Test
    void an_unassigned_pak_and_a_device_that_waits_say_what_is_missing() {
        accounts.pak(account(), null, SKU, 1, 0, null);
        assertThat(text(search(number(account()))))
                .contains("not assigned to a Virtual Account", "Assign it in License Registration");

        var device = accounts.device(account(), account().pool(), "C3850", "WS-C3850-24P");
        accounts.rightToUse(device, "C3850-24-L-S", 1);
        assertThat(text(search("FOC"))).contains("It was assigned after the list of devices was refreshed last");
    }

    @Test
    void what_is_in_a_foreign_account_is_answered_like_what_never_was() {
        TestAccounts.Account foreign = accounts.account();
        accounts.pak(foreign, foreign.pool(), SKU, 10, 0, null);
        String number = number(foreign);

        assertThat(text(search(number)).replace(number, "NEVERWAS001")).isEqualTo(text(search("NEVERWAS001")));
        assertThat(text(search(number))).contains("in the Smart Accounts you can see");
    }

    @Test
    void a_text_too_long_is_refused_beside_the_field_and_none_asks_for_one() {
        SearchView view = search("x".repeat(121));
        assertThat(find(TextField.class, view).single().getErrorMessage()).contains("At most 120 characters");
        assertThat(text(navigate(SearchView.class))).contains("What are you looking for?");
    }

    @Test
    void an_approver_has_nothing_to_search() {
        signInAs(Role.SMART_ACCOUNT_APPROVER, null);

        assertThat(text(navigate("search", RefusedView.class))).contains("Your role does not allow this.");
    }

    private SearchView search(String text) {
        UI.getCurrent().navigate(SearchView.class, SearchLinks.query(text));
        return (SearchView) getCurrentView();
    }

    private List<String> links(SearchView view) {
        List<String> texts = new java.util.ArrayList<>(find(RouterLink.class, view).all().stream()
                .map(RouterLink::getText)
                .toList());
        texts.addAll(
                find(Anchor.class, view).all().stream().map(Anchor::getText).toList());
        return texts;
    }

    private String number(TestAccounts.Account account) {
        return paks.list(account.administrator(), account.id(), PageQuery.first(1, PakSort.NUMBER), PakFilter.ALL)
                .getFirst()
                .number();
    }
}
