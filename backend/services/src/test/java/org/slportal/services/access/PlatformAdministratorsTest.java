package org.slportal.services.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.PLATFORM_ADMINISTRATOR;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.UserId;
import org.slportal.services.agreement.AgreementService;
import org.slportal.services.agreement.NewAgreement;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.user.UserService;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody is one when a test begins: the accounts of tests are made without a set-up. */
@DatabaseTest
class PlatformAdministratorsTest {

    private static final Actor SYSTEM = Actor.system("test");

    @Autowired
    TestAccounts accounts;

    @Autowired
    PlatformAdministrators platform;

    @Autowired
    UserService users;

    @Autowired
    AgreementService agreements;

    @Autowired
    DSLContext sql;

    @AfterEach
    void nobody() {
        sql.deleteFrom(PLATFORM_ADMINISTRATOR).execute();
    }

    private static UserId id(Actor actor) {
        return Objects.requireNonNull(actor.userId());
    }

    private static NewAgreement version(TestAccounts.Account account) {
        return new NewAgreement("P" + account.id(), "Terms", "약관", "Text", "본문", null);
    }

    @Test
    void an_administrator_of_an_account_publishes_for_all_only_when_appointed_and_until_dismissed() {
        var account = accounts.account();
        var admin = account.administrator();
        var second = accounts.actor(account, Role.SMART_ACCOUNT_ADMINISTRATOR, null);
        assertThat(platform.includes(admin)).isFalse();
        assertNotAllowed(() -> agreements.publish(admin, account.id(), version(account)));
        assertNotAllowed(() -> users.appoint(admin, account.id(), id(admin)));
        assertNotAllowed(() -> platform.all(admin));

        users.appoint(SYSTEM, account.id(), id(admin));
        users.appoint(SYSTEM, account.id(), id(admin));
        agreements.publish(admin, account.id(), version(account));
        users.appoint(admin, account.id(), id(second));
        assertThat(platform.all(second)).containsExactlyInAnyOrder(id(admin), id(second));

        users.dismiss(second, account.id(), id(admin));
        assertNotAllowed(() -> agreements.publish(admin, account.id(), version(account)));
        assertRefused(ErrorReason.PLATFORM_NEEDS_ADMINISTRATOR, () -> users.dismiss(second, account.id(), id(second)));
        assertRefused(
                ErrorReason.PLATFORM_NEEDS_ADMINISTRATOR,
                () -> users.setDisabled(second, account.id(), id(second), true));
    }

    @Test
    void a_client_of_the_management_api_never_is_one() {
        var account = accounts.account();
        UserId person = id(account.administrator());
        users.appoint(SYSTEM, account.id(), person);

        Actor client = new Actor(
                ActorKind.CLIENT, person, "client", account.administrator().grants(), null);

        assertThat(platform.includes(account.administrator())).isTrue();
        assertThat(platform.includes(client)).isFalse();
        assertNotAllowed(() -> agreements.publish(client, account.id(), version(account)));
    }

    @Test
    void a_stranger_is_unknown_and_another_account_is_out_of_reach() {
        var account = accounts.account();
        var foreign = accounts.account();
        users.appoint(SYSTEM, account.id(), id(account.administrator()));

        assertUnknown(() -> users.appoint(account.administrator(), account.id(), id(foreign.administrator())));
        assertUnknown(() -> users.appoint(account.administrator(), foreign.id(), id(foreign.administrator())));
        assertUnknown(() -> users.dismiss(account.administrator(), foreign.id(), id(foreign.administrator())));
    }

    @Test
    void another_administrator_of_the_account_cannot_become_one_by_the_others_password() {
        var account = accounts.account();
        var keeper = accounts.actor(account, Role.SMART_ACCOUNT_ADMINISTRATOR, null);
        users.appoint(SYSTEM, account.id(), id(keeper));
        users.appoint(SYSTEM, account.id(), id(account.administrator()));
        var plain = accounts.actor(account, Role.SMART_ACCOUNT_ADMINISTRATOR, null);

        assertNotAllowed(() -> users.resetPassword(plain, account.id(), id(keeper), "another long password"));
        assertNotAllowed(() -> users.setDisabled(plain, account.id(), id(keeper), true));
        users.resetPassword(account.administrator(), account.id(), id(keeper), "another long password");
        users.resetPassword(keeper, account.id(), id(plain), "another long password");
    }

    @Test
    void of_two_who_dismiss_each_other_at_once_one_stays() throws Exception {
        for (int round = 0; round < 5; round++) {
            nobody();
            var account = accounts.account();
            var one = account.administrator();
            var other = accounts.actor(account, Role.SMART_ACCOUNT_ADMINISTRATOR, null);
            users.appoint(SYSTEM, account.id(), id(one));
            users.appoint(SYSTEM, account.id(), id(other));

            List<Boolean> done = Threads.race(2, i -> () -> {
                try {
                    users.dismiss(i == 0 ? one : other, account.id(), id(i == 0 ? other : one));
                    return true;
                } catch (PortalException refused) {
                    return false;
                }
            });

            assertThat(done).containsOnlyOnce(true);
            assertThat(platform.all(SYSTEM)).hasSize(1);
        }
    }
}
