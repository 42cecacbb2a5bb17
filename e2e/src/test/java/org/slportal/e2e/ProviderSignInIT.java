package org.slportal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.slportal.ui.testing.TestProvider;

/** An OpenID Connect provider as the operator sets it, by the environment: linked once, it signs in that person and nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProviderSignInIT {

    private static final String SIGN_IN = "Sign in with Lab directory";
    private static final String INSIDE = "**/inventory/**";

    private final TestProvider provider = new TestProvider();
    private RunningPortal portal;
    private Browser browser;

    @BeforeAll
    void start() throws Exception {
        provider.says(token -> token.subject("8f2c-jae-kim"));
        portal = RunningPortal.fresh(
                "provider-sign-in",
                Map.of(
                        "PORTAL_OIDC_ISSUER",
                        provider.issuer(),
                        "PORTAL_OIDC_CLIENT_ID",
                        TestProvider.CLIENT,
                        "PORTAL_OIDC_CLIENT_SECRET",
                        TestProvider.SECRET,
                        "PORTAL_OIDC_NAME",
                        "Lab directory"));
        browser = new Browser();
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (portal != null) {
            portal.close();
        }
        provider.stop();
    }

    @Test
    @Order(1)
    void somebody_whom_nobody_linked_is_refused() {
        Page page = browser.open(Browser.WIDE, ColorScheme.LIGHT);

        page.navigate(portal.url("/login"));
        Browser.button(page, SIGN_IN).click();

        assertThat(page.getByText("Nobody here is linked to this sign-in.")).isVisible();
        Browser.keep(page, "sign-in-provider");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.navigate(portal.url("/inventory"));
        assertThat(page).hasURL(portal.url("/login"));
    }

    @Test
    @Order(2)
    void a_person_links_the_providers_account_with_the_password() {
        Page page = browser.open(Browser.WIDE, ColorScheme.LIGHT);
        Browser.signIn(page, portal, "jkim");

        page.navigate(portal.url("/preferences/security"));
        Browser.button(page, "Link a sign-in…").click();
        page.locator("vaadin-dialog input[type=password]").fill("practice-makes-perfect");
        Browser.button(page, "Go to Lab directory").click();

        assertThat(page.getByText("The sign-in was linked.")).isVisible();
        assertThat(page.getByText("Lab directory").first()).isVisible();
        assertThat(Accessibility.violations(page)).isEmpty();
        Browser.keep(page, "sign-in-provider-linked");
    }

    @Test
    @Order(3)
    void then_the_provider_signs_them_in_and_nobody_else() {
        Page page = browser.open(Browser.NARROW, ColorScheme.DARK);
        page.navigate(portal.url("/login"));
        Browser.button(page, SIGN_IN).click();
        page.waitForURL(INSIDE);
        page.navigate(portal.url("/preferences"));
        assertThat(page.getByText("jkim").first()).isVisible();

        provider.says(token -> token.subject("a stranger"));
        Page other = browser.open(Browser.NARROW, ColorScheme.DARK);
        other.navigate(portal.url("/login"));
        Browser.button(other, SIGN_IN).click();

        assertThat(other.getByText("Nobody here is linked to this sign-in.")).isVisible();
    }
}
