/** Inventory of one Virtual Account: licences, product instances, event log. */
@NullMarked
package org.slportal.ui.inventory;

import org.jspecify.annotations.NullMarked;
