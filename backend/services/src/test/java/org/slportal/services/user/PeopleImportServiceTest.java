package org.slportal.services.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.csv.CsvProblem;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class PeopleImportServiceTest {

    private static final List<GrantScope> WHOLE = List.of(GrantScope.WHOLE_ACCOUNT);
    private static final PageQuery<UserSort> PAGE = PageQuery.first(50, UserSort.USER_NAME);

    @Autowired
    TestAccounts accounts;

    @Autowired
    PeopleImportService people;

    @Autowired
    UserService users;

    @Autowired
    SignInService signIn;

    private static byte[] csv(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_list_gives_known_people_the_role_and_makes_new_ones_with_a_password_that_works_once_told() {
        var account = accounts.account();
        var other = accounts.account();
        String fresh = "fresh." + account.id() + "@example.com";

        var plan = people.checkList(
                account.administrator(), account.id(), other.userName() + "\n" + fresh, Role.SMART_ACCOUNT_USER, WHOLE);
        assertThat(plan.people())
                .extracting(PlannedPerson::act)
                .containsExactly(PlannedPerson.Act.GIVE, PlannedPerson.Act.CREATE);
        assertThat(users.count(account.administrator(), account.id(), "").rows())
                .isEqualTo(1);

        var done = people.addList(
                account.administrator(), account.id(), other.userName() + "\n" + fresh, Role.SMART_ACCOUNT_USER, WHOLE);
        assertThat(done.done()).isTrue();
        assertThat(done.passwords()).hasSize(1);
        assertThat(signIn.signIn(fresh, done.passwords().getFirst().password(), null))
                .isInstanceOf(SignInResult.SignedIn.class);
        assertThat(users.list(account.administrator(), account.id(), PAGE, "", Role.SMART_ACCOUNT_USER))
                .extracting(UserListItem::userName)
                .containsExactlyInAnyOrder(other.userName(), fresh);
    }

    @Test
    void a_file_with_a_problem_changes_nothing_and_tells_each_by_its_line() {
        var account = accounts.account();
        byte[] file = csv("User,Role,Virtual Account\nnew-" + account.id() + ",Virtual Account User,Nowhere\n"
                + "x,Smart Account Viewer,\nsomebody,Chief,\n");

        var answer = people.addFile(account.administrator(), account.id(), file);

        assertThat(answer.done()).isFalse();
        assertThat(answer.problems())
                .extracting(CsvProblem::line, CsvProblem::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, ErrorReason.DEVICE_POOL_UNKNOWN),
                        org.assertj.core.groups.Tuple.tuple(3L, ErrorReason.USER_NAME_SHAPE),
                        org.assertj.core.groups.Tuple.tuple(4L, ErrorReason.CSV_CHOICE));
        assertThat(users.count(account.administrator(), account.id(), "").rows())
                .isEqualTo(1);
    }

    @Test
    void the_last_administrator_cannot_be_made_less_by_a_list() {
        var account = accounts.account();
        org.slportal.services.testing.Refusals.assertRefused(
                ErrorReason.LAST_ADMINISTRATOR,
                () -> people.addList(
                        account.administrator(), account.id(), account.userName(), Role.SMART_ACCOUNT_VIEWER, WHOLE));
    }

    @Test
    void neither_strangers_nor_users_add_people_and_a_virtual_account_administrator_only_to_theirs() {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        var administrator = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, own);
        var user = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        var foreign = accounts.account().administrator();

        assertUnknown(() -> people.addList(foreign, account.id(), "abc", Role.SMART_ACCOUNT_VIEWER, WHOLE));
        assertNotAllowed(() -> people.addList(user, account.id(), "abc", Role.SMART_ACCOUNT_VIEWER, WHOLE));
        assertThat(people.addList(administrator, account.id(), "abc", Role.SMART_ACCOUNT_VIEWER, WHOLE)
                        .problems())
                .hasSize(1);
        assertThat(people.addFile(
                                administrator,
                                account.id(),
                                csv("User,Role,Virtual Account\nabc,Virtual Account User,Default\n"))
                        .problems())
                .extracting(CsvProblem::reason)
                .containsExactly(ErrorReason.DEVICE_POOL_UNKNOWN);
    }

    @Test
    void the_same_list_handed_in_twice_at_once_makes_each_person_once() throws Exception {
        var account = accounts.account();
        String text = "one-" + account.id() + ", two-" + account.id();

        List<PeopleImport> done = Threads.race(
                2,
                i -> () ->
                        people.addList(account.administrator(), account.id(), text, Role.SMART_ACCOUNT_VIEWER, WHOLE));

        assertThat(done).allMatch(PeopleImport::done);
        assertThat(done.stream().mapToInt(one -> one.passwords().size()).sum()).isEqualTo(2);
        assertThat(users.count(account.administrator(), account.id(), "").rows())
                .isEqualTo(3);
    }
}
