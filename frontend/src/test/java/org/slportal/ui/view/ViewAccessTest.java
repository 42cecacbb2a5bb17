package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.slportal.domain.access.Role.Scope.VIRTUAL_ACCOUNT;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteData;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.domain.id.ScenarioRunId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.attached.AttachedSwitchSort;
import org.slportal.services.lab.scenario.Scenario;
import org.slportal.services.lab.scenario.ScenarioService;
import org.slportal.services.lab.scenario.ScenarioState;
import org.slportal.services.lab.scenario.StartScenario;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.ScriptedSwitch;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.testing.EveryKind;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every page, for every role, for somebody of another Virtual Account and for somebody of another Smart Account. A page that
 * is not in the table fails.
 */
class ViewAccessTest extends ViewTest {

    /** In the order of {@link Role}: of the Smart Account administrator, approver, user, viewer; of the Virtual Account the same less the approver. */
    private static final String LETTERS = "APUVauv";

    /** A page, who opens it, and whether its administrator finds rows there: of the account, or the same for everybody. */
    private static final String TABLE = """
            account/agreements                                             APUVauv
            account/events                                                 AUVauv   rows
            account/properties                                             APUVauv
            account/requests                                               A        rows
            account/sign-in                                                A
            account/tags                                                   AUVauv
            account/users                                                  Aa       rows
            account/virtual-accounts                                       AUVauv   rows
            activity                                                       AUVauv   rows
            activity/events                                                AUVauv   rows
            alerts                                                         AUVauv   rows
            alerts/webhooks                                                A
            alerts/webhooks/:webhook([0-9]+)                               A        rows
            catalogue/:part?([a-z-]+)                                      AUVauv   shared
            convert/assisted                                               AUVauv   rows
            convert/assisted/:request([0-9]+)                              AUVauv
            convert/assisted/ask                                           AUau
            convert/bulk                                                   AUau
            convert/device                                                 AUau
            convert/device/:device([0-9]+)                                 AUau
            convert/dlc                                                    AUVauv
            convert/events                                                 AUVauv   rows
            convert/history                                                AUVauv   rows
            convert/jobs                                                   AUVauv   rows
            convert/jobs/:job([0-9]+)                                      AUVauv   rows
            convert/licenses                                               AUVauv   rows
            convert/pak/:pak([0-9]+)                                       AUau
            convert/paks                                                   AUVauv   rows
            convert/record/:conversion([0-9]+)                             AUVauv
            convert/settings                                               A
            decode                                                         APUVauv
            help/:page?([a-z-]+)                                           APUVauv
            inventory/:va([0-9]+)/events                                   AUVauv   rows
            inventory/:va([0-9]+)/general                                  AUVauv   rows
            inventory/:va([0-9]+)/instances                                AUVauv   rows
            inventory/:va([0-9]+)/instances/:device([0-9]+)                AUVauv
            inventory/:va([0-9]+)/instances/:device([0-9]+)/events         AUVauv   rows
            inventory/:va([0-9]+)/instances/stale                          AUVauv
            inventory/:va([0-9]+)/licenses                                 AUVauv   rows
            inventory/:va([0-9]+)/licenses/:license([0-9]+)                AUVauv   rows
            inventory/:va([0-9]+)/licenses/:license([0-9]+)/events         AUVauv
            inventory/:va([0-9]+)/licenses/:license([0-9]+)/instances      AUVauv   rows
            inventory/:va([0-9]+)/licenses/:license([0-9]+)/transactions   AUVauv   rows
            inventory/:va([0-9]+)/licenses/transfer                        AUau     rows
            inventory/:va([0-9]+)/reservations                             AUVauv   rows
            inventory/:va([0-9]+)/reservations/:reservation([0-9]+)/update AUau
            inventory/:va([0-9]+)/reserve                                  AUau
            lab                                                            A        rows
            lab/scenarios                                                  A        rows
            lab/scenarios/:run([0-9]+)                                     A
            lab/switches                                                   A        rows
            lab/switches/:switch([0-9]+)                                   A
            preferences                                                    APUVauv
            preferences/license-configuration                              A
            preferences/notifications                                      AUVauv
            preferences/security                                           APUVauv
            registration                                                   AUVauv   rows
            registration/add                                               AUau
            registration/devices                                           AUVauv   rows
            registration/devices/:device([0-9]+)                           AUVauv
            registration/get-licenses/:pak([0-9]+)                         AUau
            registration/guide                                             AUVauv
            registration/licenses                                          AUVauv   rows
            registration/pak/:pak([0-9]+)                                  AUVauv
            registration/transactions                                      AUVauv   rows
            reports                                                        AUVauv
            reports/compliance                                             AUVauv
            reports/run/:report?([0-9]+)                                   AUVauv   rows
            reports/saved                                                  AUVauv   rows
            request-access                                                 APUVauv
            satellites                                                     APUVauv
            search                                                         AUVauv
            """;

    /** Lead on to another page whoever opens them, or belong to nobody signed in; SignInIT and SetupIT walk them. */
    private static final Set<String> OUTSIDE = Set.of("inventory", "login", "login/second", "setup");

    private static final String ELSEWHERE = "Elsewhere";

    /** Numbers and names that belong to this account alone, wherever they stand. */
    private static final Pattern OURS = Pattern.compile("TST\\d{8}|SWT\\d{8}|EVR[0-9A-F]{8}|T\\d{10}|Secret \\w+");

    private record Line(String template, Class<?> view, String roles, String rows) {

        boolean namesSomething() {
            return template.contains("([0-9]+)") && !template.contains("?([0-9]+)");
        }
    }

    private record Page(HasElement view, Set<String> rows, String text) {}

    @Autowired
    EveryKind every;

    @Autowired
    AttachedSwitchService switches;

    @Autowired
    ScenarioService scenarios;

    private final ScriptedSwitch device = new ScriptedSwitch();
    private final Map<String, String> ids = new HashMap<>();

    @BeforeEach
    void something_of_every_kind() throws InterruptedException {
        ids.putAll(every.in(account()));
        var admin = account().administrator();
        switches.announce(admin, account().id(), List.of(device.ssh.announced()));
        AttachedSwitchId attached = switches.list(admin, account().id(), PageQuery.first(1, AttachedSwitchSort.NAME))
                .getFirst()
                .id();
        ids.put("switch", attached.toString());
        ScenarioRunId run = scenarios.start(
                admin,
                account().id(),
                new StartScenario(Scenario.NO_TRANSPORT, attached, account().pool()));
        ids.put("run", run.toString());
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (scenarios.find(admin, account().id(), run).state() == ScenarioState.SETTING_UP) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @AfterEach
    void switch_off() {
        device.close();
    }

    private static Map<String, Class<?>> pages() {
        return RouteConfiguration.forSessionScope().getAvailableRoutes().stream()
                .filter(route -> !OUTSIDE.contains(route.getTemplate()))
                .collect(Collectors.toMap(RouteData::getTemplate, RouteData::getNavigationTarget));
    }

    private static List<Line> table() {
        Map<String, Class<?>> pages = pages();
        return TABLE.lines()
                .map(line -> line.split(" +"))
                .filter(cells -> pages.containsKey(cells[0]))
                .map(cells -> new Line(
                        cells[0],
                        Objects.requireNonNull(pages.get(cells[0])),
                        cells[1],
                        cells.length > 2 ? cells[2] : ""))
                .toList();
    }

    private Page open(Line line) {
        String path = line.template().replace("instances/:device", "instances/:instance");
        for (var id : ids.entrySet()) {
            path = path.replaceAll(":" + id.getKey() + "\\??\\([^)]*\\)", id.getValue());
        }
        UI.getCurrent().navigate(path.replaceAll("/:[a-z]+\\?\\([^)]*\\)", ""));
        HasElement view = getCurrentView();
        Component page = (Component) view;
        return new Page(
                view,
                find(Grid.class, page).all().stream()
                        .flatMap(grid -> rows((Grid<?>) grid))
                        .collect(Collectors.toSet()),
                text(page));
    }

    private static <T> Stream<String> rows(Grid<T> grid) {
        return grid.getDataProvider()
                .fetch(new Query<>(0, 50, List.of(), null, null))
                .map(Object::toString);
    }

    @Test
    void every_page_is_in_the_table_and_no_other() {
        assertThat(TABLE.lines().map(line -> line.split(" +")[0]).toList())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(pages().keySet());
    }

    @Test
    void a_page_opens_for_the_roles_of_the_table_and_for_no_other() {
        assertSoftly(softly -> {
            for (Role role : Role.values()) {
                signInAs(role, role.scope() == VIRTUAL_ACCOUNT ? account().pool() : null);
                for (Line line : table()) {
                    boolean allowed = line.roles().indexOf(LETTERS.charAt(role.ordinal())) >= 0;
                    softly.assertThat(open(line).view())
                            .as("%s for %s", line.template(), role)
                            .isInstanceOf(allowed ? line.view() : RefusedView.class);
                }
            }
        });
    }

    @Test
    void every_column_of_components_says_what_a_file_gets_of_it() {
        assertSoftly(softly -> table().forEach(line -> {
            Component page = (Component) open(line).view();
            find(LazyGrid.class, page)
                    .all()
                    .forEach(list -> softly.assertThat(list.undecidedColumns())
                            .as("columns of %s without csv, asShown or notExported", line.template())
                            .isEmpty());
        }));
    }

    @Test
    void nothing_of_it_is_seen_from_another_smart_account() {
        TestAccounts.Account other = accounts.account();
        nothingIsSeen(() -> signIn(other.administrator()), 'A', Set.of());
    }

    /** Tags are words of the whole account, and so are reports that were shared with it: each runs them within their own rights. */
    @Test
    void nothing_of_a_virtual_account_is_seen_by_who_has_another_one_alone() {
        VirtualAccountId elsewhere = accounts.pool(account(), ELSEWHERE);
        nothingIsSeen(
                () -> signInAs(Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, elsewhere),
                'a',
                Set.of("Secret tag", "Secret report"));
    }

    private void nothingIsSeen(Runnable signIn, char role, Set<String> common) {
        List<Line> table = table();
        Map<Line, Page> own = new LinkedHashMap<>();
        table.forEach(line -> own.put(line, open(line)));
        signIn.run();
        assertSoftly(softly -> own.forEach((line, seen) -> {
            softly.assertThat(seen.rows().isEmpty())
                    .as("no rows in %s", line.template())
                    .isEqualTo(line.rows().isEmpty());
            Page foreign = open(line);
            if (line.namesSomething()) {
                softly.assertThat(foreign.view()).as(line.template()).isInstanceOf(RefusedView.class);
                softly.assertThat(foreign.text())
                        .as(line.template())
                        .contains(line.roles().indexOf(role) >= 0 ? "Not found" : "Not allowed");
            }
            if (!line.rows().equals("shared")) {
                softly.assertThat(foreign.rows().stream()
                                .filter(seen.rows()::contains)
                                .filter(row -> !row.contains(ELSEWHERE)))
                        .as("rows of %s", line.template())
                        .isEmpty();
            }
            softly.assertThat(OURS.matcher(foreign.text() + foreign.rows())
                            .results()
                            .map(MatchResult::group)
                            .filter(word -> !common.contains(word)))
                    .as("what is ours in %s", line.template())
                    .isEmpty();
        }));
    }
}
