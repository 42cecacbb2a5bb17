package org.slportal.services.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.RoleGrantId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class UserServiceTest {

    private static final PageQuery<UserSort> PAGE = PageQuery.first(50, UserSort.USER_NAME);

    @Autowired
    TestAccounts accounts;

    @Autowired
    UserService users;

    @Autowired
    RoleGrants grants;

    @Autowired
    ActorService actors;

    @Autowired
    ProfileService profiles;

    @Autowired
    SignInService signIn;

    @Autowired
    Transactions transactions;

    @Autowired
    DSLContext sql;

    private static UserId id(Actor actor) {
        return Objects.requireNonNull(actor.userId());
    }

    private static NewUser person(String name, Role role, @Nullable VirtualAccountId scope) {
        return new NewUser(name, "Somebody", "", TestAccounts.PASSWORD, role, scope);
    }

    private RoleGrantId grantOf(TestAccounts.Account account, Actor person) {
        return users.list(account.administrator(), account.id(), PAGE, person.name())
                .getFirst()
                .grants()
                .getFirst()
                .id();
    }

    @Test
    void people_of_a_foreign_account_read_like_ones_that_never_were() {
        var account = accounts.account();
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var foreign = accounts.account();
        var actor = foreign.administrator();
        var grant = grantOf(account, viewer);

        for (SmartAccountId id : List.of(account.id(), new SmartAccountId(Long.MAX_VALUE))) {
            assertUnknown(() -> users.list(actor, id, PAGE, ""));
            assertUnknown(() -> users.count(actor, id, ""));
            assertUnknown(() -> users.create(actor, id, person("intruder", Role.SMART_ACCOUNT_VIEWER, null)));
            assertUnknown(() -> users.grant(actor, id, id(viewer), Role.SMART_ACCOUNT_USER, null));
            assertUnknown(() -> users.revoke(actor, id, grant));
            assertUnknown(() -> users.setDisabled(actor, id, id(viewer), true));
            assertUnknown(() -> users.resetPassword(actor, id, id(viewer), TestAccounts.PASSWORD));
        }
        for (UserId id : List.of(id(viewer), new UserId(Long.MAX_VALUE))) {
            assertUnknown(() -> users.grant(actor, foreign.id(), id, Role.SMART_ACCOUNT_USER, null));
            assertUnknown(() -> users.setDisabled(actor, foreign.id(), id, true));
            assertUnknown(() -> users.resetPassword(actor, foreign.id(), id, TestAccounts.PASSWORD));
        }
        for (RoleGrantId id : List.of(grant, new RoleGrantId(Long.MAX_VALUE))) {
            assertUnknown(() -> users.revoke(actor, foreign.id(), id));
        }
        assertUnknown(
                () -> users.create(actor, foreign.id(), person("intruder", Role.VIRTUAL_ACCOUNT_USER, account.pool())));
    }

    @Test
    void neither_viewer_nor_user_manages_people() {
        var account = accounts.account();
        for (Role role : List.of(Role.SMART_ACCOUNT_VIEWER, Role.SMART_ACCOUNT_USER)) {
            var actor = accounts.actor(account, role, null);
            assertNotAllowed(() -> users.list(actor, account.id(), PAGE, ""));
            assertNotAllowed(() -> users.create(actor, account.id(), person("mine", Role.SMART_ACCOUNT_VIEWER, null)));
            assertNotAllowed(() -> users.setDisabled(actor, account.id(), id(account.administrator()), true));
        }
    }

    @Test
    void an_administrator_of_one_virtual_account_manages_its_people_and_gives_nothing_beyond() {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        var actor = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, own);
        var outside = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, account.pool());

        assertThat(users.list(actor, account.id(), PAGE, ""))
                .extracting(UserListItem::id)
                .containsExactly(id(actor));
        users.create(actor, account.id(), person("helper-" + own, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, own));
        assertNotAllowed(() -> users.create(actor, account.id(), person("big", Role.SMART_ACCOUNT_VIEWER, null)));
        assertNotAllowed(() -> users.grant(actor, account.id(), id(actor), Role.SMART_ACCOUNT_ADMINISTRATOR, null));
        assertUnknown(() ->
                users.create(actor, account.id(), person("elsewhere", Role.VIRTUAL_ACCOUNT_VIEWER, account.pool())));
        assertUnknown(() -> users.grant(actor, account.id(), id(outside), Role.VIRTUAL_ACCOUNT_USER, own));
        assertUnknown(() -> users.revoke(actor, account.id(), grantOf(account, outside)));
        assertNotAllowed(() -> users.revoke(actor, account.id(), grantOf(account, account.administrator())));
        assertNotAllowed(
                () -> users.resetPassword(actor, account.id(), id(account.administrator()), TestAccounts.PASSWORD));
    }

    @Test
    void a_role_needs_its_kind_of_scope() {
        var account = accounts.account();
        var actor = account.administrator();

        assertRefused(
                ErrorReason.ROLE_IS_ACCOUNT_WIDE,
                () -> users.create(actor, account.id(), person("wide", Role.SMART_ACCOUNT_USER, account.pool())));
        assertRefused(
                ErrorReason.ROLE_NEEDS_VIRTUAL_ACCOUNT,
                () -> users.create(actor, account.id(), person("narrow", Role.VIRTUAL_ACCOUNT_USER, null)));
    }

    @Test
    void the_last_administrator_is_neither_revoked_nor_disabled_nor_made_less() {
        var account = accounts.account();
        var last = account.administrator();
        // One who cannot sign in does not count.
        var disabled = accounts.actor(account, Role.SMART_ACCOUNT_ADMINISTRATOR, null);
        users.setDisabled(last, account.id(), id(disabled), true);

        assertRefused(ErrorReason.LAST_ADMINISTRATOR, () -> users.revoke(last, account.id(), grantOf(account, last)));
        assertRefused(ErrorReason.LAST_ADMINISTRATOR, () -> users.setDisabled(last, account.id(), id(last), true));
        assertRefused(
                ErrorReason.LAST_ADMINISTRATOR,
                () -> users.grant(last, account.id(), id(last), Role.SMART_ACCOUNT_VIEWER, null));
        assertThat(grantOf(account, last)).isNotNull();
        users.setDisabled(last, account.id(), id(disabled), false);
        users.revoke(last, account.id(), grantOf(account, last));
    }

    @Test
    void two_administrators_who_revoke_or_disable_each_other_at_once_leave_one() throws Exception {
        for (boolean revoke : new boolean[] {true, false}) {
            var account = accounts.account();
            var second = accounts.actor(account, Role.SMART_ACCOUNT_ADMINISTRATOR, null);
            List<Actor> both = List.of(account.administrator(), second);
            List<RoleGrantId> grants = List.of(grantOf(account, both.getFirst()), grantOf(account, second));

            var outcomes = Threads.race(2, i -> () -> {
                try {
                    if (revoke) {
                        users.revoke(both.get(i), account.id(), grants.get(1 - i));
                    } else {
                        users.setDisabled(both.get(i), account.id(), id(both.get(1 - i)), true);
                    }
                    return "DONE";
                } catch (PortalException e) {
                    return e.reason().name();
                }
            });

            assertThat(outcomes).containsExactlyInAnyOrder("DONE", "LAST_ADMINISTRATOR");
        }
    }

    @Test
    void whoever_alone_manages_another_account_cannot_be_disabled_from_this_one() {
        var account = accounts.account();
        var other = accounts.account();
        var both = other.administrator();
        transactions.run(() -> grants.insert(
                account.administrator(),
                account.id(),
                id(both),
                both.name(),
                Role.SMART_ACCOUNT_ADMINISTRATOR,
                GrantScope.WHOLE_ACCOUNT));
        var now = actors.userActor(id(both), null);

        assertRefused(ErrorReason.LAST_ADMINISTRATOR, () -> users.setDisabled(now, account.id(), id(both), true));

        accounts.actor(other, Role.SMART_ACCOUNT_ADMINISTRATOR, null);
        users.setDisabled(now, account.id(), id(both), true);
    }

    @Test
    void whoever_also_belongs_to_another_account_keeps_sign_in_and_password() {
        var account = accounts.account();
        var other = accounts.account();
        var guest = other.administrator();
        transactions.run(() -> grants.insert(
                account.administrator(),
                account.id(),
                id(guest),
                guest.name(),
                Role.SMART_ACCOUNT_VIEWER,
                GrantScope.WHOLE_ACCOUNT));

        assertNotAllowed(() -> users.setDisabled(account.administrator(), account.id(), id(guest), true));
        assertNotAllowed(
                () -> users.resetPassword(account.administrator(), account.id(), id(guest), "a password of my own"));
        users.revoke(account.administrator(), account.id(), grantOf(account, guest));
    }

    @ParameterizedTest
    @CsvSource({
        "short-one-1,PASSWORD_LENGTH",
        "passwordpassword,PASSWORD_COMMON",
        "PassWord123456,PASSWORD_COMMON",
        "abcabcabcabcabc,PASSWORD_COMMON",
        "my-somebody-77-secret,PASSWORD_LIKE_NAME"
    })
    void a_password_that_is_guessed_first_is_refused(String password, ErrorReason reason) {
        var account = accounts.account();

        assertRefused(
                reason,
                () -> users.create(
                        account.administrator(),
                        account.id(),
                        new NewUser("SOMEBODY-77", "Somebody", "", password, Role.SMART_ACCOUNT_VIEWER, null)));
        assertThat(users.count(account.administrator(), account.id(), "").rows())
                .isEqualTo(1);
    }

    @Test
    void a_password_has_12_to_128_characters() {
        var passwords = new Passwords();

        passwords.check("password", "somebody", "abcd".repeat(3));
        passwords.check("password", "somebody", "abcd".repeat(32));
        assertRefused(
                ErrorReason.PASSWORD_LENGTH,
                () -> passwords.check("password", "somebody", "abcd".repeat(3).substring(1)));
        assertRefused(
                ErrorReason.PASSWORD_LENGTH, () -> passwords.check("password", "somebody", "abcd".repeat(32) + "e"));
    }

    @Test
    void a_taken_name_and_one_of_bad_shape_are_refused() {
        var account = accounts.account();
        var actor = account.administrator();

        assertRefused(
                ErrorReason.USER_NAME_TAKEN,
                () -> users.create(actor, account.id(), person(account.userName(), Role.SMART_ACCOUNT_VIEWER, null)));
        for (String name : List.of("ab", "a b c", "한국어이름", "x".repeat(121))) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> users.create(actor, account.id(), person(name, Role.SMART_ACCOUNT_VIEWER, null))))
                    .isInstanceOf(PortalException.class);
        }
    }

    @Test
    void a_reset_password_works_at_once_ends_a_lock_and_must_be_changed() {
        var account = accounts.account();
        var person = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        String address = "2001:db8:1::" + account.id();
        for (int i = 0; i < SignInService.ATTEMPTS_BEFORE_LOCK; i++) {
            signIn.signIn(person.name(), "not the password", address);
        }

        users.resetPassword(account.administrator(), account.id(), id(person), "a fresh new password");

        assertThat(signIn.signIn(person.name(), "a fresh new password", address))
                .isInstanceOf(SignInResult.SignedIn.class);
        assertThat(profiles.profile(person).mustChangePassword()).isTrue();
        assertRefused(
                ErrorReason.PASSWORD_WRONG,
                () -> profiles.changePassword(person, TestAccounts.PASSWORD, "yet another password", null));
        profiles.changePassword(person, "a fresh new password", "yet another password", null);
        assertThat(profiles.profile(person).mustChangePassword()).isFalse();
        assertThat(signIn.signIn(person.name(), "yet another password", address))
                .isInstanceOf(SignInResult.SignedIn.class);
        assertThat(sql.fetchCount(
                        EVENT,
                        EVENT.SMART_ACCOUNT_ID
                                .eq(account.id())
                                .and(EVENT.CODE.in("PASSWORD_RESET", "PASSWORD_CHANGED"))))
                .isEqualTo(2);
    }
}
