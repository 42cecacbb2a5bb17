package org.slportal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** From a PAK to an authorized switch, in a browser and on a switch's terminal, nothing faked. The steps build on one another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {

    private static final Duration REGISTRATION = Duration.ofSeconds(20);

    private RunningPortal portal;
    private Switches switches;
    private Browser browser;
    /** Every language in every colour; narrow, each of them once. */
    private static final List<Look> LOOKS = List.of(
            new Look(Browser.WIDE, false, "en"),
            new Look(Browser.WIDE, false, "ko"),
            new Look(Browser.WIDE, true, "en"),
            new Look(Browser.WIDE, true, "ko"),
            new Look(Browser.NARROW, false, "en"),
            new Look(Browser.NARROW, true, "ko"));
    /** Titles of what stands in a page's place. */
    private static final Set<String> NOT_SHOWN =
            Set.of("Not found", "찾을 수 없음", "Not allowed", "허용되지 않음", "Something broke", "오류가 발생했습니다");

    private record Look(int width, boolean dark, String language) {}

    private Page page;
    private int lanSwitch;
    private int labSwitch;

    @BeforeAll
    void start() throws Exception {
        portal = RunningPortal.fresh("main-job");
        lanSwitch = RunningPortal.freePort();
        labSwitch = RunningPortal.freePort();
        switches = Switches.start(
                portal,
                List.of(
                        "name=acc-krk-07,pid=C9300-24P,sn=FCW2145L0AB,ssh=" + lanSwitch
                                + ",features=network-advantage+dna-advantage",
                        "name=lab-sw-01,pid=C9300-24P,sn=FCW2145L0ZZ,ssh=" + labSwitch
                                + ",features=network-advantage"));
        browser = new Browser();
        page = browser.open(Browser.WIDE, ColorScheme.LIGHT);
    }

    @AfterAll
    void stop() throws Exception {
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

    @Test
    @Order(1)
    void a_wrong_password_is_refused_and_the_right_one_opens_the_inventory() {
        page.navigate(portal.url("/login"));
        Browser.keep(page, "login");
        page.locator("input[name=username]").fill("jkim");
        page.locator("input[name=password]").fill("not the password");
        Browser.button(page, "Sign in").click();
        assertThat(page.getByText("User name or password is not right")).isVisible();
        Browser.keep(page, "login-refused");

        Browser.signIn(page, portal, "jkim");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Krakow LAN-SW")))
                .isVisible();
    }

    @Test
    @Order(2)
    void some_of_a_pak_becomes_licences_of_the_virtual_account() {
        page.navigate(portal.url("/convert/paks"));
        assertThat(page.getByText("entries")).isVisible();
        Browser.keep(page, "convert-paks");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Search PAK, SKU"))
                .fill("3901J6F2C1A");
        assertThat(page.getByText("1 entry")).isVisible();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Actions for 3901J6F2C1A"))
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Convert to Smart Licensing"))
                .click();
        assertThat(page.getByText("What will happen")).isVisible();
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Convert C9300-NW-A-24"))
                .check();
        assertThat(page.getByText("Krakow LAN-SW, after this conversion:")).isVisible();
        var quantity = page.getByRole(
                AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("Quantity of C9300-NW-A-24 to convert"));
        quantity.fill("501");
        quantity.press("Tab");
        Browser.keep(page, "convert-too-many");
        assertThat(page.getByText("Only 500 available.")).isVisible();
        quantity.fill("5");
        quantity.press("Tab");
        assertThat(page.getByText("Krakow LAN-SW, after this conversion:")).isVisible();
        Browser.keep(page, "convert-choose");
        Browser.button(page, "Next").click();
        assertThat(page.getByText("What is converted")).isVisible();
        Browser.keep(page, "convert-preflight");
        Browser.button(page, "Next").click();
        Browser.keep(page, "convert-review");
        Browser.button(page, "Convert Licenses").click();
        assertThat(page.getByText("Converted into Krakow LAN-SW")).isVisible();
        Browser.keep(page, "convert-result");
    }

    @Test
    @Order(3)
    void a_token_from_the_portal_registers_a_switch_and_authorizes_it() throws Exception {
        String token = newToken("Krakow LAN-SW", "Floor 3, access", true);
        openTab("Product Instances");
        assertThat(page.getByText("No device has registered here")).isVisible();
        try (Terminal terminal = new Terminal(lanSwitch)) {
            terminal.type("enable");
            terminal.type("terminal length 0");
            assertThat(terminal.type("license smart register idtoken " + token))
                    .contains(
                            "Registration process is in progress. Use the 'show license status' command to check the progress and result");
            String summary = terminal.typeUntil(
                    "show license summary", REGISTRATION, "Status: REGISTERED", "Status: AUTHORIZED");
            assertThat(summary)
                    .contains("  Smart Account: Example Networks\n")
                    .contains("  Virtual Account: Krakow LAN-SW\n")
                    .contains("  Export-Controlled Functionality: ALLOWED\n")
                    .containsPattern("C9300 Network Advantage \\(C9300-24 Network Advan\\.\\.\\.\\) +1 AUTHORIZED");
        }
        // The page was open all the while, and nobody reloaded it.
        assertThat(page.getByText("acc-krk-07").first()).isVisible();
    }

    @Test
    @Order(4)
    void the_inventory_shows_the_device_the_figures_and_the_events() throws Exception {
        openTab("Product Instances");
        assertThat(page.getByText("acc-krk-07").first()).isVisible();
        Browser.keep(page, "instances");
        page.getByText("acc-krk-07").first().click();
        assertThat(page.getByText("FCW2145L0AB").first()).isVisible();
        Browser.keep(page, "instance");

        openTab("Licenses");
        var row = page.locator("vaadin-grid-cell-content")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(Pattern.compile("^29$")));
        assertThat(row.first()).isVisible();
        Browser.keep(page, "licenses");
        var file = page.waitForDownload(
                () -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Export to CSV"))
                        .click());
        assertThat(file.suggestedFilename()).matches("krakow-lan-sw-\\d{4}-\\d{2}-\\d{2}\\.csv");
        assertThat(Files.readString(file.path()))
                .startsWith("\uFEFFLicense,Billing,Purchased,Available to use,In use,")
                .containsPattern("\r\nC9300 Network Advantage,Prepaid,29,29,1,0,28,");

        openTab("Event Log");
        assertThat(page.getByText("was registered", new Page.GetByTextOptions()).first())
                .isVisible();
        Browser.keep(page, "events");
    }

    @Test
    @Order(5)
    void a_switch_that_needs_more_than_the_pool_holds_is_out_of_compliance_and_raises_an_alert() throws Exception {
        String token = newToken("Training lab", "Course 12", false);
        try (Terminal terminal = new Terminal(labSwitch)) {
            terminal.type("enable");
            terminal.type("terminal length 0");
            terminal.type("license smart register idtoken " + token);
            String summary = terminal.typeUntil(
                    "show license summary", REGISTRATION, "Status: REGISTERED", "Status: OUT OF COMPLIANCE");
            assertThat(summary).contains("  Export-Controlled Functionality: NOT ALLOWED\n");
        }
        page.navigate(portal.url("/alerts"));
        assertThat(page.getByText(
                                "The Virtual Account \"Training lab\" reported a shortage of the following license: \"C9300 Network Advantage\".")
                        .first())
                .isVisible();
        Browser.keep(page, "alerts");
    }

    @Test
    @Order(6)
    void a_used_up_token_is_refused_on_the_terminal_with_the_exact_words() throws Exception {
        String token = newToken("Training lab", "For one device", false);
        try (Terminal terminal = new Terminal(labSwitch)) {
            terminal.type("enable");
            terminal.type("terminal length 0");
            assertThat(terminal.type("license smart register idtoken " + token)).contains("already registered");
            terminal.type("license smart deregister");
            terminal.typeUntil("show license summary", REGISTRATION, "Status: UNREGISTERED");
            terminal.type("license smart register idtoken " + token);
            terminal.typeUntil("show license summary", REGISTRATION, "Status: REGISTERED", "OUT OF COMPLIANCE");
            terminal.type("license smart deregister");
            terminal.typeUntil("show license summary", REGISTRATION, "Status: UNREGISTERED");
            terminal.type("license smart register idtoken " + token);
            terminal.typeUntil("show license status", REGISTRATION, "is not valid.");
        }
    }

    @Test
    @Order(7)
    void every_screen_is_kept_in_both_languages_and_colours_wide_and_narrow() {
        page.navigate(portal.url("/account/virtual-accounts"));
        page.getByText("Krakow LAN-SW").first().click();
        String inventory = portal.url(inventoryPath());
        allowReservations();
        List<Screen> screens = new ArrayList<>(Screen.all());
        String license = firstIn(inventory + "/licenses", "/licenses/");
        screens.add(new Screen("license", license));
        for (String tab : List.of("instances", "events", "transactions")) {
            screens.add(new Screen("license-" + tab, license + "/" + tab));
        }
        screens.add(new Screen("instance", firstIn(inventory + "/instances", "/instances/")));
        List<String> problems = new ArrayList<>();
        int kept = 0;
        for (Look look : LOOKS) {
            Page other = browser.open(look.width(), look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT);
            Browser.signIn(other, portal, "jkim");
            speak(other, look.language());
            for (Screen screen : screens) {
                screen.show(other, portal, inventory);
                String name = screen.name() + "-" + look.language() + "-" + (look.dark() ? "dark" : "light") + "-"
                        + look.width();
                Browser.keep(other, "all/" + name);
                if (NOT_SHOWN.contains(other.locator("h1").first().innerText())) {
                    problems.add(name + ": refused");
                }
                Accessibility.violations(other).forEach(violation -> problems.add(name + ": " + violation));
                Layout.faults(other).forEach(fault -> problems.add(name + ": " + fault));
                kept++;
            }
            other.context().close();
        }
        // All of them at once: whoever mends one wants to know of the others.
        assertThat(problems).isEmpty();
        assertThat(kept).isEqualTo(LOOKS.size() * screens.size());
    }

    /** Without it the account has no page to reserve licences on. */
    private void allowReservations() {
        page.navigate(portal.url("/preferences/license-configuration"));
        page.getByRole(AriaRole.CHECKBOX).check();
        Browser.button(page, "Save").click();
        assertThat(page.getByText("License configuration was saved.")).isVisible();
    }

    /** The address of the first row of a list. */
    private String firstIn(String list, String part) {
        page.navigate(list);
        String address =
                page.locator("vaadin-grid a[href*='" + part + "']").first().getAttribute("href");
        return "/" + address;
    }

    /** Chooses the language in the database's profile, through the preferences page. */
    private void speak(Page other, String language) {
        other.navigate(portal.url("/preferences"));
        // Found by value, not by word: the page may speak either language already.
        other.locator("vaadin-select").first().click();
        other.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("ko".equals(language) ? "한국어" : "English"))
                .click();
        // Saving reloads the page: the mark is gone when the new one is there.
        other.evaluate("window.notReloaded = true");
        other.locator("vaadin-select")
                .first()
                .locator("xpath=ancestor::*[contains(@class,'card')]")
                .locator("vaadin-button")
                .click();
        other.waitForFunction("() => window.notReloaded === undefined");
        other.waitForLoadState();
        assertThat(other.locator("html")).hasAttribute("lang", language);
    }

    private String newToken(String virtualAccount, String description, boolean export) {
        page.navigate(portal.url("/account/virtual-accounts"));
        page.getByText(virtualAccount).first().click();
        page.navigate(portal.url(inventoryPath() + "/general"));
        Browser.button(page, "New token…").click();
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Description"))
                .fill(description);
        page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("Max. Number of Uses"))
                .fill("1");
        if (!export) {
            page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Allow export"))
                    .uncheck();
        }
        Browser.keep(page, "token-dialog");
        Browser.button(page, "Create Token").click();
        String token = page.locator(".secret").first().innerText().strip();
        Browser.keep(page, "token-created");
        Browser.button(page, "Close").click();
        return token;
    }

    private String inventoryPath() {
        page.navigate(portal.url("/inventory"));
        page.waitForURL(Pattern.compile(".*/inventory/[0-9]+/.*"));
        return page.url().replaceAll(".*(/inventory/[0-9]+)/.*", "$1");
    }

    private void openTab(String name) {
        String path = switch (name) {
            case "Licenses" -> "/licenses";
            case "Product Instances" -> "/instances";
            default -> "/events";
        };
        page.navigate(portal.url(inventoryPath() + path));
    }
}
