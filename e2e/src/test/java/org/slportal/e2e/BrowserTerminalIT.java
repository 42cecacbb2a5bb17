package org.slportal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A switch's terminal in the browser: keys by the browser's keyboard, output by the server's push. The steps build on one another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserTerminalIT {

    private RunningPortal portal;
    private @Nullable Switches switches;
    private Browser browser;
    private Page page;

    @BeforeAll
    void start() throws Exception {
        portal = RunningPortal.fresh("browser-terminal");
        browser = new Browser();
        page = browser.open(Browser.WIDE, ColorScheme.LIGHT);
        Browser.signIn(page, portal, "jkim");
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (switches != null) {
            switches.close();
        }
        if (portal != null) {
            portal.close();
        }
    }

    private Locator screen() {
        return page.locator(".terminal-canvas .xterm-rows");
    }

    private void type(String line) {
        page.keyboard().type(line);
        page.keyboard().press("Enter");
    }

    private void status(String text) {
        assertThat(page.locator(".terminal-bar [role=status]")).hasText(text);
    }

    @Test
    @Order(1)
    void without_switches_the_lab_says_how_to_attach_some() throws Exception {
        page.navigate(portal.url("/lab/switches"));
        assertThat(page.getByText("No switch is attached")).isVisible();
        Browser.keep(page, "lab-switches-empty");

        switches = Switches.attached(
                portal,
                List.of(
                        "name=acc-krk-07,pid=C9300-24P,sn=FCW2145L0AB,features=network-advantage+dna-advantage",
                        "name=acc-krk-08,pid=C9300-48P,sn=FCW2146G0CD,features=network-advantage"));
        page.reload();
        assertThat(page.getByText("2 entries")).isVisible();
        assertThat(page.getByText("PID:C9300-24P,SN:FCW2145L0AB")).isVisible();
        assertThat(Accessibility.violations(page)).isEmpty();
        Browser.keep(page, "lab-switches");
    }

    @Test
    @Order(2)
    void what_is_typed_reaches_the_switch_and_its_answer_the_browser() {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the terminal of acc-krk-07"))
                .click();
        status("Connected to acc-krk-07");
        assertThat(screen()).containsText("acc-krk-07>");
        type("enable");
        assertThat(screen()).containsText("acc-krk-07#");
        page.keyboard().type("show lic");
        page.keyboard().press("Tab");
        type("summary");
        assertThat(screen()).containsText("Smart Licensing is ENABLED");
        assertThat(screen()).containsText("Status: UNREGISTERED");
        assertThat(Accessibility.violations(page)).isEmpty();
        Browser.keep(page, "terminal");
    }

    @Test
    @Order(3)
    void a_flood_is_shown_to_its_end_and_the_page_still_answers() {
        type("terminal length 0");
        type("show tech-support license");
        type("show clock");
        assertThat(screen()).containsText("acc-krk-07#show clock");
        assertThat(screen()).containsText(" UTC ");
        assertThat(page.getByText("characters left out")).hasCount(0);
        assertThat(Accessibility.violations(page)).isEmpty();
        status("Connected to acc-krk-07");
    }

    @Test
    @Order(4)
    void the_keyboard_leads_into_the_terminal_out_of_it_and_past_it() {
        Locator input = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Terminal of acc-krk-07"));
        assertThat(input).isFocused();
        page.keyboard().press("Tab");
        assertThat(input).isFocused();
        page.keyboard().press("Shift+Tab");
        assertThat(input).not().isFocused();
        Locator skip = Browser.button(page, "Skip the terminal");
        assertThat(skip).isFocused();
        skip.press("Enter");
        assertThat(page.locator(".terminal-hint")).isFocused();
        page.keyboard().press("Tab");
        assertThat(input).not().isFocused();
        assertThat(skip).not().isFocused();
    }

    @Test
    @Order(5)
    void a_reload_of_the_switch_ends_the_session_and_connect_again_begins_another() {
        page.locator(".terminal-canvas").click();
        type("");
        type("reload");
        assertThat(screen()).containsText("[confirm]");
        page.keyboard().press("Enter");
        status("The session on acc-krk-07 has ended.");
        Browser.keep(page, "terminal-ended");

        Browser.button(page, "Connect again").click();
        status("Connected to acc-krk-07");
        type("enable");
        type("show license summary");
        assertThat(screen()).containsText("Smart Licensing is ENABLED");
    }

    @Test
    @Order(6)
    void leaving_the_page_leaves_the_switch_and_both_are_in_the_event_log() {
        page.reload();
        status("Connected to acc-krk-07");
        assertThat(screen()).containsText("acc-krk-07>");
        page.navigate(portal.url("/activity/events"));
        assertThat(page.getByText("A terminal on \"acc-krk-07\" was opened.").first())
                .isVisible();
        assertThat(page.getByText("The switch \"acc-krk-08\" was attached to the lab."))
                .isVisible();
    }

    @Test
    @Order(7)
    void over_https_and_on_a_narrow_dark_screen_it_is_the_same() {
        Page narrow = browser.open(Browser.NARROW, ColorScheme.DARK);
        Browser.signIn(narrow, portal, "jkim");
        narrow.navigate(portal.url("/lab/switches"));
        narrow.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the terminal of acc-krk-08"))
                .click();
        assertThat(narrow.locator(".terminal-canvas .xterm-rows")).containsText("acc-krk-08>");
        assertThat(Accessibility.violations(narrow)).isEmpty();
        assertThat(narrow.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                .isEqualTo(false);
        Browser.keep(narrow, "terminal-narrow-dark");
        narrow.context().close();
    }
}
