package org.slportal.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds on a page when it has come to rest. */
final class Accessibility {

    private Accessibility() {}

    /** Rule, and the first element that breaks it. */
    static List<String> violations(Page page) {
        atRest(page);
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

    /**
     * What fades in or out has the contrast of that moment; what turns for ever is not waited for. A document tells of
     * its own tree's animations alone, and a dialog fades inside its element's shadow tree: all trees are asked.
     */
    private static void atRest(Page page) {
        page.waitForFunction("""
                () => {
                  const trees = [document];
                  for (const tree of trees) {
                    for (const element of tree.querySelectorAll('*')) {
                      if (element.shadowRoot) trees.push(element.shadowRoot);
                    }
                  }
                  return trees.flatMap(tree => tree.getAnimations()).every(one => one.playState !== 'running'
                      || one.effect?.getComputedTiming().iterations === Infinity);
                }""");
    }
}
