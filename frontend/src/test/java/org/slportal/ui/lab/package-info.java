/** The parts of a terminal that need no page. */
@NullMarked
package org.slportal.ui.lab;

import org.jspecify.annotations.NullMarked;
