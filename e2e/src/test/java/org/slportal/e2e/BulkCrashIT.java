package org.slportal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** kill -9 of portal and database in the middle of a bulk conversion: the next start finishes it, every line exactly once. */
class BulkCrashIT {

    private static final int LINES = 40_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern PROGRESS = Pattern.compile("([0-9,]+) of ([0-9,]+) lines done");

    @Test
    void a_bulk_conversion_killed_half_way_is_finished_after_the_restart_with_every_line_converted_once()
            throws Exception {
        RunningPortal portal = RunningPortal.fresh("bulk-crash");
        try (Browser browser = new Browser()) {
            Page page = browser.open(Browser.WIDE, ColorScheme.LIGHT);
            page.setDefaultTimeout(PATIENCE.toMillis());
            Browser.signIn(page, portal, "jkim");
            addPaks(page, portal);
            String job = startConversion(page, portal);

            int before = awaitProgress(page);
            portal.killEverything();
            assertThat(before).isPositive().isLessThan(LINES);

            portal = RunningPortal.again(portal);
            Browser.signIn(page, portal, "jkim");
            page.navigate(portal.url(job));
            assertThat(page.getByText("Done", new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                            .setTimeout(PATIENCE.toMillis()));
            assertThat(progress(page)).isEqualTo(LINES);
            Browser.keep(page, "bulk-after-crash");

            // Exactly once: what the pool gained is what the lines held, and the ledger agrees.
            assertThat(owned(page, portal)).isEqualTo(OWNED_BEFORE + LINES);
            try (Child ledger = Child.start(
                    portal.data.resolveSibling("bulk-crash-ledger.log"),
                    Jars.portal(),
                    List.of("ledger", "check", "--data", portal.data.toString()))) {
                assertThat(ledger.awaitExit(PATIENCE)).isZero();
                assertThat(ledger.output()).contains("The ledger agrees.").doesNotContain("✗");
            }
        } finally {
            portal.close();
        }
    }

    /** "C9300 Network Advantage" in the demo's first Virtual Account. */
    private static final int OWNED_BEFORE = 24;

    private static void addPaks(Page page, RunningPortal portal) throws Exception {
        Path file = portal.data.resolve("paks.csv");
        Files.writeString(
                file,
                "PAK,SKU,Quantity,Virtual Account\n"
                        + IntStream.range(0, LINES)
                                .mapToObj("K%010d,C9300-NW-A-24,1,Krakow LAN-SW"::formatted)
                                .collect(Collectors.joining("\n")));
        page.navigate(portal.url("/registration/add"));
        page.getByText("CSV file").first().click();
        page.locator("vaadin-upload input[type=file]").setInputFiles(file);
        page.getByText("paks.csv").first().waitFor();
        Browser.button(page, "Check").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Add .*40,000.* PAKs$")))
                .click();
        assertThat(page.getByText(Pattern.compile("40,000 PAKs added")).first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE.toMillis()));
    }

    /** @return path of the job's page */
    private static String startConversion(Page page, RunningPortal portal) throws Exception {
        Path file = portal.data.resolve("convert.csv");
        Files.writeString(
                file,
                "PAK\n"
                        + IntStream.range(0, LINES)
                                .mapToObj("K%010d"::formatted)
                                .collect(Collectors.joining("\n")));
        page.navigate(portal.url("/convert/bulk"));
        page.getByText("The lines of a CSV file").first().click();
        page.locator("vaadin-upload input[type=file]").setInputFiles(file);
        page.getByText("convert.csv").first().waitFor();
        Browser.button(page, "Check").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Convert 40,000 lines"))
                .click();
        page.waitForURL(Pattern.compile(".*/convert/jobs/[0-9]+"));
        return page.url().replaceAll(".*(/convert/jobs/[0-9]+).*", "$1");
    }

    private static int awaitProgress(Page page) {
        page.waitForCondition(
                () -> progress(page) > 0, new Page.WaitForConditionOptions().setTimeout(PATIENCE.toMillis()));
        return progress(page);
    }

    private static int progress(Page page) {
        Matcher found = PROGRESS.matcher(page.locator("body").innerText());
        return found.find() ? Integer.parseInt(found.group(1).replace(",", "")) : 0;
    }

    private static int owned(Page page, RunningPortal portal) {
        page.navigate(portal.url("/inventory"));
        page.waitForURL(Pattern.compile(".*/inventory/[0-9]+/.*"));
        page.navigate(page.url().replaceAll("(/inventory/[0-9]+)/.*", "$1/licenses"));
        page.getByText("C9300 Network Advantage").first().waitFor();
        Matcher figure =
                Pattern.compile("40,0[0-9]{2}").matcher(page.locator("body").innerText());
        assertThat(figure.find()).as("an owned figure of forty thousand").isTrue();
        return Integer.parseInt(figure.group().replace(",", ""));
    }
}
