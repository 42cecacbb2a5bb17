package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.attached.AttachedSwitchSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestSwitch;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.lab.AttachedSwitchesView;
import org.slportal.ui.lab.LabView;
import org.slportal.ui.lab.SwitchTerminalView;
import org.slportal.ui.lab.TerminalPane;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "portal.lab=true")
@ContextConfiguration(initializers = LabDatabase.class, inheritInitializers = false)
@DirtiesContext
class AttachedSwitchViewsTest extends ViewTest {

    @Autowired
    AttachedSwitchService switches;

    @Autowired
    MovableClock real;

    private final TestSwitch device = new TestSwitch();

    @AfterEach
    void switch_off() {
        device.close();
    }

    private String attached(TestAccounts.Account to) {
        switches.announce(to.administrator(), to.id(), List.of(device.announced()));
        return "lab/switches/"
                + switches.list(to.administrator(), to.id(), PageQuery.first(1, AttachedSwitchSort.NAME))
                        .getFirst()
                        .id();
    }

    /** Waits for what the switch's own threads bring about on the page. */
    private void until(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain; the page says: "
                        + find(TerminalPane.class).all().stream()
                                .map(this::status)
                                .toList());
            }
            Thread.sleep(20);
            // Looking at the page lets in what other threads want of it.
            find(TerminalPane.class).all();
        }
    }

    private String status(TerminalPane pane) {
        return find(Span.class, pane).all().stream()
                .filter(span -> "status".equals(span.getElement().getAttribute("role")))
                .findFirst()
                .orElseThrow()
                .getText();
    }

    @Test
    void the_lab_has_a_sub_tab_for_its_switches() {
        LabView view = navigate(LabView.class);

        assertThat(find(RouterLink.class, view).all())
                .extracting(ViewTest::text)
                .contains("Clock", "Switches");
    }

    @Test
    void without_switches_the_page_says_how_to_attach_some() {
        AttachedSwitchesView view = navigate(AttachedSwitchesView.class);

        assertThat(text(view)).contains("No switch is attached", "agent serve --attach");
    }

    @Test
    void attached_switches_are_listed_and_one_not_seen_is_away() {
        attached(account());

        AttachedSwitchesView view = navigate(AttachedSwitchesView.class);
        assertThat(test(find(Grid.class, view).single()).size()).isEqualTo(1);
        assertThat(cell(view, 1)).contains("PID:C9300-24P,SN:");
        assertThat(state(view)).isEqualTo("Attached");

        real.advance(Duration.ofSeconds(31));
        assertThat(state(navigate(AttachedSwitchesView.class))).isEqualTo("Away");
    }

    private String state(AttachedSwitchesView view) {
        return text(test(find(Grid.class, view).single()).getCellComponent(0, 5));
    }

    private String cell(AttachedSwitchesView view, int column) {
        return test(find(Grid.class, view).single()).getCellText(0, column);
    }

    @Test
    void a_terminal_opens_with_its_page_and_says_when_the_session_ends() throws Exception {
        SwitchTerminalView view = navigate(attached(account()), SwitchTerminalView.class);
        TerminalPane pane = find(TerminalPane.class, view).single();
        assertThat(find(H1.class, view).single().getText()).isEqualTo("acc-krk-01");
        assertThat(text(view)).contains("IOS XE 16.12.2", "not registered");

        until(pane::isConnected);
        assertThat(status(pane)).isEqualTo("Connected to acc-krk-01");
        pane.type("enable\r");
        until(() -> device.shell().typed().equals("enable\r"));

        device.cut();
        until(() -> !pane.isConnected());
        assertThat(status(pane)).isEqualTo("The session on acc-krk-01 has ended.");
        Button again = find(Button.class, pane).withText("Connect again").single();
        test(again).click();
        until(pane::isConnected);
        assertThat(device.sessions()).isEqualTo(1);
    }

    @Test
    void leaving_the_page_ends_the_session() throws Exception {
        SwitchTerminalView view = navigate(attached(account()), SwitchTerminalView.class);
        until(find(TerminalPane.class, view).single()::isConnected);

        navigate(LabView.class);

        until(() -> device.sessions() == 0);
    }

    @Test
    void a_switch_that_is_off_is_said_so() throws Exception {
        String address = attached(account());
        device.close();

        SwitchTerminalView view = navigate(address, SwitchTerminalView.class);
        TerminalPane pane = find(TerminalPane.class, view).single();

        until(() -> status(pane).contains("cannot be reached"));
        assertThat(find(Button.class, pane).withText("Connect again").all()).hasSize(1);
    }

    @Test
    void another_accounts_switch_and_one_that_never_was_are_unknown() {
        String foreign = attached(accounts.account());

        assertThat(text(navigate(foreign, RefusedView.class))).contains("Not found");
        navigate("lab/switches/99999999999999999999", RefusedView.class);
        navigate("lab/switches/0", RefusedView.class);
    }

    @Test
    void nobody_but_an_administrator_comes_near_them() {
        String address = attached(account());
        signInAs(Role.SMART_ACCOUNT_USER, null);

        navigate("lab/switches", RefusedView.class);
        navigate(address, RefusedView.class);
    }
}
