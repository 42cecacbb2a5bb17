/** The few building blocks the views are made of. */
@NullMarked
package org.slportal.ui.component;

import org.jspecify.annotations.NullMarked;
