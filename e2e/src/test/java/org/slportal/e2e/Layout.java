package org.slportal.e2e;

import com.microsoft.playwright.Page;
import java.util.List;

/** What does not fit on a page. */
final class Layout {

    private Layout() {}

    /** Empty if all is in its place. On a wide screen a list may have more columns than the screen has room for, and scrolls. */
    @SuppressWarnings("unchecked")
    static List<String> faults(Page page) {
        return (List<String>) page.evaluate("""
                narrow => {
                  const faults = [];
                  const root = document.documentElement;
                  if (root.scrollWidth > root.clientWidth) faults.push('scrolls sideways');
                  const cut = box => box.scrollWidth > box.clientWidth + 1;
                  const shown = [...document.querySelectorAll('vaadin-grid, table')].filter(one => one.checkVisibility());
                  if (shown.some(one => one.localName === 'table' ? cut(one.parentElement) : narrow && cut(one.$.table))) {
                    faults.push('a list is cut');
                  }
                  for (const tab of document.querySelectorAll('.subtabs a[aria-current]')) {
                    const bar = tab.parentElement.getBoundingClientRect();
                    const place = tab.getBoundingClientRect();
                    if (place.left < bar.left - 1 || place.right > bar.right + 1) faults.push('the current tab is out of sight');
                  }
                  return faults;
                }""", page.viewportSize().width <= Browser.NARROW);
    }
}
