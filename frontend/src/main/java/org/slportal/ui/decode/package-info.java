/** Pasted output of a device, explained. */
@NullMarked
package org.slportal.ui.decode;

import org.jspecify.annotations.NullMarked;
