package org.slportal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.slportal.services.factor.Base32;
import org.slportal.services.factor.Totp;

/** Signing in as a browser meets it: cookies, the two steps, sessions ended from elsewhere. The steps build on one another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInIT {

    private static final String PASSWORD = "practice-makes-perfect";
    private static final Predicate<String> INSIDE = url -> !url.contains("/login");

    private RunningPortal portal;
    private Browser browser;
    private Page page;
    private byte[] secret = {};
    private long step;
    private List<String> recoveryCodes = List.of();

    @BeforeAll
    void start() throws Exception {
        portal = RunningPortal.fresh("sign-in");
        browser = new Browser();
        page = browser.open(Browser.WIDE, ColorScheme.LIGHT);
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (portal != null) {
            portal.close();
        }
    }

    private static String cookie(Page page) {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("PORTALSESSION"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElse("");
    }

    private void password(Page page) {
        page.navigate(portal.url("/login"));
        page.locator("input[name=username]").fill("jkim");
        page.locator("input[name=password]").fill(PASSWORD);
        Browser.button(page, "Sign in").click();
    }

    private static void code(Page page, String code) {
        page.waitForURL("**/login/second");
        page.getByRole(AriaRole.TEXTBOX).fill(code);
        page.getByRole(AriaRole.TEXTBOX).press("Enter");
    }

    /** Each code once: the next step's is accepted a little early. */
    private String nextCode() {
        step = Math.max(step + 1, Totp.step(Instant.now()));
        return Totp.code(secret, step);
    }

    private APIResponse get(Page page, String path) {
        return page.request().get(portal.url(path), RequestOptions.create().setMaxRedirects(0));
    }

    private void assertOpensNothing(Page page) {
        assertThat(get(page, "/inventory").headers().get("location")).endsWith("/login");
        assertThat(get(page, "/VAADIN/push").headers().get("location")).endsWith("/login");
        assertThat(get(page, "/services/api/v1/accounts").status()).isEqualTo(401);
    }

    @Test
    @Order(1)
    void a_password_gives_the_session_another_cookie() {
        page.navigate(portal.url("/login"));
        assertThat(Browser.button(page, "Sign in")).isVisible();
        String before = cookie(page);
        assertThat(Accessibility.violations(page)).isEmpty();
        password(page);
        page.waitForURL(INSIDE);

        assertThat(before).isNotEmpty();
        assertThat(cookie(page)).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    @Order(2)
    void an_app_is_added_by_the_code_it_shows() {
        page.navigate(portal.url("/preferences/security"));
        Browser.button(page, "Add an authenticator app…").click();
        secret = Base32.decode(page.locator("vaadin-dialog .mono").innerText().replace(" ", ""));
        page.getByLabel("Code the app shows").fill(nextCode());
        page.locator("vaadin-dialog input[type=password]").fill(PASSWORD);
        Browser.button(page, "Add app").click();
        assertThat(page.locator(".recovery-codes > div")).hasCount(10);
        recoveryCodes = page.locator(".recovery-codes > div").allInnerTexts();
        assertThat(Browser.button(page, "Add app")).hasCount(0);
        assertThat(Accessibility.violations(page)).isEmpty();
        Browser.button(page, "Close").click();

        assertThat(page.locator(".recovery-codes")).hasCount(0);
        assertThat(page.getByText("10 left")).isVisible();
        assertThat(Accessibility.violations(page)).isEmpty();
        Browser.keep(page, "sign-in-security");
    }

    @Test
    @Order(3)
    void between_password_and_code_nothing_opens_and_the_code_gives_another_cookie() {
        page.context().clearCookies();
        page.navigate(portal.url("/login"));
        String before = cookie(page);
        password(page);
        page.waitForURL("**/login/second");
        String half = cookie(page);

        assertThat(half).isNotEmpty().isNotEqualTo(before);
        assertOpensNothing(page);
        assertThat(page.getByRole(AriaRole.TEXTBOX)).isVisible();
        Browser.keep(page, "sign-in-second-step");
        assertThat(Accessibility.violations(page)).isEmpty();
        code(page, "000000");
        assertThat(page.getByText("This code is not right")).isVisible();
        assertOpensNothing(page);
        code(page, nextCode());
        page.waitForURL(INSIDE);
        assertThat(page.url()).doesNotContain("continue");
        assertThat(cookie(page)).isNotEmpty().isNotEqualTo(half);
    }

    @Test
    @Order(4)
    void a_recovery_code_works_once_and_an_ended_session_is_out_within_seconds() {
        Page phone = browser.open(Browser.NARROW, ColorScheme.DARK);
        password(phone);
        code(phone, recoveryCodes.getFirst());
        phone.waitForURL(INSIDE);
        Page third = browser.open(Browser.NARROW, ColorScheme.LIGHT);
        password(third);
        code(third, recoveryCodes.getFirst());
        assertThat(third.getByText("This recovery code is not right")).isVisible();

        page.navigate(portal.url("/preferences/security"));
        assertThat(page.getByText("9 left")).isVisible();
        assertThat(page.getByText("Password and recovery code")).isVisible();
        Browser.button(page, "End all others…").click();
        Browser.button(page, "End the others").click();

        // Nobody touches the phone: its page is told over its push connection.
        phone.waitForURL("**/login", new Page.WaitForURLOptions().setTimeout(10_000));
        assertOpensNothing(phone);
        page.navigate(portal.url("/preferences/security"));
        assertThat(page.getByText("This one")).isVisible();
    }

    /** Chromium's own authenticator, which holds passkeys and says that it verified whoever is there. */
    private static void authenticator(Page page) {
        CDPSession devtools = page.context().newCDPSession(page);
        devtools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject add = new JsonObject();
        add.add("options", options);
        devtools.send("WebAuthn.addVirtualAuthenticator", add);
    }

    @Test
    @Order(5)
    void a_passkey_is_added_and_signs_in_after_the_password_and_in_its_place() {
        authenticator(page);
        page.navigate(portal.url("/preferences/security"));
        Browser.button(page, "Add a passkey…").click();
        page.locator("vaadin-dialog vaadin-text-field input").fill("Laptop");
        page.locator("vaadin-dialog input[type=password]").fill(PASSWORD);
        Browser.button(page, "Continue").click();
        assertThat(page.getByText("The passkey was added.")).isVisible();
        assertThat(page.getByText("Laptop")).isVisible();
        assertThat(Accessibility.violations(page)).isEmpty();
        Browser.keep(page, "sign-in-passkeys");

        page.context().clearCookies();
        password(page);
        page.waitForURL("**/login/second");
        assertThat(Browser.button(page, "Use a passkey")).isVisible();
        Browser.keep(page, "sign-in-second-step-passkey");
        Browser.button(page, "Use a passkey").click();
        page.waitForURL(INSIDE);
        page.navigate(portal.url("/preferences/security"));
        assertThat(page.getByText("Password and passkey")).isVisible();

        page.context().clearCookies();
        page.navigate(portal.url("/login"));
        assertThat(Browser.button(page, "Sign in")).isVisible();
        String before = cookie(page);
        assertThat(Accessibility.violations(page)).isEmpty();
        Browser.keep(page, "sign-in-login-passkey");
        Browser.button(page, "Sign in with a passkey").click();
        page.waitForURL(INSIDE);
        assertThat(cookie(page)).isNotEmpty().isNotEqualTo(before);
    }
}
