/** The frame around every page: brand, account switcher, search, tabs, footer. */
@NullMarked
package org.slportal.ui.shell;

import org.jspecify.annotations.NullMarked;
