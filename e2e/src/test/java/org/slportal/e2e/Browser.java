package org.slportal.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Headless Chromium. Screens are kept under target/screens. */
final class Browser implements AutoCloseable {

    static final int WIDE = 1280;
    static final int NARROW = 390;

    private static final int HEIGHT = 860;
    /** For a machine that does other things too; a page that is there does not wait. */
    private static final int PATIENCE_MS = 20_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    Browser() {
        Optional<Path> chromium = chromium();
        Assumptions.assumeTrue(
                chromium.isPresent(), "No Chromium here: install it, or name one in PORTAL_TEST_CHROMIUM");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-dev-shm-usage",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
    }

    private static Optional<Path> chromium() {
        String named = System.getenv("PORTAL_TEST_CHROMIUM");
        if (named != null && !named.isBlank()) {
            // Whoever names a browser wants these tests run: one that is not there fails them, it does not skip them.
            if (!Files.isExecutable(Path.of(named))) {
                throw new IllegalStateException("PORTAL_TEST_CHROMIUM names no program: " + named);
            }
            return Optional.of(Path.of(named));
        }
        return java.util.stream.Stream.of("/usr/bin/chromium", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Page open(int width, ColorScheme colours) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setColorScheme(colours)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                .setLocale("en-US"));
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        return page;
    }

    static void signIn(Page page, RunningPortal portal, String userName) {
        page.navigate(portal.url("/login"));
        page.locator("input[name=username]").fill(userName);
        page.locator("input[name=password]").fill("practice-makes-perfect");
        button(page, "Sign in").click();
        page.waitForURL(url -> !url.contains("/login"));
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static void keep(Page page, String name) {
        // Lumo's own animations end within this.
        page.waitForTimeout(200);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screens", name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
