/** The first visit: account and administrator. */
@NullMarked
package org.slportal.ui.setup;

import org.jspecify.annotations.NullMarked;
