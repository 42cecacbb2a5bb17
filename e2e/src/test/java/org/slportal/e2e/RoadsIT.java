package org.slportal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every road from a traditional licence to a smart one, besides the PAK of the main job: in a browser, and on a switch's terminal where the
 * device leads. Nothing faked; at the end the ledger agrees.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoadsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String STACK = "FOC1833X0AB";

    private RunningPortal portal;
    private Switches switches;
    private Browser browser;
    private Page page;
    private int stackPort;

    @BeforeAll
    void start() throws Exception {
        portal = RunningPortal.fresh("roads");
        stackPort = RunningPortal.freePort();
        switches = Switches.start(
                portal,
                List.of("name=acc-krk-09,pid=WS-C3850-24P-S,sn=" + STACK
                        + ",members=WS-C3850-24P-S:FOC1833X0AC+WS-C3850-48P-S:FOC1907V2QD,ssh=" + stackPort
                        + ",features=ipbase,legacy=ipbase+ap:25/ipbase/ipbase"));
        browser = new Browser();
        page = browser.open(Browser.WIDE, ColorScheme.LIGHT);
        Browser.signIn(page, portal, "jkim");
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
    void a_device_with_rights_to_use_is_converted_from_the_list_of_convertible_devices() {
        page.navigate(portal.url("/convert/licenses"));
        assertThat(page.getByText("FOC1907V2QE").first()).isVisible();
        // Assigned after the last refresh.
        assertThat(page.getByText("FDO2011Q2AA")).hasCount(0);
        Browser.keep(page, "roads-convert-licenses");
        rowMenu("FOC1907V2QE", "Convert to Smart Licensing");
        convertEverything("C3850_48_Ipserv");
        Browser.keep(page, "roads-device-result");
    }

    @Test
    @Order(2)
    void the_wizard_finds_a_device_the_list_does_not_show_yet() {
        page.navigate(portal.url("/convert/licenses"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("License Conversion wizard"))
                .click();
        assertThat(page.getByText("For a device that is not listed")).isVisible();
        page.locator("vaadin-select").first().click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Catalyst 3650"))
                .click();
        field("UDI Product ID").fill("WS-C3650-48P-S");
        field("UDI Serial Number").fill("FDO2011Q2AA");
        Browser.keep(page, "roads-find-device");
        Browser.button(page, "Next").click();
        convertEverything("C3650_48_Ipbase");
    }

    @Test
    @Order(3)
    void the_dialog_of_license_registration_converts_what_was_installed_on_a_router() {
        page.navigate(portal.url("/registration/devices"));
        assertThat(page.getByText("9NZ7O74FICQ").first()).isVisible();
        Browser.keep(page, "roads-devices");
        rowMenu("9NZ7O74FICQ", "Convert licenses to Smart Licensing");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByText("UDI Product ID:CSR1000V,UDI Serial Number:9NZ7O74FICQ"))
                .isVisible();
        assertThat(dialog.getByText("Once these entitlements have been converted they will no longer appear"))
                .isVisible();
        dialog.getByRole(AriaRole.CHECKBOX).first().check();
        Browser.keep(page, "roads-entitlements");
        Browser.button(page, "Submit").click();
        assertThat(page.getByText("The selected features have been successfully converted to Smart Entitlements"))
                .isVisible();
        Browser.button(page, "Close").click();
        // Converted entitlements leave License Registration.
        page.navigate(portal.url("/registration/devices"));
        assertThat(page.getByText("FDO2210A0RT").first()).isVisible();
        assertThat(page.getByText("9NZ7O74FICQ")).hasCount(0);
    }

    @Test
    @Order(4)
    void a_stack_leads_its_own_conversion_from_its_terminal() throws Exception {
        try (Terminal terminal = new Terminal(stackPort)) {
            terminal.type("enable");
            terminal.type("terminal length 0");
            assertThat(terminal.type("license smart conversion start")).contains("Smart Agent not registered");
            terminal.type("license smart register idtoken " + portal.demo().getProperty("registration-token"));
            terminal.typeUntil("show license summary", PATIENCE, "Status: REGISTERED", "OUT OF COMPLIANCE");
            assertThat(terminal.type("show license data conversion"))
                    .contains("\"conversion_string\"")
                    .contains(STACK);
            terminal.type("license smart conversion start");
            String done = terminal.typeUntil("show license status", PATIENCE, "Successful on");
            assertThat(done.split("Successful on", -1)).hasSizeGreaterThanOrEqualTo(4);
            // What was deposited covers what the stack uses.
            terminal.type("license smart renew auth");
            terminal.typeUntil("show license summary", PATIENCE, "Status: AUTHORIZED");
            assertThat(terminal.type("license smart conversion start").toLowerCase(java.util.Locale.ROOT))
                    .contains("already");
        }
        page.navigate(portal.url("/convert/dlc"));
        assertThat(page.getByText(STACK).first()).isVisible();
        assertThat(page.getByText("Converted").first()).isVisible();
        Browser.keep(page, "roads-dlc");
    }

    @Test
    @Order(5)
    void a_file_of_what_devices_reported_is_converted_device_by_device() throws Exception {
        Path file = portal.data.resolve("reports.json");
        Files.writeString(file, """
                [{"sudi":{"udi_pid":"WS-C3850-24P-S","udi_serial_number":"FOC2222A001"},
                  "software_tag_identifier":"regid.2026-11.org.slportal.C3850,v1_93368a2c-b9bb-5f4a-a715-6fb2813ce1d6",
                  "conversion_lines":[{"conversion_type":"RTU","conversion_encoding_type":"PLAIN",
                    "conversion_string":"ipservices","conversion_count":1}]},
                 {"sudi":{"udi_pid":"WS-C3850-24P-S","udi_serial_number":"FOC2222A002"},
                  "software_tag_identifier":"regid.2026-11.org.slportal.C3850,v1_93368a2c-b9bb-5f4a-a715-6fb2813ce1d6",
                  "conversion_lines":[{"conversion_type":"RTU","conversion_encoding_type":"PLAIN",
                    "conversion_string":"ipservices","conversion_count":7}]}]
                """);
        page.navigate(portal.url("/convert/dlc"));
        page.locator("vaadin-upload input[type=file]").setInputFiles(file);
        // One chassis holds one level: seven are refused at once, with the reason.
        assertThat(page.getByText("More than the device can hold").first()).isVisible();
        // The stack's three chassis and the file's first device.
        page.waitForCondition(
                () -> page.locator("vaadin-grid").getByText("Converted").count() >= 4,
                new Page.WaitForConditionOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(page.getByText("FOC2222A001").first()).isVisible();
        Browser.keep(page, "roads-dlc-file");
    }

    @Test
    @Order(6)
    void a_claimed_pak_converts_by_itself_once_it_is_assigned() {
        page.navigate(portal.url("/convert/settings"));
        page.getByRole(
                        AriaRole.CHECKBOX,
                        new Page.GetByRoleOptions().setName("Convert PAKs when they are assigned to a Virtual Account"))
                .check();
        Browser.keep(page, "roads-settings");
        Browser.button(page, "Save").click();
        assertThat(page.getByText("The settings are saved.").first()).isVisible();

        page.navigate(portal.url("/registration/add"));
        Browser.keep(page, "roads-add-pak");
        field("PAK").fill("7011K3M9Q2T");
        Browser.button(page, "Check").click();
        assertThat(page.getByText("Claimed").first()).isVisible();
        Browser.keep(page, "roads-add-pak-checked");
        Browser.button(page, "Add 1 PAK").click();
        assertThat(page.getByText("1 PAK added").first()).isVisible();

        // It was claimed into a Virtual Account, which is an assignment.
        page.navigate(portal.url("/convert/jobs"));
        assertThat(page.getByText("Automatic settings").first()).isVisible();
        page.waitForCondition(() -> {
            page.reload();
            page.locator("vaadin-grid").first().waitFor();
            return page.getByText("Done", new Page.GetByTextOptions().setExact(true))
                            .count()
                    > 0;
        });
        Browser.keep(page, "roads-jobs");
    }

    @Test
    @Order(7)
    void the_search_says_where_each_of_them_is_and_the_ledger_agrees() throws Exception {
        page.navigate(portal.url("/search?q=" + STACK));
        assertThat(page.getByText(STACK).first()).isVisible();
        // What the device led cannot be converted again over another road.
        assertThat(page.getByText("Nothing is left to convert.").first()).isVisible();
        assertThat(page.getByText(Pattern.compile("^Yes, "))).hasCount(0);
        Browser.keep(page, "roads-search");
        page.navigate(portal.url("/convert/history"));
        assertThat(page.getByText("Device").first()).isVisible();
        Browser.keep(page, "roads-history");
        try (Child ledger = Child.start(
                portal.data.resolveSibling("roads-ledger.log"),
                Jars.portal(),
                List.of("ledger", "check", "--data", portal.data.toString()))) {
            assertThat(ledger.awaitExit(PATIENCE)).isZero();
            assertThat(ledger.output()).contains("The ledger agrees.").doesNotContain("✗");
        }
    }

    /** In the wizard: everything that is eligible, through pre-flight and review. */
    private void convertEverything(String license) {
        assertThat(page.getByText("What will happen").first()).isVisible();
        Locator ticks = page.locator("vaadin-checkbox:not([disabled])");
        ticks.first().waitFor();
        for (int i = 0; i < ticks.count(); i++) {
            ticks.nth(i).locator("input").check();
        }
        assertThat(page.getByText("after this conversion:").first()).isVisible();
        Browser.button(page, "Next").click();
        assertThat(page.getByText(license).first()).isVisible();
        Browser.keep(page, "roads-preflight-" + license);
        Browser.button(page, "Next").click();
        Browser.button(page, "Convert Licenses").click();
        assertThat(page.getByText(Pattern.compile("Converted into .*")).first()).isVisible();
    }

    private void rowMenu(String subject, String act) {
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(Pattern.compile("Actions for .*" + subject)))
                .first()
                .click();
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(act).setExact(true))
                .click();
    }

    private Locator field(String label) {
        // Exactly: the search box in the header names PAKs and serial numbers too.
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }
}
