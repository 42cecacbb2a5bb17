package org.slportal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first visit to a portal started for real use. */
class SetupIT {

    private static final Pattern CODE = Pattern.compile("enter this code once: ([A-Z0-9-]+)");

    @Test
    void the_code_on_the_console_opens_the_set_up_once_and_the_new_administrator_signs_in() throws Exception {
        try (RunningPortal portal = RunningPortal.empty("set-up");
                Browser browser = new Browser()) {
            Matcher code = CODE.matcher(portal.log());
            assertThat(code.find()).isTrue();
            Page page = browser.open(Browser.WIDE, ColorScheme.LIGHT);
            page.navigate(portal.url("/inventory"));
            page.waitForURL("**/setup");
            fill(page, "Set-up code", "WRON-GCOD-EWRO-NGCO");
            fill(page, "Account name", "Harbour Networks");
            fill(page, "Domain identifier", "harbour.example");
            fill(page, "Name", "A. Kowalska");
            fill(page, "User name", "akowalska");
            page.locator("input[type=password]").fill("short");
            Browser.button(page, "Set up").click();
            assertThat(page.getByText("Use 12 to 128 characters.")).isVisible();
            page.locator("input[type=password]").fill("salt wind and rope");
            Browser.button(page, "Set up").click();
            assertThat(page.getByText("This is not the code printed on the portal’s console."))
                    .isVisible();
            Browser.keep(page, "setup");
            fill(page, "Set-up code", code.group(1));
            Browser.button(page, "Set up").click();
            page.waitForURL("**/login");

            page.locator("input[name=username]").fill("akowalska");
            page.locator("input[name=password]").fill("salt wind and rope");
            Browser.button(page, "Sign in").click();
            page.waitForURL(Pattern.compile(".*/inventory/[0-9]+/licenses"));
            assertThat(page.getByText("No licences in this Virtual Account")).isVisible();
            Browser.keep(page, "empty-inventory");
            page.navigate(portal.url("/setup"));
            page.waitForURL(url -> !url.contains("/setup"));
        }
    }

    private static void fill(Page page, String label, String value) {
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^" + label + "( .*)?$")))
                .first()
                .fill(value);
    }
}
