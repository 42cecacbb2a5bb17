/** Holds the texts of all languages to the same keys and the same values. */
@NullMarked
package org.slportal.ui.i18n;

import org.jspecify.annotations.NullMarked;
