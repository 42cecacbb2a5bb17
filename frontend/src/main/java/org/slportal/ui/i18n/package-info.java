/** Every word, number and date on screen, in the reader's language. */
@NullMarked
package org.slportal.ui.i18n;

import org.jspecify.annotations.NullMarked;
