/** One's own language, theme, password and API clients. */
@NullMarked
package org.slportal.ui.preferences;

import org.jspecify.annotations.NullMarked;
