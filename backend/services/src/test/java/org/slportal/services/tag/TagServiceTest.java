package org.slportal.services.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.TagId;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class TagServiceTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    AccountService virtualAccounts;

    @Autowired
    TagService tags;

    @Test
    void a_tag_is_put_on_licences_and_virtual_accounts_and_comes_off_with_its_end() {
        var account = accounts.account();
        var admin = account.administrator();
        accounts.own(account, account.pool(), LICENSE, 1);
        TagId tag = tags.create(admin, account.id(), "Krakow", TagColour.TEAL);

        tags.tagLicense(admin, account.pool(), accounts.license(LICENSE), List.of(tag));
        tags.tagVirtualAccount(admin, account.pool(), List.of(tag));
        tags.change(admin, tag, "Kraków", TagColour.BLUE);

        assertThat(tags.ofLicense(admin, account.pool(), accounts.license(LICENSE)))
                .containsExactly(new Tag(tag, "Kraków", TagColour.BLUE));
        assertThat(tags.ofVirtualAccount(admin, account.pool())).hasSize(1);

        tags.delete(admin, tag);
        assertThat(tags.ofLicense(admin, account.pool(), accounts.license(LICENSE)))
                .isEmpty();
        assertThat(tags.list(admin, account.id())).isEmpty();
    }

    @Test
    void foreign_tags_and_foreign_accounts_are_unknown() {
        var account = accounts.account();
        var other = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        TagId tag = tags.create(account.administrator(), account.id(), "Ours", TagColour.RED);
        TagId theirs = tags.create(other.administrator(), other.id(), "Theirs", TagColour.RED);
        var license = accounts.license(LICENSE);

        for (TagId id : List.of(tag, new TagId(Long.MAX_VALUE))) {
            assertUnknown(() -> tags.change(other.administrator(), id, "x", TagColour.RED));
            assertUnknown(() -> tags.delete(other.administrator(), id));
        }
        for (TagId id : List.of(theirs, new TagId(Long.MAX_VALUE))) {
            assertUnknown(() -> tags.tagLicense(account.administrator(), account.pool(), license, List.of(id)));
            assertUnknown(() -> tags.tagVirtualAccount(account.administrator(), account.pool(), List.of(id)));
        }
        assertUnknown(() -> tags.list(other.administrator(), account.id()));
        assertUnknown(() -> tags.create(other.administrator(), account.id(), "x", TagColour.RED));
        assertUnknown(() -> tags.tagLicense(other.administrator(), account.pool(), license, List.of()));
        assertUnknown(() -> tags.ofLicense(other.administrator(), account.pool(), license));
        assertUnknown(() -> tags.ofVirtualAccount(other.administrator(), account.pool()));
    }

    @Test
    void a_viewer_reads_and_a_virtual_account_user_tags_their_own_licences_only() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        TagId tag = tags.create(account.administrator(), account.id(), "Krakow", TagColour.TEAL);
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var user = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, account.pool());
        var license = accounts.license(LICENSE);

        assertThat(tags.list(viewer, account.id())).hasSize(1);
        assertNotAllowed(() -> tags.tagLicense(viewer, account.pool(), license, List.of(tag)));
        assertNotAllowed(() -> tags.create(user, account.id(), "x", TagColour.RED));
        assertNotAllowed(() -> tags.tagVirtualAccount(user, account.pool(), List.of(tag)));
        tags.tagLicense(user, account.pool(), license, List.of(tag));
    }

    @Test
    void of_two_who_choose_the_same_name_one_gets_it() throws Exception {
        var account = accounts.account();

        var outcomes = Threads.race(6, i -> () -> {
            try {
                tags.create(account.administrator(), account.id(), "Same", TagColour.GREY);
                return "made";
            } catch (PortalException e) {
                return e.reason().name();
            }
        });

        assertThat(outcomes).filteredOn("made"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("TAG_NAME_TAKEN"::equals).hasSize(5);
        assertRefused(
                ErrorReason.REQUIRED, () -> tags.create(account.administrator(), account.id(), " ", TagColour.GREY));
    }

    @Test
    void virtual_accounts_are_found_by_their_tags_by_who_may_look_into_them() {
        var account = accounts.account();
        var admin = account.administrator();
        var branch = accounts.pool(account, "Branch");
        var tag = tags.create(admin, account.id(), "Krakow 7", TagColour.TEAL);
        tags.tagVirtualAccount(admin, branch, List.of(tag));
        var ofDefault = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account.pool());
        var both = List.of(account.pool(), branch);

        assertThat(virtualAccounts.virtualAccounts(admin, account.id(), Permission.VIEW, "krakow", 0, 10))
                .extracting(VirtualAccountItem::id)
                .containsExactly(branch);
        assertThat(virtualAccounts.virtualAccounts(ofDefault, account.id(), Permission.VIEW, "krakow", 0, 10))
                .isEmpty();
        assertThat(tags.ofVirtualAccounts(admin, account.id(), both)).containsOnlyKeys(branch);
        assertThat(tags.ofVirtualAccounts(ofDefault, account.id(), both)).isEmpty();
        assertUnknown(() -> tags.ofVirtualAccounts(accounts.account().administrator(), account.id(), both));
    }
}
