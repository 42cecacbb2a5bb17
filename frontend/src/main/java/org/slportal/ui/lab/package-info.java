/** The Lab area, where it is: the clock, and what it will bring. */
@NullMarked
package org.slportal.ui.lab;

import org.jspecify.annotations.NullMarked;
