/** The portal's user interface: the application shell page and what all views share. */
@NullMarked
package org.slportal.ui;

import org.jspecify.annotations.NullMarked;
