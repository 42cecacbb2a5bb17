/** Who may reach the user interface, and as whom: sign-in, session, headers, first set-up. */
@NullMarked
package org.slportal.ui.security;

import org.jspecify.annotations.NullMarked;
