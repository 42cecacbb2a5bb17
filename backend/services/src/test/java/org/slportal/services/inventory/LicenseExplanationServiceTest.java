package org.slportal.services.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.inventory.LicenseExplanation.Part;
import org.slportal.services.inventory.LicenseExplanation.Surplus;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class LicenseExplanationServiceTest {

    private static final String ADVANTAGE = "C9300 Network Advantage";
    private static final String GENERIC = "C9500 Network Advantage";
    private static final String MODEL = "C9500 32C NW Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    LicenseExplanationService explanations;

    @Test
    void the_generic_licence_covers_the_models_tag_and_both_say_so() {
        var account = accounts.account();
        accounts.own(account, account.pool(), GENERIC, 2);
        devices.authorize(devices.registered(account, account.pool()), Map.of(MODEL, 1));
        var admin = account.administrator();

        var model = explanations.explain(admin, account.pool(), accounts.license(MODEL));
        var generic = explanations.explain(admin, account.pool(), accounts.license(GENERIC));

        assertThat(model.arithmetic().isCoveredEntirely()).isTrue();
        assertThat(model.borrowed()).containsExactly(new Part(accounts.license(GENERIC), GENERIC, 1));
        assertThat(model.userCount()).isEqualTo(1);
        assertThat(model.remedies()).isEmpty();
        assertThat(generic.lent()).containsExactly(new Part(accounts.license(MODEL), MODEL, 1));
        assertThat(generic.lotCount()).isEqualTo(1);
        assertThat(generic.arithmetic().surplus()).isEqualTo(1);
    }

    @Test
    void a_shortage_names_what_mends_it_and_who_has_it_to_spare() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, branch, ADVANTAGE, 7);
        devices.authorize(devices.registered(account, account.pool()), Map.of(ADVANTAGE, 2));
        LicenseId license = accounts.license(ADVANTAGE);

        var explanation = explanations.explain(account.administrator(), account.pool(), license);

        assertThat(explanation.remedies()).contains(new Part(license, ADVANTAGE, 2));
        assertThat(explanation.elsewhere()).containsExactly(new Surplus(branch, "Branch", license, ADVANTAGE, 7, true));
    }

    @Test
    void a_reader_learns_of_no_surplus_where_they_may_not_look() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        var foreign = accounts.account();
        accounts.own(account, branch, ADVANTAGE, 7);
        accounts.own(foreign, foreign.pool(), ADVANTAGE, 7);
        devices.authorize(devices.registered(account, account.pool()), Map.of(ADVANTAGE, 2));
        var user = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, account.pool());
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        LicenseId license = accounts.license(ADVANTAGE);

        assertThat(explanations.explain(user, account.pool(), license).elsewhere())
                .isEmpty();
        assertThat(explanations.explain(viewer, account.pool(), license).elsewhere())
                .extracting(Surplus::mayTransfer)
                .containsExactly(false);
        for (VirtualAccountId id : List.of(account.pool(), new VirtualAccountId(Long.MAX_VALUE))) {
            assertUnknown(() -> explanations.explain(foreign.administrator(), id, license));
        }
        assertUnknown(() -> explanations.explain(user, account.pool(), new LicenseId(Long.MAX_VALUE)));
    }
}
