/** The user guide on screen, and which of its pages belongs to which screen. */
@NullMarked
package org.slportal.ui.help;

import org.jspecify.annotations.NullMarked;
