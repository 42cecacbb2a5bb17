/** The views as people use them, without a browser, over real services and a real database. */
@NullMarked
package org.slportal.ui.view;

import org.jspecify.annotations.NullMarked;
