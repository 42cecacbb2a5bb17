/** Refusals and faults, shown without internals. */
@NullMarked
package org.slportal.ui.error;

import org.jspecify.annotations.NullMarked;
