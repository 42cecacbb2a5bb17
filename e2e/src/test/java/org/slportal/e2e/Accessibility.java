package org.slportal.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds on a page as it stands. */
final class Accessibility {

    private Accessibility() {}

    /** Rule, and the first element that breaks it. */
    static List<String> violations(Page page) {
        return new AxeBuilder(page)
                        // The framework's own bar for a lost connection; it stands outside every landmark and is empty
                        // while all is well.
                        .exclude("vaadin-connection-indicator")
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(violation -> violation.getId() + ": "
                                + violation.getNodes().getFirst().getHtml())
                        .toList();
    }
}
