/** Pages of the known portal that a later release fills: what they will do, and what to do meanwhile. */
@NullMarked
package org.slportal.ui.later;

import org.jspecify.annotations.NullMarked;
